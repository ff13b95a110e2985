// @ts-check
/** Making elements. Text of scenarios only ever enters as text. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Object<string, any>} [given] `class`, `text`, `on` (listeners by event name), else attributes; false and null leave one out
 * @param {...(Node|string|null)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  fill(made, given, children);
  return made;
}

/**
 * Make an element of a drawing.
 * @param {string} tag
 * @param {Object<string, any>} [given]
 * @param {...(Node|string|null)} children
 * @returns {SVGElement}
 */
export function svg(tag, given = {}, ...children) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  fill(made, given, children);
  return made;
}

/**
 * @param {Element} made
 * @param {Object<string, any>} given
 * @param {(Node|string|null)[]} children
 */
function fill(made, given, children) {
  for (const [name, value] of Object.entries(given)) {
    if (name === "text") made.textContent = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null));
}

/**
 * The element of the page with this id; the page is ours, so it is there.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}

/**
 * Set text only where it differs, so that screen readers and layout stay calm.
 * @param {Element} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Say something to screen readers, politely and at most every second and a half: the newest wins.
 * @param {Element} region an element with aria-live
 * @returns {(text: string) => void}
 */
export function createVoice(region) {
  let waiting = 0;
  let next = "";
  let last = 0;
  const speak = () => {
    waiting = 0;
    last = performance.now();
    setText(region, next);
  };
  return (text) => {
    next = text;
    if (!waiting) waiting = window.setTimeout(speak, Math.max(300, 1500 - (performance.now() - last)));
  };
}
