// @ts-check
/** Two charts over time, each with a choice of what it shows: A in grey, B in ink, from the same pictures as the map. */

import { mountCharts } from "hinge/charts.js";
import { el, setText } from "./dom.js";

/**
 * @typedef {{id: string, title: string, unit: string}} Choice what a chart can show, and its unit in words
 * @typedef {{a: any[], b: any[]}} Pair rows of A and of B
 */

/**
 * @param {HTMLElement} root
 * @param {{label: string, onDay: (day: number) => void, onChoice: (id: string) => void}} told
 */
export function createCurve(root, { label, onDay, onChoice }) {
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
export function asFan(rows) {
  return rows.map(({ day, date, mean, low, high }) => {
    const median = 100 * mean;
    return { day, date, low90: 100 * low, low50: median, median, high50: median, high90: 100 * high };
  });
}
