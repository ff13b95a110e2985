// Elements of pages and drawings. What a scenario says only ever enters as text or as an attribute.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element of the page.
 * @param {string} tag
 * @param {Object<string, string | number | boolean | null>} [given] attributes; null and false leave one out
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function el(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  fill(made, given);
  made.append(...children);
  return made;
}

/**
 * Make an element of a drawing.
 * @param {string} tag
 * @param {Object<string, string | number | boolean | null>} [given]
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function svg(tag, given = {}, ...children) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  fill(made, given);
  made.append(...children);
  return made;
}

/**
 * @param {Element} made
 * @param {Object<string, string | number | boolean | null>} given
 */
function fill(made, given) {
  for (const [name, value] of Object.entries(given)) {
    if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * Set text only where it differs.
 * @param {Element} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

let made = 0;

/** An id that no other element of the page has. @param {string} stem @returns {string} */
export function freshId(stem) {
  made += 1;
  return `${stem}-${made}`;
}
