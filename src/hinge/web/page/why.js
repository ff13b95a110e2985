// @ts-check
/** A panel that says in words why an area or a claim stands as it does. */

import { post, Refused } from "./api.js";
import { el } from "./dom.js";

/**
 * @param {HTMLDialogElement} dialog
 * @returns {{ask: (title: string, path: string, body: any, from: HTMLElement|SVGElement|null) => Promise<void>}}
 */
export function createWhy(dialog) {
  let asked = 0;
  /** @type {HTMLElement|SVGElement|null} */
  let back = null;
  const close = el("button", { type: "button", class: "close", text: "Close" });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    asked += 1;
    back?.focus();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  return {
    async ask(title, path, body, from) {
      const mine = ++asked;
      back = from;
      const words = el("div", { class: "words", "aria-live": "polite" }, el("p", { class: "note", text: "Looking into the runs ..." }));
      dialog.replaceChildren(el("h2", { id: "why-title", text: title }), words, close);
      if (!dialog.open) dialog.showModal();
      try {
        const found = await post(path, body);
        if (mine === asked) words.replaceChildren(...said(found));
      } catch (error) {
        const text = error instanceof Refused ? error.problems.flatMap((problem) => [problem.what, problem.do]) : ["The server is not answering; ask again when it is back."];
        if (mine === asked) words.replaceChildren(...text.map((line) => el("p", { class: "wrong", text: line })));
      }
    },
  };
}

/**
 * The answer as paragraphs, lists and small tables.
 * @param {any} found
 * @returns {Node[]}
 */
function said(found) {
  /** @type {Node[]} */
  const parts = [];
  for (const line of found.words ?? []) parts.push(el("p", { text: line }));
  return parts;
}
