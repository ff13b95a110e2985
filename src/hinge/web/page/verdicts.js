// @ts-check
/** The claims: how many runs bear each out, as it was assessed and with what was changed. */

import { el, setText, svg } from "./dom.js";
import { hundred } from "./words.js";

const WIDTH = 200;
const STEPS = [0.105, 0.335, 0.665, 0.895]; // where one word ends and the next begins

/**
 * @typedef {{id: string, paraphrase: string, quote: string, live: boolean, why_not: string|null}} Claim
 * @typedef {{id: string, reading: string, share: number|null, low: number, high: number, n: number, word: string, symbol: string}} Verdict
 * @typedef {{node: HTMLElement, show: (a: Verdict|undefined, b: Verdict|undefined, same: boolean) => void}} Line
 */

/** @param {Verdict} verdict */
const keyOf = (verdict) => `${verdict.id} ${verdict.reading ?? ""}`;

/**
 * @param {HTMLElement} root
 * @param {{onWhy: (claim: string, from: HTMLElement) => void}} told
 */
export function createVerdicts(root, { onWhy }) {
  const list = el("ol", { class: "claims" });
  const said = el("p", { class: "note" });
  const rest = el("details", { class: "rest" });
  root.append(el("h3", { id: "claims-title", text: "What the sources claim" }), said, list, rest);
  /** @type {Map<string, {row: HTMLElement, lines: Map<string, Line>, box: HTMLElement}>} */
  const rows = new Map();

  return {
    /** @param {{claims: Claim[]}} opened */
    open(opened) {
      rows.clear();
      list.replaceChildren();
      for (const claim of opened.claims.filter((each) => each.live)) {
        const ask = el("button", { type: "button", class: "ask", "aria-haspopup": "dialog" }, el("span", { class: "id", text: claim.id }), " ", el("span", { text: claim.paraphrase }));
        ask.addEventListener("click", () => onWhy(claim.id, ask));
        const box = el("div", { class: "lines" });
        const row = el("li", { "data-claim": claim.id }, ask, box);
        rows.set(claim.id, { row, lines: new Map(), box });
        list.append(row);
      }
      const not = opened.claims.filter((claim) => !claim.live);
      rest.hidden = !not.length;
      rest.replaceChildren(
        el("summary", { text: `${not.length} more that need the full assessment` }),
        el("ul", {}, ...not.map((claim) => el("li", {}, el("span", { class: "id", text: claim.id }), ` ${claim.paraphrase} `, el("span", { class: "note", text: claim.why_not ?? "" })))),
      );
    },
    /**
     * @param {Verdict[]} a @param {Verdict[]} b
     * @param {boolean} same whether nothing differs between the two
     * @returns {string} the changes in words, for those who cannot see them
     */
    show(a, b, same) {
      const before = new Map(a.map((verdict) => [keyOf(verdict), verdict]));
      const after = new Map(b.map((verdict) => [keyOf(verdict), verdict]));
      const changed = [];
      let words = 0;
      for (const [key, verdict] of after) {
        const row = rows.get(verdict.id);
        if (!row) continue;
        let line = row.lines.get(key);
        if (!line) {
          line = createLine(verdict);
          row.lines.set(key, line);
          row.box.append(line.node);
        }
        const was = before.get(key);
        line.show(was, verdict, same);
        const moved = !same && was && was.share !== null && verdict.share !== null && hundred(was.share) !== hundred(verdict.share);
        if (moved) changed.push({ text: `${verdict.id} from ${hundred(/** @type {number} */ (was.share))} to ${hundred(/** @type {number} */ (verdict.share))} of 100`, by: Math.abs(/** @type {number} */ (verdict.share) - /** @type {number} */ (was.share)) });
        if (!same && was && was.word !== verdict.word) words += 1;
      }
      changed.sort((x, y) => y.by - x.by);
      const count = `${words === 0 ? "No verdict changes its word" : words === 1 ? "One verdict changes its word" : `${words} verdicts change their word`}`;
      const line = same ? "Runs out of 100 in which each holds." : `${count}${changed.length ? `; the largest move: ${changed[0].text}` : ""}.`;
      setText(said, line);
      return same ? "" : changed.length ? `${count}. ${changed.slice(0, 3).map((change) => change.text).join("; ")}.` : `${count}.`;
    },
  };
}

/**
 * One reading of a claim: its mark, a scale from 0 to 100, and the numbers.
 * @param {Verdict} verdict
 * @returns {Line}
 */
function createLine(verdict) {
  const mark = el("span", { class: "mark", "aria-hidden": "true" });
  const word = el("span", { class: "word" });
  const numbers = el("span", { class: "numbers" });
  const range = svg("path", { class: "range" });
  const way = svg("path", { class: "way" });
  const was = svg("circle", { class: "was", r: 4, cy: 9 });
  const now = svg("circle", { class: "now", r: 5, cy: 9 });
  const edges = STEPS.map((edge) => `M${edge * WIDTH},5v8`).join("");
  const scale = svg("svg", { class: "scale", viewBox: `-6 0 ${WIDTH + 12} 18`, "aria-hidden": "true" }, svg("path", { class: "axis", d: `M0,9H${WIDTH}` }), svg("path", { class: "edges", d: edges }), range, way, was, now);
  const node = el("div", { class: "reading" }, verdict.reading ? el("p", { class: "note", text: verdict.reading }) : null, el("p", { class: "verdict" }, mark, " ", word, " ", numbers), scale);
  return {
    node,
    show(a, b, same) {
      if (!b) return;
      setText(mark, b.symbol);
      const changed = !same && a && a.word !== b.word;
      setText(word, changed ? `${b.word} (was: ${a.word})` : b.word);
      node.classList.toggle("changed", Boolean(changed));
      scale.toggleAttribute("hidden", b.share === null);
      if (b.share === null) {
        setText(numbers, "");
        return;
      }
      const at = (/** @type {number} */ share) => (share * WIDTH).toFixed(1);
      const both = !same && a && a.share !== null;
      setText(numbers, both ? `${hundred(/** @type {number} */ (a.share))} → ${hundred(b.share)} of 100` : `${hundred(b.share)} of 100`);
      numbers.title = `95 of 100 such samples of ${b.n} runs would give ${hundred(b.low)} to ${hundred(b.high)}`;
      range.setAttribute("d", `M${at(b.low)},9H${at(b.high)}`);
      now.setAttribute("cx", at(b.share));
      was.toggleAttribute("hidden", !both);
      was.setAttribute("cx", at(both ? /** @type {number} */ (a.share) : b.share));
      way.setAttribute("d", both ? `M${at(/** @type {number} */ (a.share))},9H${at(b.share)}` : "M0,0");
    },
  };
}
