// @ts-check
/** Opening a scenario: what is being done, how much of it, how long it will take. */

import { lines, Refused } from "./api.js";
import { el, setText } from "./dom.js";

/**
 * @param {HTMLElement} root
 * @param {{onAgain: () => void}} told
 * @returns {{open: (scenario: string, quiet?: boolean) => Promise<any>}} the opened scenario, or null where a newer one is asked for
 */
export function createOpening(root, { onAgain }) {
  let asked = 0;
  /** @type {AbortController|null} */
  let under = null;
  return {
    async open(scenario, quiet = false) {
      const mine = ++asked;
      under?.abort();
      under = new AbortController();
      const words = el("p", { text: "Reading the scenario ..." });
      const bar = el("progress", { max: 1, "aria-label": "Progress" });
      const left = el("p", { class: "note" });
      root.replaceChildren(el("h2", { text: "Computing the campaign as it was assessed" }), words, bar, left);
      root.hidden = quiet;
      let found = null;
      try {
        await lines("/api/open", { scenario }, (line) => {
          if (mine !== asked) return;
          if (line.opened) found = line.opened;
          else {
            if (line.doing) setText(words, `${line.doing}${line.total ? `: ${line.done} of ${line.total}` : " ..."}`);
            if (line.total) bar.value = line.done / line.total;
            setText(left, line.seconds_left === null || line.seconds_left === undefined ? "" : `About ${Math.max(1, Math.round(line.seconds_left))} seconds left.`);
          }
        }, under.signal);
      } catch (error) {
        if (mine !== asked) return null;
        if (!(error instanceof Refused)) throw error;
        const again = el("button", { type: "button", text: "Try again", on: { click: onAgain } });
        root.hidden = false;
        root.replaceChildren(el("h2", { text: "This scenario could not be opened" }), ...error.problems.flatMap((problem) => [problem.what, problem.why, problem.do].filter(Boolean).map((line) => el("p", { text: line }))), again);
        return null;
      }
      if (mine !== asked) return null;
      root.hidden = true;
      return found;
    },
  };
}
