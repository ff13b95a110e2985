// @ts-check
/** How many runs the picture has, and whether a newer one is on its way or cannot be had. */

import { setText } from "./dom.js";

/**
 * @typedef {{picture: {runs: number, of: number}|null, busy: boolean, refused: boolean}} State
 * @param {HTMLElement} root
 * @returns {(state: State) => void}
 */
export function createProgress(root) {
  return (state) => {
    root.classList.toggle("wrong", state.refused);
    setText(root, wordsOf(state));
    document.body.classList.toggle("partial", !state.picture || state.busy || state.picture.runs < state.picture.of);
  };
}

/** @param {State} state */
function wordsOf({ picture, busy, refused }) {
  if (refused) return "What you changed cannot be computed; the reason stands beside it.";
  if (!picture) return "Computing ...";
  if (picture.runs < picture.of) return `${picture.runs} of ${picture.of} runs so far ...`;
  return busy ? "Computing what you changed ..." : `${picture.of} runs`;
}
