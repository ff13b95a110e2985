// @ts-check
/** One campaign of the many, stepped day by day: which one, and what happened in it, in words. */

import { post, Refused } from "./api.js";
import { el, setText } from "./dom.js";
import { dateOf, dateWords } from "./words.js";

const KEPT = 12; // campaigns kept

/**
 * @typedef {Omit<import("./pictures.js").Question, "outcome">} Question
 * @typedef {{a: any, b: any}} Pair
 */

/**
 * @param {HTMLElement} root
 * @param {{onRun: (run: number) => void, onDay: (day: number) => void, onPair: (pair: Pair|null) => void}} told
 */
export function createCampaign(root, { onRun, onDay, onPair }) {
  /** @type {Map<string, any>} */
  const album = new Map();
  let asked = 0;
  let runs = 200;
  let start = "";
  let day = 0;
  /** @type {Pair|null} */
  let pair = null;
  const field = el("input", { type: "number", min: 1, max: runs, step: 1, id: "run" });
  field.addEventListener("change", () => go(Number(field.value) - 1));
  const go = (/** @type {number} */ run) => onRun(Math.max(0, Math.min(runs - 1, Math.round(run) || 0)));
  const step = (/** @type {string} */ text, /** @type {string} */ label, /** @type {number} */ by) => el("button", { type: "button", text, "aria-label": label, on: { click: () => go(Number(field.value) - 1 + by) } });
  const apart = el("button", { type: "button", class: "plain", hidden: true });
  const of = el("span", { class: "note" });
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const logs = el("div", { class: "logs" });
  root.append(
    el("p", { class: "which" }, el("label", { for: "run", text: "Campaign" }), " ", step("‹", "The campaign before", -1), field, step("›", "The next campaign", 1), " ", of, apart),
    wrong,
    logs,
  );
  root.hidden = true;

  function log() {
    if (!pair) return;
    const same = pair.a === pair.b;
    const parts = same ? null : pair.b.apart;
    apart.hidden = same;
    apart.disabled = parts === null;
    setText(apart, parts === null ? "A and B are the same campaign throughout" : `A and B part on ${dateWords(dateOf(start, parts))}`);
    apart.onclick = () => parts !== null && onDay(parts);
    const date = dateWords(dateOf(start, day));
    logs.replaceChildren(...(same ? [["", pair.a]] : [["A, ", pair.a], ["B, ", pair.b]]).map(([name, run]) => {
      const lines = linesOf(run, day);
      return el("section", { class: "log" }, el("h3", { text: `${name}${date}` }), lines.length ? el("ul", {}, ...lines.map((line) => el("li", { text: line }))) : el("p", { class: "note", text: "Nothing to report on this day." }));
    }));
  }

  /** @param {Question} question @param {number} run */
  async function campaign(question, run) {
    const body = { ...question, run };
    const key = JSON.stringify(body);
    let found = album.get(key);
    if (!found) {
      found = await post("/api/campaign", body);
      album.set(key, found);
      if (album.size > KEPT) album.delete(/** @type {string} */ (album.keys().next().value));
    }
    return found;
  }

  return {
    /** @param {{start: string, runs?: number}} opened */
    open(opened) {
      album.clear();
      pair = null;
      start = opened.start;
      runs = opened.runs ?? 200;
      field.max = String(runs);
      setText(of, `of ${runs}, one possible course`);
    },
    hide() {
      asked += 1;
      root.hidden = true;
      pair = null;
      onPair(null);
    },
    /** @param {Question} a @param {Question} b @param {number} run */
    async show(a, b, run) {
      const mine = ++asked;
      root.hidden = false;
      field.value = String(run + 1);
      try {
        const first = await campaign(a, run);
        const second = JSON.stringify(a) === JSON.stringify(b) ? first : await campaign(b, run);
        if (mine !== asked) return;
        wrong.hidden = true;
        pair = { a: first, b: second };
        onPair(pair);
        log();
      } catch (error) {
        if (mine !== asked) return;
        pair = null; // what stood there is another campaign
        onPair(null);
        logs.replaceChildren();
        apart.hidden = true;
        setText(wrong, error instanceof Refused ? error.problems.map((problem) => `${problem.what} ${problem.do}`).join(" ") : "The server is not answering; this campaign comes when it is back.");
        wrong.hidden = false;
      }
    },
    /** @param {number} given */
    setDay(given) {
      day = given;
      if (pair) log();
    },
  };
}

/**
 * What one campaign reports of a day.
 * @param {{log: {day: number, entries: {text: string}[]}[]}} run
 * @param {number} day
 * @returns {string[]}
 */
function linesOf(run, day) {
  return run.log.find((one) => one.day === day)?.entries.map((entry) => entry.text) ?? [];
}
