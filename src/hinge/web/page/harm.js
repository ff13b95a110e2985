// @ts-check
/** Civilian harm, by who caused it: always in sight, as it was assessed and with what was changed. */

import { el, setText, svg } from "./dom.js";
import { count } from "./words.js";

const WIDTH = 120;

/**
 * @typedef {{low: number, median: number, high: number}} Range persons by the last day: 5, 50 and 95 of 100 runs lie below
 * @typedef {Range & {series: string, cause: string, author: string, by: string, what: string, was: Range}} Harm
 */

/** @param {HTMLElement} root */
export function createHarm(root) {
  const body = el("tbody");
  const headA = el("th", { scope: "col", class: "number a" });
  const headB = el("th", { scope: "col", class: "number b", text: "B" });
  const head = el("tr", {}, el("th", { scope: "col", text: "Caused by" }), headA, headB, el("td", { class: "bars" }));
  const causes = el("details", {}, el("summary", { text: "by cause" }), el("table", {}, el("tbody", { id: "causes" })));
  root.append(el("h2", { text: "Civilians killed, by who caused it" }), el("table", {}, el("thead", {}, head), body), el("p", { class: "note", text: "By the last day: the median run, and what 90 of 100 runs lie between." }), causes);
  return {
    open() {
      body.replaceChildren();
    },
    /** @param {Harm[]} rows of B, each with the range of A @param {boolean} same */
    show(rows, same) {
      const killed = rows.filter((row) => row.cause === "");
      const displaced = rows.filter((row) => row.cause === "displaced");
      const top = Math.max(1, ...killed.flatMap((row) => [row.high, row.was.high]));
      setText(headA, same ? "median" : "A");
      root.classList.toggle("same", same);
      const far = Math.max(1, ...displaced.flatMap((row) => [row.high, row.was.high]));
      body.replaceChildren(
        ...killed.map((row) => line(row, row.author === "" ? "All" : row.by.replace(/^The /, ""), top, same)),
        ...displaced.map((row) => line(row, "People displaced", far, same)),
      );
      const split = rows.filter((row) => row.cause !== "" && row.cause !== "displaced");
      causes.hidden = !split.length;
      const most = Math.max(1, ...split.flatMap((row) => [row.high, row.was.high]));
      causes.querySelector("tbody")?.replaceChildren(...split.map((row) => line(row, `${row.what}: ${row.by}`, most, same)));
    },
  };
}

/** @param {Harm} harm @param {string} name @param {number} top @param {boolean} same */
function line(harm, name, top, same) {
  const at = (/** @type {number} */ value) => ((value / top) * WIDTH).toFixed(1);
  const mark = (/** @type {Range} */ range, /** @type {string} */ kind, /** @type {number} */ y) => [
    svg("path", { class: `${kind} range`, d: `M${at(range.low)},${y}H${at(range.high)}` }),
    svg("circle", { class: kind, cx: at(range.median), cy: y, r: 3 }),
  ];
  const words = (/** @type {Range} */ range) => [`${count(range.median)} `, el("span", { class: "range", text: `${count(range.low)} to ${count(range.high)}` })];
  const marks = same ? mark(harm, "b", 8) : [...mark(harm.was, "a", 4), ...mark(harm, "b", 12)];
  const bars = svg("svg", { viewBox: `-4 0 ${WIDTH + 8} 16`, "aria-hidden": "true" }, svg("path", { class: "axis", d: "M0,0V16" }), ...marks);
  return el(
    "tr",
    { "data-series": harm.series },
    el("th", { scope: "row", text: name }),
    el("td", { class: "number a" }, ...words(same ? harm : harm.was)),
    el("td", { class: "number b" }, ...(same ? [] : words(harm))),
    el("td", { class: "bars" }, bars),
  );
}
