// The window on a map: the whole of it or the close-up, larger and smaller, moved by dragging.

const STEP = 1.6; // one press of a button
const CLOSEST = 60; // times larger than the whole
const DRAG = 5; // pixels from which a press is a drag and no pick

/**
 * @param {SVGElement} node
 * @param {any} geo
 * @param {(view: {x: number, y: number, w: number, h: number, unit: number}) => void} onView
 */
export function createView(node, geo, onView) {
  const whole = { x: 0, y: 0, w: geo.width, h: geo.height };
  let view = { ...whole };
  let pixels = 0;
  let preset = "whole";
  let due = 0;

  function draw() {
    node.setAttribute("viewBox", [view.x, view.y, view.w, view.h].map((n) => n.toFixed(3)).join(" "));
    node.style.touchAction = preset ? "auto" : "none";
    onView({ ...view, unit: view.w / (pixels || 700) });
  }

  /** Draw once before the next picture, however many moves there were. */
  function soon() {
    if (due) return;
    due = requestAnimationFrame(() => {
      due = 0;
      draw();
    });
  }

  function look(x, y, w) {
    const wide = Math.min(Math.max(w, geo.width / CLOSEST), geo.width);
    const high = (wide * geo.height) / geo.width;
    view = {
      x: Math.min(Math.max(x, 0), geo.width - wide),
      y: Math.min(Math.max(y, 0), geo.height - high),
      w: wide,
      h: high,
    };
  }

  /** Make things larger (factor over 1) around a point of the window, given in shares of it. */
  function zoom(factor, px = 0.5, py = 0.5) {
    preset = "";
    const w = Math.min(Math.max(view.w / factor, geo.width / CLOSEST), geo.width);
    look(view.x + px * (view.w - w), view.y + py * (view.h - (w * geo.height) / geo.width), w);
    soon();
  }

  node.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = node.getBoundingClientRect();
      const [px, py] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, px, py);
    },
    { passive: false },
  );

  let from = null;
  const swallow = (event) => event.stopPropagation();
  node.addEventListener("pointerdown", (event) => {
    node.removeEventListener("click", swallow, { capture: true });
    if (event.button !== 0 || (event.pointerType === "touch" && preset)) return;
    from = { x: event.clientX, y: event.clientY, at: { ...view }, dragged: false };
  });
  node.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.dragged && Math.hypot(dx, dy) < DRAG) return;
    if (!from.dragged) node.setPointerCapture(event.pointerId);
    from.dragged = true;
    preset = view.w < geo.width ? "" : preset;
    const unit = from.at.w / (pixels || 700);
    look(from.at.x - dx * unit, from.at.y - dy * unit, from.at.w);
    soon();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    node.addEventListener(end, () => {
      if (from && from.dragged) {
        // The click that follows a drag is none.
        node.addEventListener("click", swallow, { capture: true });
        setTimeout(() => node.removeEventListener("click", swallow, { capture: true }));
      }
      from = null;
    });
  }

  const sizes = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect;
    const wide = Math.round(Math.min(width, (height * geo.width) / geo.height)); // a page may bound the height
    if (!wide || wide === pixels) return;
    pixels = wide;
    draw();
  });
  sizes.observe(node);

  return {
    zoomIn: () => zoom(STEP),
    zoomOut: () => zoom(1 / STEP),
    /** @param {"whole" | "close"} name */
    show(name) {
      preset = name === "close" && geo.close ? "close" : "whole";
      view = preset === "close" ? { ...geo.close } : { ...whole };
      draw();
    },
    /** Draw again with the words placed anew. */
    again: draw,
    get name() {
      return preset;
    },
    dispose: () => sizes.disconnect(),
  };
}
