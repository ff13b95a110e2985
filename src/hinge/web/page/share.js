// @ts-check
/** A link that holds the whole state of the page. */

import { el, setText } from "./dom.js";

/**
 * @param {HTMLElement} root
 * @param {() => string} link
 */
export function createShare(root, link) {
  const said = el("span", { class: "note", role: "status" });
  const field = el("input", { type: "text", readonly: true, class: "link", "aria-label": "Link to this page as it stands", hidden: true });
  const button = el("button", { type: "button", text: "Copy link" });
  button.addEventListener("click", async () => {
    field.value = link();
    try {
      await navigator.clipboard.writeText(field.value);
      setText(said, "Copied. It holds everything you have set.");
      window.setTimeout(() => setText(said, ""), 4000);
    } catch {
      field.hidden = false;
      field.select();
      setText(said, "Copy it from here:");
    }
  });
  root.append(button, said, field);
}
