// Tables wider or taller than their frame: the frame takes the focus, so that arrow keys can move it.

/**
 * Let every frame that scrolls take the focus, and only those: others would be stops without a use.
 * @param {ParentNode} root
 */
export function reachScrollers(root) {
  const sized = new ResizeObserver((seen) => {
    for (const one of seen) reach(/** @type {HTMLElement} */ (one.target.closest(".scroll")));
  });
  for (const frame of root.querySelectorAll(".scroll")) {
    sized.observe(frame);
    if (frame.firstElementChild) sized.observe(frame.firstElementChild);
  }
}

/** Make a frame a stop with a name if it scrolls, and nothing of the kind if it does not. */
function reach(frame) {
  const scrolls = frame.scrollWidth > frame.clientWidth + 1 || frame.scrollHeight > frame.clientHeight + 1;
  if (!scrolls) {
    for (const name of ["tabindex", "role", "aria-label"]) frame.removeAttribute(name);
    return;
  }
  const head = frame.closest("figure")?.querySelector("figcaption") ?? frame.closest("section")?.querySelector("h2");
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", `Table: ${head?.firstElementChild?.textContent ?? head?.textContent ?? "numbers"}`);
}
