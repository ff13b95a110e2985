// @ts-check
/** The first line of the page: what to do, one change to begin with, and the way back to none. */

import { el, setText } from "./dom.js";

/**
 * @param {HTMLElement} root
 * @param {{onTry: (id: string) => void, onReset: () => void}} told
 */
export function createInvitation(root, { onTry, onReset }) {
  let suggested = "";
  const line = el("p", { text: "Switch something on or move a slider: map, harm and verdicts follow. A stays as it was assessed, B is yours." });
  const attempt = el("button", { type: "button", class: "try" });
  attempt.addEventListener("click", () => onTry(suggested));
  const reset = el("button", { type: "button", text: "Undo all changes" });
  reset.addEventListener("click", onReset);
  const acts = el("p", {}, attempt, reset);
  root.append(line, acts);
  return {
    /** @param {{interventions: import("./words.js").Intervention[], start: string}} opened */
    open(opened) {
      const plan = opened.interventions.find((each) => !each.to || each.to > opened.start);
      suggested = plan?.id ?? "";
      if (plan) setText(attempt, `Try: ${plan.title}`);
    },
    /** @param {boolean} same whether nothing is changed */
    show(same) {
      attempt.hidden = !same || !suggested;
      reset.hidden = same;
    },
  };
}
