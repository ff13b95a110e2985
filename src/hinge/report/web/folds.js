// What unfolds: before printing everything that is part of the text, and what a link leads to.

/** What stays folded on paper: numbers stand beside a chart that is drawn. */
const NOT_PRINTED = "details.numbers, details.keys";

/**
 * Unfold for print, and fold again afterwards what was folded before.
 * @param {ParentNode} root
 */
export function unfoldForPrint(root) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...root.querySelectorAll("details:not([open])")].filter((part) => !part.matches(NOT_PRINTED));
    for (const part of opened) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
    opened = [];
  });
}

/**
 * Fold the numbers of each figure that has a chart, which is drawn in their place.
 * @param {ParentNode} root
 * @param {Object<string, {spec: object | null}>} figures
 */
export function foldNumbers(root, figures) {
  for (const part of root.querySelectorAll("details.numbers")) {
    if (figures[part.dataset.numbers ?? ""]?.spec) part.open = false;
  }
}

/**
 * Show where a link leads, unfolding what it lies in.
 * @param {string} id of an element
 * @returns {HTMLElement | null}
 */
export function reveal(id) {
  const found = document.getElementById(id);
  for (let part = found; part; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  return found;
}
