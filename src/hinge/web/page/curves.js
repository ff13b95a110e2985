// @ts-check
/** The courses over time: A in grey, B in ink, redrawn from the same pictures as the map. */

import { mountCharts } from "hinge/charts.js";
import { el } from "./dom.js";

/**
 * @param {HTMLElement} root
 * @param {{onDay: (day: number) => void}} told
 */
export function createCurves(root, { onDay }) {
  /** @type {any} */
  let charts = null;
  let timer = 0;
  let day = -1;

  return {
    /** @param {{charts: Object<string, any>, start: string}} opened */
    open(opened) {
      charts?.dispose();
      root.replaceChildren(...Object.entries(opened.charts).map(([id, spec]) => placeOf(id, spec.title)));
      charts = mountCharts(root, opened.charts, { onDay, start: opened.start });
    },
    /**
     * New numbers for the charts; drawn after the map and the verdicts have been painted.
     * @param {any} a
     * @param {any} b
     */
    show(a, b) {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        for (const [id, rows] of Object.entries(rowsOf(a, b))) charts?.update(id, { rows });
        charts?.setDay(day);
      });
    },
    /** @param {number} given */
    setDay(given) {
      day = given;
      charts?.setDay(given);
    },
  };
}

/**
 * Where a chart goes, under its title and unit.
 * @param {string} id
 * @param {{text: string|string[], subtitle?: string|string[]}} title
 */
function placeOf(id, title) {
  const words = (/** @type {string|string[]|undefined} */ text) => [text ?? ""].flat().join(" ");
  const caption = el("figcaption", {}, el("h3", { text: words(title.text) }), el("p", { class: "note", text: words(title.subtitle) }));
  return el("figure", {}, caption, el("div", { class: "chart", "data-figure": id }));
}

/**
 * Rows of every chart: those of A, then those of B, each with its arm.
 * @param {any} a
 * @param {any} b
 * @returns {Object<string, any[]>}
 */
function rowsOf(a, b) {
  /** @type {Object<string, any[]>} */
  const found = {};
  for (const id of Object.keys(b.charts)) {
    found[id] = [...arm(a.charts[id] ?? [], "A"), ...arm(b.charts[id], "B")];
  }
  return found;
}

/** @param {any[]} rows @param {string} name */
function arm(rows, name) {
  return rows.map((row) => ({ ...row, arm: name }));
}
