/**
 * The small box that says what stands under the pointer; its words are only ever set as text.
 *
 * @module hinge/tip.js
 */

/** @type {HTMLElement | null} */
let box = null;

/**
 * Show a value beside the pointer.
 * @param {MouseEvent} event
 * @param {any} value of a mark: text, or an object of names and values
 */
export function showTip(event, value) {
  if (box === null) {
    box = document.createElement("div");
    box.className = "chart-tip";
    box.setAttribute("aria-hidden", "true");
    document.body.append(box);
  }
  const lines = typeof value === "object" ? Object.entries(value) : [["", value]];
  box.replaceChildren(...lines.map(([name, text]) => {
    const line = document.createElement("div");
    if (name) {
      const label = document.createElement("span");
      label.textContent = `${name} `;
      line.append(label);
    }
    line.append(String(text));
    return line;
  }));
  box.hidden = false;
  const { width, height } = box.getBoundingClientRect();
  const left = event.clientX + 14 + width > innerWidth ? event.clientX - 10 - width : event.clientX + 14;
  const top = event.clientY + 18 + height > innerHeight ? event.clientY - 10 - height : event.clientY + 18;
  box.style.left = `${Math.max(4, left)}px`;
  box.style.top = `${Math.max(4, top)}px`;
}

/** Take the box away. */
export function hideTip() {
  if (box !== null) box.hidden = true;
}
