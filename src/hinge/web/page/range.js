// @ts-check
/** Sliders: one value with its median marked, and two ends of a span of days. */

import { el, setText } from "./dom.js";

const STEPS = 200; // places of a slider

/**
 * A slider with words for its value; `factors`: it runs in equal factors.
 * @param {{label: string, low: number, high: number, mark?: number|null, step?: number|null, factors?: boolean,
 *   words: (value: number) => string, onInput: (value: number, dragging: boolean) => void}} given
 * @returns {{node: HTMLElement, input: HTMLInputElement, show: (value: number, words?: string) => void}}
 */
export function createSlider({ label, low, high, mark = null, step = null, factors = false, words, onInput }) {
  const toPlace = (/** @type {number} */ value) => {
    const part = factors ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low || 1);
    return Math.round(STEPS * Math.max(0, Math.min(1, part)));
  };
  const toValue = (/** @type {number} */ place) => {
    const part = place / STEPS;
    const value = factors ? low * (high / low) ** part : low + part * (high - low);
    return Number((step ? Math.round(value / step) * step : value).toPrecision(3));
  };
  const input = el("input", { type: "range", min: 0, max: STEPS, step: 1, "aria-label": label });
  const tick = mark === null ? null : el("span", { class: "median", "aria-hidden": "true", title: `middle value: ${words(mark)}` });
  if (tick && mark !== null) tick.style.setProperty("--at", String(toPlace(mark) / STEPS));
  const node = el("span", { class: "slider" }, input, tick);
  const tell = (/** @type {boolean} */ dragging) => {
    const value = Math.min(high, Math.max(low, toValue(Number(input.value))));
    input.setAttribute("aria-valuetext", words(value));
    onInput(value, dragging);
  };
  input.addEventListener("input", () => tell(true));
  input.addEventListener("change", () => tell(false));
  return {
    node,
    input,
    show(value, said) {
      const place = String(toPlace(value));
      if (input.value !== place) input.value = place;
      input.setAttribute("aria-valuetext", said ?? words(value));
      input.style.setProperty("--part", String(Number(place) / STEPS));
    },
  };
}

/**
 * Two sliders on one track: from a day to a day, both included; neither passes the other.
 * @param {{label: string, days: number, words: (day: number) => string,
 *   onInput: (days: [number, number], dragging: boolean) => void}} given
 * @returns {{node: HTMLElement, inputs: HTMLInputElement[], show: (days: [number, number]) => void}}
 */
export function createSpan({ label, days, words, onInput }) {
  const ends = ["first day", "last day"].map((end) => el("input", { type: "range", min: 0, max: days - 1, step: 1, "aria-label": `${label}, ${end}` }));
  const [first, last] = ends;
  const track = el("span", { class: "track", "aria-hidden": "true" });
  const said = el("span", { class: "dates" });
  const node = el("span", { class: "span" }, el("span", { class: "two-thumbs" }, track, first, last), said);
  const show = (/** @type {[number, number]} */ [from, to]) => {
    first.value = String(from);
    last.value = String(to);
    node.style.setProperty("--from", String(from / (days - 1)));
    node.style.setProperty("--to", String(to / (days - 1)));
    ends.forEach((end, index) => end.setAttribute("aria-valuetext", words([from, to][index])));
    first.classList.toggle("above", from > days / 2);
    setText(said, `${words(from)} to ${words(to)}`);
  };
  const tell = (/** @type {HTMLInputElement} */ moved, /** @type {boolean} */ dragging) => {
    let [from, to] = [Number(first.value), Number(last.value)];
    if (from > to) [from, to] = moved === first ? [to, to] : [from, from];
    show([from, to]);
    onInput([from, to], dragging);
  };
  for (const end of ends) {
    end.addEventListener("input", () => tell(end, true));
    end.addEventListener("change", () => tell(end, false));
  }
  return { node, inputs: ends, show };
}
