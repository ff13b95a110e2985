// @ts-check
/** A panel that says in words why an area or a claim stands as it does. */

import { post, Refused } from "./api.js";
import { el } from "./dom.js";
import { ofArea, ofClaim } from "./reasons.js";

/**
 * @param {HTMLDialogElement} dialog
 * @param {{onRun: (run: number) => void}} told a run that the panel names was chosen
 */
export function createWhy(dialog, { onRun }) {
  let asked = 0;
  /** @type {any} */
  let back = null;
  const close = el("button", { type: "button", class: "close", text: "Close" });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    asked += 1;
    back?.focus?.();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  /**
   * @param {string} title
   * @param {string} path
   * @param {any} body
   * @param {Element|null} from what gets the keyboard back
   * @param {(found: any) => Node[]} said
   */
  async function ask(title, path, body, from, said) {
    const mine = ++asked;
    back = from;
    const words = el("div", { class: "words", "aria-live": "polite" }, el("p", { class: "note", text: "Looking into the runs ..." }));
    dialog.replaceChildren(close, el("h2", { id: "why-title", text: title }), words);
    if (!dialog.open) dialog.showModal();
    try {
      const found = await post(path, body);
      if (mine === asked) words.replaceChildren(...said(found));
    } catch (error) {
      const lines = error instanceof Refused ? error.problems.flatMap((problem) => [problem.what, problem.do]) : ["The server is not answering; ask again when it is back."];
      if (mine === asked) words.replaceChildren(...lines.map((line) => el("p", { class: "wrong", text: line })));
    }
  }

  return {
    /** @param {string} title @param {any} body @param {Element|null} from @param {boolean} same */
    area: (title, body, from, same) => ask(title, "/api/why/area", body, from, (found) => ofArea(found, same)),
    /** @param {string} title @param {any} body @param {Element|null} from @param {boolean} same */
    claim(title, body, from, same) {
      const run = (/** @type {number} */ chosen) => {
        dialog.close();
        onRun(chosen);
      };
      return ask(title, "/api/why/claim", body, from, (found) => ofClaim(found, same, run));
    },
  };
}
