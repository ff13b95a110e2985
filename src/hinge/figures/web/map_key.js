// The key of a map: what every mark on it means, in words.

import { el, svg } from "hinge/map_dom.js";
import { STATES } from "hinge/map_words.js";

/**
 * @param {any} geo
 * @param {string} key stem of the ids of patterns
 * @returns {{node: HTMLElement, single: (single: boolean) => void}}
 */
export function createKey(geo, key) {
  const many = [
    item([rect("#8b877d", 0.3), rect("#8b877d", 0.92, 15)], "the fuller the colour, the more runs agree"),
    item([rect("#e3dfd5"), rect(`url(#${key}-key-1)`)], "hatched: no side holds it in 60 of 100 runs"),
  ];
  const items = [
    ...geo.sides.map((side, s) => {
      const texture = s ? rect(`url(#${key}-key-texture-${Math.min(s, 4)})`) : null;
      if (texture) texture.setAttribute("class", "map-texture");
      return item([rect(side.colour), ...(texture ? [texture] : [])], side.name);
    }),
    item([rect("#efece4")], "nobody"),
    ...many,
    item([rect("#e3dfd5"), rect(`url(#${key}-key-2)`)], "dotted: forces of both sides are there"),
    item([path("map-fronts", "M1 8h30", "g")], "front line"),
    ...STATES.map((state, s) => item([path(`map-siege state-${s}`, "M1 8h30")], ways(state))),
    item([path("state-0", "M1 8h30", "g", "map-way")], "way into a watched place, held by its side"),
    item([path("state-2", "M1 8h30", "g", "map-way")], "the same, closed by fire"),
    item([path("map-road road", "M1 8h30")], "other road"),
  ];
  const base = geo.base;
  if (base && base.borders.length) items.push(item([path("map-border", "M1 8h30")], "border"));
  const disputed = base ? base.borders.filter((border) => border.disputed) : [];
  for (const note of new Set(disputed.map((border) => border.note))) {
    items.push(item([path("map-border disputed", "M1 8h30")], `disputed: ${note}`));
  }
  const node = el("ul", { class: "map-key" }, ...items);
  return {
    node,
    single(single) {
      for (const one of many) one.hidden = single;
    },
  };
}

function ways(state) {
  return state === "open" ? "watched place (a border around it): open" : state;
}

function item(marks, words) {
  const picture = svg("svg", { viewBox: "0 0 32 16", width: 32, height: 16, "aria-hidden": "true" }, ...marks);
  return el("li", {}, picture, words);
}

function rect(fill, opacity = 1, x = 0) {
  return svg("rect", { x, y: 0, width: x ? 17 : 32, height: 16, fill, "fill-opacity": opacity });
}

function path(name, d, around = "", inner = "") {
  const line = svg("path", { d, class: around ? inner || null : name });
  return around ? svg("g", { class: inner ? `map-way-roads ${name}` : name }, line) : line;
}
