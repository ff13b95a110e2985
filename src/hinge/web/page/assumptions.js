// @ts-check
/**
 * What the campaign is assumed to be like: each assumption varies from run to run, until one holds it at a value.
 *
 * The leading ones come first; the search box finds the rest by words, unit or source.
 */

import { el, setText } from "./dom.js";
import { createSlider } from "./range.js";
import { number, withUnit } from "./words.js";

const FIRST = 6; // assumptions shown before a search
const FOUND = 20; // assumptions shown for a search

/**
 * @typedef {import("./words.js").Assumption} Assumption
 * @typedef {{row: HTMLElement, show: (value: number|undefined) => void, problem: (words: string) => void}} Row
 */

/**
 * @param {HTMLElement} root
 * @param {{onChange: (id: string, value: number|null, dragging: boolean) => void}} told
 */
export function createAssumptions(root, { onChange }) {
  /** @type {Assumption[]} */
  let every = [];
  /** @type {Map<string, Row>} */
  const rows = new Map();
  /** @type {Object<string, number>} */
  let held = {};
  /** @type {Map<string, string>} */
  const wrong = new Map();
  const search = el("input", { type: "search", id: "search", placeholder: "Search, for example: supply", autocomplete: "off" });
  const list = el("ul", { class: "changes" });
  const found = el("p", { class: "note", "aria-live": "polite" });
  search.addEventListener("input", relist);

  function relist() {
    const asked = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const fits = every.filter((a) => {
      const text = `${a.words} ${a.id} ${a.unit} ${a.source}`.toLowerCase();
      return asked.every((word) => text.includes(word));
    });
    const shown = asked.length ? fits.slice(0, FOUND) : every.slice(0, FIRST);
    const set = every.filter((a) => (a.id in held || wrong.has(a.id)) && !shown.includes(a));
    const wanted = [...set, ...shown].map((assumption) => rowOf(assumption).row);
    const same = wanted.length === list.children.length && wanted.every((row, index) => list.children[index] === row);
    if (!same) list.replaceChildren(...wanted);
    const words = asked.length
      ? `${fits.length} of ${every.length} fit${fits.length > FOUND ? `; the first ${FOUND} are shown` : ""}.`
      : `${Math.min(FIRST, every.length)} that matter most; ${every.length} in all.`;
    setText(found, every.length ? words : "This scenario leaves nothing open.");
  }

  /** @param {Assumption} assumption @returns {Row} */
  function rowOf(assumption) {
    let row = rows.get(assumption.id);
    if (!row) {
      row = createRow(assumption, onChange);
      rows.set(assumption.id, row);
    }
    row.show(held[assumption.id]);
    row.problem(wrong.get(assumption.id) ?? "");
    return row;
  }

  return {
    /** @param {{assumptions: Assumption[]}} opened */
    open(opened) {
      every = opened.assumptions;
      rows.clear();
      wrong.clear();
      search.value = "";
      root.replaceChildren(
        el("h3", { text: "Or hold an assumption at a value" }),
        el("p", { class: "note", text: "Otherwise it differs from run to run, within the marked range." }),
        el("label", { class: "search" }, el("span", { class: "unseen", text: "Search the assumptions" }), search),
        list,
        found,
      );
      relist();
    },
    /** @param {Object<string, number>} given */
    show(given) {
      held = given;
      relist();
    },
    /** @param {string|null} id @param {string} words */
    problem(id, words) {
      if (id === null) wrong.clear();
      else if (words) wrong.set(id, words);
      else wrong.delete(id);
      relist();
    },
    has: (/** @type {string} */ id) => every.some((assumption) => assumption.id === id),
  };
}

/**
 * @param {Assumption} given
 * @param {(id: string, value: number|null, dragging: boolean) => void} onChange
 * @returns {Row}
 */
function createRow(given, onChange) {
  const words = (/** @type {number} */ value) => withUnit(value, given.unit);
  const said = el("span", { class: "value" });
  const free = el("button", { type: "button", class: "plain", text: "let it vary", "aria-label": `Let it vary again: ${given.words}` });
  free.addEventListener("click", () => onChange(given.id, null, false));
  const slider = createSlider({
    label: given.words,
    low: given.low,
    high: given.high,
    mark: given.median,
    factors: given.log,
    words: (value) => `held at ${words(value)}`,
    onInput: (value, dragging) => onChange(given.id, value, dragging),
  });
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const basis = [given.status, given.source].filter(Boolean).join(": ");
  const row = el(
    "li",
    { class: "change assumption", "data-assumption": given.id },
    el("div", { class: "what" }, el("span", { class: "name", text: given.words }), free),
    el("div", { class: "field" }, el("span", { class: "end", text: number(given.low) }), slider.node, el("span", { class: "end", text: number(given.high) })),
    el("p", { class: "basis" }, said, el("details", {}, el("summary", { text: "source" }), el("p", { text: `${basis} (${given.id})` }))),
    wrong,
  );
  return {
    row,
    show(value) {
      const varies = `varies; middle value ${words(given.median)}`;
      slider.show(value ?? given.median, value === undefined ? varies : undefined);
      setText(said, value === undefined ? varies : `held at ${words(value)}`);
      row.classList.toggle("on", value !== undefined);
      free.hidden = value === undefined;
    },
    problem(text) {
      setText(wrong, text);
      wrong.hidden = !text;
    },
  };
}
