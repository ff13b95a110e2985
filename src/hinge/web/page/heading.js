// @ts-check
/** What stands above map A and map B. */

import { differencesOf } from "./names.js";
import { differenceWords } from "./words.js";

/**
 * @param {"a"|"b"} slot
 * @param {import("./pictures.js").Question} question that the picture answers
 * @param {any} opened scenario
 * @returns {string}
 */
export function headingOf(slot, question, opened) {
  if (slot === "b") return `B: ${differenceWords(differencesOf(question.names), opened)}`;
  const one = question.branch?.run ?? null;
  return one === null ? "A: as it was assessed" : `A: campaign ${one + 1}, going on as it was assessed`;
}
