// @ts-check
/** The claims: in how many runs each holds, as it was assessed and with what was changed. */

import { el, setText, svg } from "./dom.js";
import { hundred } from "./words.js";

const WIDTH = 120;
const STEPS = [0.105, 0.335, 0.665, 0.895]; // where one word ends and the next begins
const SYMBOLS = ["○", "◔", "◑", "◕", "●"];

/**
 * @typedef {{id: string, claim: string, reading: string, first: boolean, paraphrase: string, says: string, asked: string}} Asked
 * @typedef {{id: string, share: number|null, low: number|null, high: number|null, n: number, runs: number, word: string, symbol: string, was: number|null, why?: string}} Verdict
 * @typedef {{node: HTMLElement, name: string, show: (verdict: Verdict, same: boolean) => void}} Line
 */

/**
 * @param {HTMLElement} root
 * @param {{onWhy: (claim: string, from: HTMLElement) => void}} told
 */
export function createVerdicts(root, { onWhy }) {
  const list = el("ol", { class: "claims" });
  const said = el("p", { class: "summary" });
  const rest = el("details", { class: "rest" });
  root.append(said, list, rest);
  /** @type {Map<string, Line>} */
  const lines = new Map();

  return {
    /** @param {{claims: {live: Asked[], elsewhere: {claim: string, paraphrase: string, says: string, why: string}[]}}} opened */
    open({ claims }) {
      lines.clear();
      list.replaceChildren();
      for (const claim of new Set(claims.live.map((one) => one.claim))) {
        const readings = claims.live.filter((one) => one.claim === claim);
        const ask = el("button", { type: "button", class: "ask", "aria-haspopup": "dialog" }, el("span", { class: "id", text: claim }), ` ${readings[0].paraphrase}`);
        ask.addEventListener("click", () => onWhy(claim, ask));
        const made = readings.map((reading, place) => createLine(reading, place ? `${claim}, reading ${place + 1},` : claim, place > 0));
        made.forEach((line, place) => lines.set(readings[place].id, line));
        const [first, ...others] = made.map((line) => line.node);
        const more = others.length ? el("details", {}, el("summary", { text: others.length === 1 ? "read in another way" : `read in ${others.length} other ways` }), ...others) : null;
        const row = el("li", { "data-claim": claim }, ask, first, more);
        list.append(row);
      }
      const other = claims.elsewhere;
      rest.hidden = !other.length;
      rest.replaceChildren(
        el("summary", { text: `${other.length} readings that this page cannot test, and why` }),
        el("ul", {}, ...other.map((one) => el("li", {}, el("span", { class: "id", text: one.claim }), ` ${one.says || one.paraphrase} `, el("span", { class: "note", text: one.why })))),
      );
    },
    /**
     * @param {Verdict[]} verdicts of B, each with the share of A in the same runs
     * @param {boolean} same whether nothing is changed
     * @returns {string} the changes in words, for those who cannot see them
     */
    show(verdicts, same) {
      const moved = [];
      let words = 0;
      for (const verdict of verdicts) {
        lines.get(verdict.id)?.show(verdict, same);
        if (same || verdict.share === null || verdict.was === null) continue;
        if (stepOf(verdict.share) !== stepOf(verdict.was)) words += 1;
        if (hundred(verdict.share) === hundred(verdict.was)) continue;
        moved.push({ text: `${lines.get(verdict.id)?.name ?? verdict.id} from ${hundred(verdict.was)} to ${hundred(verdict.share)} of 100`, by: Math.abs(verdict.share - verdict.was) });
      }
      moved.sort((x, y) => y.by - x.by);
      const count = words === 0 ? "No verdict changes its step" : words === 1 ? "One verdict changes its step" : `${words} verdicts change their step`;
      const most = moved.length ? `; the largest move is ${moved[0].text}` : "";
      setText(said, same ? "In how many runs of 100 each claim holds." : `${count}${most}.`);
      return same ? "" : `${count}. ${moved.slice(0, 3).map((one) => one.text).join("; ")}`;
    },
  };
}

/** @param {number} share */
function stepOf(share) {
  return STEPS.filter((edge) => share >= edge).length;
}

/**
 * One reading of a claim: its mark, the numbers, and both shares on a scale from 0 to 100.
 * @param {Asked} asked
 * @param {string} name in a sentence
 * @param {boolean} says whether to say how the claim is read; the first reading is the usual one
 * @returns {Line}
 */
function createLine(asked, name, says) {
  const mark = el("span", { class: "mark", "aria-hidden": "true" });
  const word = el("span", { class: "word" });
  const numbers = el("p", { class: "numbers" });
  const range = svg("path", { class: "range" });
  const way = svg("path", { class: "way" });
  const was = svg("circle", { class: "was", r: 3.5, cy: 7 });
  const now = svg("circle", { class: "now", r: 4, cy: 7 });
  const edges = STEPS.map((edge) => `M${(edge * WIDTH).toFixed(1)},3.5v7`).join("");
  const scale = svg("svg", { class: "scale", viewBox: `-5 0 ${WIDTH + 10} 14`, "aria-hidden": "true" }, svg("path", { class: "axis", d: `M0,7H${WIDTH}` }), svg("path", { class: "edges", d: edges }), range, way, was, now);
  const node = el(
    "div",
    { class: "reading", "data-reading": asked.id, title: asked.asked },
    says ? el("p", { class: "says", text: asked.says }) : null,
    el("p", { class: "verdict" }, mark, " ", word),
    el("div", { class: "shares" }, numbers, scale),
  );
  return {
    node,
    name,
    show(verdict, same) {
      const { share, was: before } = verdict;
      const step = !same && share !== null && before !== null && stepOf(share) !== stepOf(before);
      setText(mark, step ? `${SYMBOLS[stepOf(before)]} → ${verdict.symbol}` : verdict.symbol);
      setText(word, share === null ? verdict.why ?? verdict.word : verdict.word);
      node.classList.toggle("changed", step);
      node.classList.toggle("untested", share === null);
      if (share === null) {
        setText(numbers, "");
        return;
      }
      const at = (/** @type {number} */ part) => (part * WIDTH).toFixed(1);
      const pair = !same && before !== null;
      setText(numbers, !pair ? `${hundred(share)} of 100` : hundred(share) === hundred(before) ? `${hundred(share)} of 100, same` : `${hundred(before)} → ${hundred(share)} of 100`);
      node.classList.toggle("moved", pair && hundred(share) !== hundred(before));
      range.setAttribute("d", `M${at(verdict.low ?? share)},7H${at(verdict.high ?? share)}`);
      now.setAttribute("cx", at(share));
      was.classList.toggle("none", !pair);
      was.setAttribute("cx", at(pair ? before : share));
      way.setAttribute("d", pair ? `M${at(before)},7H${at(share)}` : "M0,0");
    },
  };
}
