// @ts-check
/** The changes that a scenario offers: a switch each, with its days and its size once it is on. */

import { el, setText } from "./dom.js";
import { createSlider, createSpan } from "./range.js";
import { daysOf, withDays } from "./state.js";
import { dateOf, dateWords, number, unitWords } from "./words.js";

const FIRST = 9; // changes shown before "show all"

/**
 * @typedef {import("./words.js").Intervention} Intervention
 * @typedef {import("./words.js").Change} Change
 * @typedef {{row: HTMLElement, show: (change: Change|undefined) => void, problem: (words: string) => void}} Row
 */

/**
 * @param {HTMLElement} root
 * @param {{onChange: (id: string, change: Change|null, dragging: boolean) => void}} told
 */
export function createInterventions(root, { onChange }) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  let all = false;
  /** @type {Object<string, Change>} */
  let on = {};
  const more = el("button", { type: "button", class: "plain", on: { click: () => ((all = true), fold()) } });

  function fold() {
    let place = 0;
    for (const [id, { row }] of rows) row.hidden = !all && place++ >= FIRST && !(id in on);
    more.hidden = all || rows.size <= FIRST;
  }

  return {
    /** @param {{interventions: Intervention[], start: string, days: number}} opened */
    open(opened) {
      rows.clear();
      all = false;
      const list = el("ul", { class: "changes" });
      for (const plan of opened.interventions) {
        const made = createRow(plan, opened, onChange);
        rows.set(plan.id, made);
        list.append(made.row);
      }
      setText(more, `Show all ${rows.size} changes`);
      root.replaceChildren(list, more);
      fold();
    },
    /** @param {Object<string, Change>} given */
    show(given) {
      on = given;
      for (const [id, row] of rows) row.show(given[id]);
      fold();
    },
    /** @param {string|null} id @param {string} words an empty text takes a problem away; no id: all of them */
    problem(id, words) {
      for (const [name, row] of rows) if (id === null || id === name) row.problem(words);
    },
    has: (/** @type {string} */ id) => rows.has(id),
    /** @param {string} id */
    focus(id) {
      rows.get(id)?.row.querySelector("input")?.focus();
    },
  };
}

/**
 * @param {Intervention} plan
 * @param {{start: string, days: number}} opened
 * @param {(id: string, change: Change|null, dragging: boolean) => void} onChange
 * @returns {Row}
 */
function createRow(plan, opened, onChange) {
  /** @type {Change} */
  let current = {};
  const says = `says-${plan.id}`;
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const box = el("input", { type: "checkbox", role: "switch", "aria-describedby": says });
  box.addEventListener("change", () => onChange(plan.id, box.checked ? {} : null, false));
  const detail = el("div", { class: "detail", hidden: true }, el("p", { id: says, text: plan.words }));
  /** @type {((change: Change) => void)[]} */
  const parts = [];
  if (plan.dated) {
    const span = createSpan({
      label: plan.title,
      days: opened.days,
      words: (day) => dateWords(dateOf(opened.start, day)),
      onInput: (days, dragging) => onChange(plan.id, (current = withDays(plan, current, days, opened)), dragging),
    });
    detail.append(el("div", { class: "field" }, el("span", { class: "name", text: "When" }), span.node));
    parts.push((change) => span.show(daysOf(plan, change, opened)));
  }
  if (plan.sized && plan.low !== null && plan.high !== null) {
    const said = el("output", { class: "value" });
    const words = (/** @type {number} */ value) => `${number(value)}${unitWords(plan.unit)}`;
    const slider = createSlider({
      label: `${plan.title}, size`,
      low: plan.low,
      high: plan.high,
      mark: plan.size,
      step: plan.sized === "most" ? 1 : null,
      words,
      onInput(value, dragging) {
        current = { ...current };
        if (value === plan.size) delete current.size;
        else current.size = value;
        onChange(plan.id, current, dragging);
      },
    });
    detail.append(el("div", { class: "field" }, el("span", { class: "name", text: "Size" }), slider.node, said));
    parts.push((change) => {
      const value = change.size ?? plan.size ?? /** @type {number} */ (plan.low);
      slider.show(value);
      setText(said, words(value));
    });
  }
  const row = el("li", { class: "change", "data-change": plan.id }, el("label", { class: "switch" }, box, el("span", { text: plan.title })), detail, wrong);
  return {
    row,
    show(change) {
      current = change ?? {};
      box.checked = change !== undefined;
      detail.hidden = change === undefined;
      row.classList.toggle("on", change !== undefined);
      for (const part of parts) part(current);
    },
    problem(words) {
      setText(wrong, words);
      wrong.hidden = !words;
    },
  };
}
