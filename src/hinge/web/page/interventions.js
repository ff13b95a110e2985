// @ts-check
/** The changes that a scenario offers, by kind: a switch each, with its days and its size once it is on. */

import { el, setText } from "./dom.js";
import { createSlider, createSpan } from "./range.js";
import { daysOf, withDays } from "./state.js";
import { dateOf, dateWords, withUnit } from "./words.js";

const FIRST = 2; // changes of a kind that are shown before "show all"
const FEW = 10; // a scenario with so few shows them all

const FAIR = {
  clarity: "What is changed",
  cotenability: "Could it have been so?",
  minimal_rewrite: "What else would have to differ",
  theory: "Why it might matter",
  statistics: "What the numbers rest on",
  projectability: "How one would notice",
};

/**
 * @typedef {import("./words.js").Intervention} Intervention
 * @typedef {import("./words.js").Change} Change
 * @typedef {{row: HTMLElement, show: (change: Change|undefined, beside: string[]) => void, problem: (words: string) => void, place: number}} Row
 */

/**
 * @param {HTMLElement} root
 * @param {{onChange: (id: string, change: Change|null, dragging: boolean) => void}} told
 */
export function createInterventions(root, { onChange }) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  /** @type {Intervention[]} */
  let plans = [];
  let all = false;
  /** @type {Object<string, Change>} */
  let on = {};
  const more = el("button", { type: "button", class: "plain" });
  more.addEventListener("click", () => {
    all = !all;
    fold();
  });

  function fold() {
    for (const [id, { row, place }] of rows) row.hidden = !all && place >= FIRST && !(id in on);
    more.hidden = rows.size <= FEW;
    setText(more, all ? "Show fewer" : `Show all ${rows.size} changes`);
    more.setAttribute("aria-expanded", String(all));
  }

  return {
    /** @param {{interventions: Intervention[], start: string, days: number}} opened */
    open(opened) {
      rows.clear();
      plans = opened.interventions;
      all = plans.length <= FEW;
      /** @type {Map<string, HTMLUListElement>} */
      const groups = new Map();
      for (const plan of plans) {
        const list = groups.get(plan.group) ?? el("ul", { class: "changes", "aria-label": plan.group });
        groups.set(plan.group, list);
        const made = createRow(plan, opened, list.children.length, onChange);
        rows.set(plan.id, made);
        list.append(made.row);
      }
      root.replaceChildren(...[...groups].flatMap(([name, list]) => [el("h3", { text: name }), list]), more);
      fold();
    },
    /** @param {Object<string, Change>} given */
    show(given) {
      on = given;
      for (const plan of plans) {
        const beside = plans.filter((other) => other.id in on && plan.clashes.includes(other.id)).map((other) => other.title);
        rows.get(plan.id)?.show(given[plan.id], beside);
      }
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
 * A part of the model that can be switched off, as a change like the others.
 * @param {{id: string, title: string, says: string}} part
 * @returns {Intervention}
 */
export function partOf({ id, title, says }) {
  return { id, title, says, group: "Parts of the model", levers: [], dated: false, from: null, to: null, size: null, clashes: [], fair: {} };
}

/**
 * @param {Intervention} plan
 * @param {{start: string, days: number}} opened
 * @param {number} place among those of its kind
 * @param {(id: string, change: Change|null, dragging: boolean) => void} onChange
 * @returns {Row}
 */
function createRow(plan, opened, place, onChange) {
  /** @type {Change} */
  let current = {};
  const says = `says-${plan.id}`;
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const odds = el("p", { class: "odds", hidden: true });
  const box = el("input", { type: "checkbox", role: "switch", "aria-describedby": says });
  box.addEventListener("change", () => onChange(plan.id, box.checked ? {} : null, false));
  const detail = el("div", { class: "detail", hidden: true }, el("p", { id: says, text: plan.says }));
  /** @type {((change: Change) => void)[]} */
  const parts = [];
  if (plan.dated) {
    const span = createSpan({
      label: plan.title,
      days: opened.days,
      words: (day) => dateWords(dateOf(opened.start, day)),
      onInput: (days, dragging) => onChange(plan.id, (current = withDays(plan, current, days, opened)), dragging),
    });
    const past = el("p", { class: "odds", text: `As planned it is over before ${dateWords(opened.start)}, where this page begins; move its days to see what it does.` });
    detail.append(el("div", { class: "field" }, el("span", { class: "name", text: "When" }), span.node), past);
    parts.push((change) => {
      span.show(daysOf(plan, change, opened));
      past.hidden = !(change.to ?? plan.to) || /** @type {string} */ (change.to ?? plan.to) >= opened.start;
    });
  }
  const { size } = plan;
  if (size) {
    const said = el("span", { class: "value" });
    const words = (/** @type {number} */ value) => withUnit(value, size.unit);
    const slider = createSlider({
      label: `${plan.title}, size`,
      low: size.low,
      high: size.high,
      mark: size.default,
      step: size.step,
      words,
      onInput(value, dragging) {
        const { size: _, ...rest } = current;
        current = value === size.default ? rest : { ...rest, size: value };
        onChange(plan.id, current, dragging);
      },
    });
    detail.append(el("div", { class: "field" }, el("span", { class: "name", text: "Size" }), el("span", { class: "span" }, slider.node, said)));
    parts.push((change) => {
      slider.show(change.size ?? size.default);
      setText(said, words(change.size ?? size.default));
    });
  }
  detail.append(fairness(plan));
  const row = el("li", { class: "change", "data-change": plan.id }, el("label", { class: "switch" }, box, el("span", { text: plan.title })), detail, odds, wrong);
  return {
    row,
    place,
    show(change, beside) {
      current = change ?? {};
      box.checked = change !== undefined;
      detail.hidden = change === undefined;
      row.classList.toggle("on", change !== undefined);
      odds.hidden = change === undefined || !beside.length;
      setText(odds, `At odds with: ${beside.join("; ")}. Only one of them can hold.`);
      for (const part of parts) part(current);
    },
    problem(words) {
      setText(wrong, words);
      wrong.hidden = !words;
    },
  };
}

/** @param {Intervention} plan what is pulled, and why the question may be asked */
function fairness(plan) {
  const reasons = Object.entries(FAIR).filter(([name]) => plan.fair[name]);
  return el(
    "details",
    { hidden: !reasons.length },
    el("summary", { text: "is this a fair question?" }),
    el("ul", { class: "levers" }, ...plan.levers.map((lever) => el("li", { text: lever }))),
    el("dl", {}, ...reasons.flatMap(([name, title]) => [el("dt", { text: title }), el("dd", { text: plan.fair[name] })])),
  );
}
