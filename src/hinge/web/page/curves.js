// @ts-check
/** Two charts over time, each with a choice of what it shows: A in grey, B in ink, from the same pictures as the map. */

import { mountCharts } from "hinge/charts.js";
import { el, setText } from "./dom.js";

/**
 * @typedef {{id: string, title: string, unit: string}} Choice what a chart can show, and its unit in words
 * @typedef {{a: any[], b: any[]}} Pair rows of A and of B
 */

/**
 * The course of a number, and the share of runs in which a claim holds, by day.
 * @param {HTMLElement} left
 * @param {HTMLElement} right
 * @param {{onDay: (day: number) => void, onChoice: (patch: {series: string}|{outcome: string}) => void}} told
 */
export function createCurves(left, right, { onDay, onChoice }) {
  const fan = createCurve(left, { label: "What the curve shows", onDay, onChoice: (series) => onChoice({ series }) });
  const chance = createCurve(right, { label: "The claim whose share of runs is shown by day", onDay, onChoice: (outcome) => onChoice({ outcome }) });
  return {
    /** @param {{series: Choice[], outcomes: {id: string, says: string}[], start: string, charts: Object<string, any>}} opened */
    open({ series, outcomes, start, charts }) {
      fan.open({ specs: (id) => charts[id], choices: series.map(withBands), start });
      chance.open({ specs: () => charts.chance, choices: outcomes.map(asChoice), start });
    },
    /** @param {any} a @param {any} b pictures */
    show(a, b) {
      fan.show(Object.fromEntries(Object.keys(b.fans).map((id) => [id, { a: a.fans[id], b: b.fans[id] }])));
      if (a.chance && b.chance) chance.show({ [b.chance.id]: { a: asFan(a.chance.rows), b: asFan(b.chance.rows) } });
    },
    /** @param {{series: string, outcome: string}} settings */
    choose({ series, outcome }) {
      fan.choose(series);
      chance.choose(outcome);
    },
    /** @param {number} day */
    setDay(day) {
      fan.setDay(day);
      chance.setDay(day);
    },
  };
}

/** @param {Choice} one @returns {Choice} saying what the marks are */
function withBands(one) {
  return { ...one, unit: `${one.unit}; grey A, black B: medians, and what 90 of 100 runs lie between` };
}

/** @param {{id: string, says: string}} outcome @returns {Choice} */
function asChoice({ id, says }) {
  return { id, title: `By day: ${says}`, unit: "runs of 100 in which it holds on that day; grey A, black B, with 80 % bands" };
}

/**
 * @param {HTMLElement} root
 * @param {{label: string, onDay: (day: number) => void, onChoice: (id: string) => void}} told
 */
function createCurve(root, { label, onDay, onChoice }) {
  const id = `${root.id}-choice`;
  const choice = el("select", { id, class: "choice" });
  const unit = el("p", { class: "note" });
  const place = el("div", { class: "chart", "data-figure": "chart" });
  root.replaceChildren(el("figure", {}, el("figcaption", {}, el("label", { class: "unseen", for: id, text: label }), choice, unit), place));
  /** @type {any} */
  let charts = null;
  /** @type {{specs: (id: string) => any, choices: Choice[], start: string}} */
  let given = { specs: () => null, choices: [], start: "" };
  /** @type {Object<string, Pair>} */
  let rows = {};
  let timer = 0;
  let day = -1;

  choice.addEventListener("change", () => {
    mount();
    onChoice(choice.value);
  });

  function mount() {
    charts?.dispose();
    charts = null;
    const found = given.choices.find((one) => one.id === choice.value);
    root.hidden = !found;
    if (!found || !(found.id in rows)) return;
    const spec = given.specs(found.id);
    const datasets = { ...spec.datasets, rows: armed() };
    setText(unit, found.unit);
    charts = mountCharts(root, { chart: { ...spec, datasets, title: { text: found.title, subtitle: found.unit } } }, { onDay, start: given.start });
    charts.setDay(day);
  }

  /** Rows with their arm. */
  function armed() {
    const pair = rows[choice.value] ?? { a: [], b: [] };
    const arm = (/** @type {any[]} */ list, /** @type {string} */ name) => list.map((row) => ({ ...row, arm: name }));
    return [...arm(pair.a, "A"), ...arm(pair.b, "B")];
  }

  return {
    /** @param {{specs: (id: string) => any, choices: Choice[], start: string}} opened */
    open(opened) {
      given = opened;
      rows = {};
      choice.replaceChildren(...opened.choices.map((one) => el("option", { value: one.id, text: one.title })));
      mount();
    },
    /**
     * New rows, drawn after the map and the verdicts have been painted.
     * @param {Object<string, Pair>} found by choice
     */
    show(found) {
      rows = found;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => (charts ? charts.update("chart", { rows: armed() }) : mount()));
    },
    /** @param {string} id what to show; "" for the first */
    choose(id) {
      const wanted = id || given.choices[0]?.id || "";
      if (choice.value === wanted) return;
      choice.value = wanted;
      mount();
    },
    /** @param {number} now */
    setDay(now) {
      day = now;
      charts?.setDay(now);
    },
  };
}

/**
 * Rows of a share of runs by day as the chart of a fan takes them, of 100.
 * @param {{mean: number, low: number, high: number, day: number, date: string}[]} rows
 */
function asFan(rows) {
  return rows.map(({ day, date, mean, low, high }) => {
    const median = 100 * mean;
    return { day, date, low90: 100 * low, low50: median, median, high50: median, high90: 100 * high };
  });
}
