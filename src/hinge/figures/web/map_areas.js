// The areas of a map: who holds them (fill, hatching), where fronts run, which one is chosen.
// A new day changes only the attributes that differ; nothing is measured.

import { svg } from "hinge/map_dom.js";
import { AGREED, OFTEN, fought, holders, leading } from "hinge/map_words.js";

const FULL = 0.92; // opacity where all runs agree
const NOBODY = "#efece4";
const STRAIGHT = 0.5; // cosine of the angle up to which a neighbour lies «in that direction»
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/**
 * @param {any} geo as figures/map_geo.py makes it
 * @param {string} key stem of the ids of patterns
 * @param {{onPick: (area: number) => void, onLook: (area: number) => void}} told
 */
export function createAreas(geo, key, { onPick, onLook }) {
  const count = geo.areas.length;
  const index = new Map(geo.areas.map((area, a) => [area.id, a]));
  const holder = new Int8Array(count).fill(-1); // by more than half of the runs
  const cells = geo.areas.map((area, a) =>
    svg("path", {
      d: area.path || null,
      class: area.offMap ? "map-area off-map" : "map-area",
      "fill-rule": "evenodd",
      fill: NOBODY,
      "data-area": area.id,
      "data-index": a,
      role: "button",
      tabindex: -1,
      display: area.path ? null : "none",
    }),
  );
  const marks = geo.areas.map((area) =>
    svg("path", { d: area.path || null, "fill-rule": "evenodd", fill: "none", class: "map-mark" }),
  );
  const textures = geo.areas.map((area) =>
    svg("path", { d: area.path || null, "fill-rule": "evenodd", fill: "none", class: "map-texture" }),
  );
  const borders = geo.edges
    .filter((edge) => edge.b)
    .map((edge) => ({
      a: index.get(edge.a),
      b: index.get(edge.b),
      node: svg("path", { d: edge.path, display: "none" }),
      shown: false,
    }));
  const ring = svg("path", { class: "map-ring", display: "none" });
  const chosen = svg("path", { class: "map-chosen", display: "none" });
  const said = new Array(count).fill("");
  const before = geo.areas.map(() => ({ fill: "", opacity: "", mark: -1, texture: -2 }));
  let entry = geo.areas.findIndex((area) => area.path);
  if (entry >= 0) cells[entry].setAttribute("tabindex", "0");

  const ground = svg("g", { class: "map-areas" }, ...cells);
  ground.addEventListener("click", (event) => ask(event, onPick));
  ground.addEventListener("pointerover", (event) => ask(event, onLook));
  ground.addEventListener("focusin", (event) => {
    ask(event, (a) => {
      move(a);
      ring.setAttribute("d", geo.areas[a].path);
      ring.removeAttribute("display");
      onLook(a);
    });
  });
  ground.addEventListener("focusout", () => ring.setAttribute("display", "none"));
  ground.addEventListener("keydown", (event) => {
    const key = /** @type {KeyboardEvent} */ (event).key;
    if (key === "Enter" || key === " ") {
      event.preventDefault();
      event.stopPropagation();
      ask(event, onPick);
    } else if (key in ARROWS) {
      event.preventDefault();
      event.stopPropagation();
      ask(event, (a) => cells[neighbour(a, ARROWS[key])].focus({ preventScroll: true }));
    }
  });

  function ask(event, act) {
    const at = event.target instanceof Element ? event.target.getAttribute("data-index") : null;
    if (at !== null) act(Number(at));
  }

  /** Let the tabulator key enter the map at this area. */
  function move(a) {
    cells[entry].setAttribute("tabindex", "-1");
    cells[a].setAttribute("tabindex", "0");
    entry = a;
  }

  /** The area that lies next in a direction: a neighbour if one does, else the nearest of all. */
  function neighbour(a, [dx, dy]) {
    const beside = new Set(borders.filter((e) => e.a === a || e.b === a).map((e) => (e.a === a ? e.b : e.a)));
    const all = geo.areas.map((_, b) => b).filter((b) => b !== a && geo.areas[b].path);
    return nearest(a, dx, dy, [...beside]) ?? nearest(a, dx, dy, all) ?? a;
  }

  function nearest(a, dx, dy, others) {
    let found;
    let least = Infinity;
    for (const b of others) {
      const x = geo.areas[b].at[0] - geo.areas[a].at[0];
      const y = geo.areas[b].at[1] - geo.areas[a].at[1];
      const length = Math.hypot(x, y) || 1;
      const along = (x * dx + y * dy) / length;
      if (along > STRAIGHT && length / along ** 2 < least) {
        least = length / along ** 2;
        found = b;
      }
    }
    return found;
  }

  /** Show who holds what. @param {import("./decode.js").Picture} picture */
  function update(picture) {
    for (let a = 0; a < count; a += 1) {
      const best = picture.solid
        ? { side: picture.solid[a], share: 1, most: picture.solid[a] >= 0 }
        : leading((side) => picture.share(side, a), geo.sides.length);
      holder[a] = best.most ? best.side : -1;
      const fill = best.side < 0 ? NOBODY : geo.sides[best.side].colour;
      const opacity = best.side < 0 ? "1" : (FULL * best.share).toFixed(3);
      const hatched = !picture.solid && best.share < AGREED - 1e-9;
      const both = Boolean(picture.contested) && picture.contested(a) >= OFTEN;
      paint(a, fill, opacity, (hatched ? 1 : 0) + (both ? 2 : 0), best.side);
      const words = [`${geo.areas[a].name}: ${holders(geo, picture, a)}`, fought(picture, a)]
        .filter(Boolean)
        .join("; ");
      if (said[a] !== words) {
        said[a] = words;
        cells[a].setAttribute("aria-label", words);
      }
    }
    for (const border of borders) {
      const front = holder[border.a] !== holder[border.b] && holder[border.a] >= 0 && holder[border.b] >= 0;
      if (front !== border.shown) {
        border.shown = front;
        if (front) border.node.removeAttribute("display");
        else border.node.setAttribute("display", "none");
      }
    }
  }

  function paint(a, fill, opacity, mark, side) {
    const was = before[a];
    if (was.fill !== fill) cells[a].setAttribute("fill", (was.fill = fill));
    if (was.opacity !== opacity) cells[a].setAttribute("fill-opacity", (was.opacity = opacity));
    if (was.mark !== mark) {
      was.mark = mark;
      marks[a].setAttribute("fill", mark ? `url(#${key}-mark-${mark})` : "none");
    }
    if (was.texture !== side) {
      was.texture = side;
      textures[a].setAttribute("fill", side > 0 ? `url(#${key}-texture-${Math.min(side, 4)})` : "none");
    }
  }

  return {
    ground,
    marks: svg("g", { class: "map-marks" }, ...textures, ...marks),
    fronts: svg("g", { class: "map-fronts" }, ...borders.map((border) => border.node)),
    rings: svg("g", { class: "map-rings" }, chosen, ring),
    holder,
    index,
    said,
    update,
    /** Mark an area as chosen. @param {number | null} a */
    choose(a) {
      for (const cell of cells) if (cell.hasAttribute("aria-pressed")) cell.removeAttribute("aria-pressed");
      if (a === null) {
        chosen.setAttribute("display", "none");
        return;
      }
      cells[a].setAttribute("aria-pressed", "true");
      chosen.setAttribute("d", geo.areas[a].path);
      chosen.removeAttribute("display");
      move(a);
    },
  };
}
