// What lies under and beside the areas and never changes: patterns, sea, coast, borders, roads.

import { svg } from "hinge/map_dom.js";

const INK = "#1c1b19";
const TEXTURES = ["M2,3h2", "M0,3h6M3,0v6", "M0,3h6", "M0,3h2M4,3h2M3,0v2M3,4v2"]; // from the second side on
const THIN = ["highway", "road", "track", "sea"]; // kinds of link that are drawn as roads

/**
 * @param {any} geo
 * @param {string} key stem of the ids of patterns
 */
export function createGround(geo, key) {
  const base = geo.base || { sea: "", coast: "", borders: [], names: [], source: "" };
  const patterns = [
    ...[1, 2, 3].map((mark) => hatching(`${key}-mark-${mark}`, mark)),
    ...TEXTURES.map((_, side) => texture(`${key}-texture-${side + 1}`, side)),
  ];
  const under = svg(
    "g",
    { class: "map-ground", "aria-hidden": "true" },
    svg("rect", { class: "map-land", x: 0, y: 0, width: geo.width, height: geo.height }),
    ...(base.sea ? [svg("path", { class: "map-sea", d: base.sea, "fill-rule": "evenodd" })] : []),
  );
  const roads = geo.roads.filter((road) => THIN.includes(road.kind));
  const over = svg(
    "g",
    { class: "map-lines", "aria-hidden": "true" },
    ...THIN.map((kind) =>
      svg("path", {
        class: `map-road ${kind}`,
        d: roads.filter((road) => road.kind === kind).map((road) => road.path).join("") || null,
      }),
    ),
    ...(base.coast ? [svg("path", { class: "map-coast", d: base.coast })] : []),
    ...base.borders.map((border) =>
      svg("path", { class: border.disputed ? "map-border disputed" : "map-border", d: border.path }),
    ),
  );
  return {
    defs: svg(
      "defs",
      {},
      ...patterns,
      ...[1, 2].map((mark) => hatching(`${key}-key-${mark}`, mark)),
      ...TEXTURES.map((_, side) => texture(`${key}-key-texture-${side + 1}`, side)),
    ),
    under,
    over,
    /** Keep patterns the same size on the screen. @param {number} unit of the drawing in a pixel */
    scale(unit) {
      for (const one of patterns) one.setAttribute("patternTransform", `scale(${unit}) rotate(45)`);
    },
  };
}

/** 1 hatched (no side in 60 of 100), 2 dotted (forces of both), 3 both. */
function hatching(id, mark) {
  const given = mark === 1 ? [lines(7, 0.5)] : mark === 2 ? [dots(8)] : [lines(8, 0.5), dots(8)];
  return pattern(id, mark === 1 ? 7 : 8, ...given);
}

function pattern(id, size, ...marks) {
  const given = { id, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  return svg("pattern", given, ...marks);
}

function lines(size, opacity) {
  return svg("path", { d: `M0,0V${size}`, stroke: INK, "stroke-width": 1.5, "stroke-opacity": opacity });
}

/** What tells sides apart where a page is printed in greys: white marks, the first side has none. */
function texture(id, side) {
  return pattern(id, 6, svg("path", { d: TEXTURES[side], stroke: "#fff", "stroke-width": side ? 1.3 : 2.6, "stroke-opacity": 0.9 }));
}

function dots(size) {
  return svg("circle", { cx: size / 2, cy: size / 2, r: 1.2, fill: INK, "fill-opacity": 0.65 });
}
