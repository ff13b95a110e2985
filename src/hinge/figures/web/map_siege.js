// Watched places: how each can be reached, as an outline and in words, and the roads that join
// its own-held ground to own-held ground outside (the corridor).

import { el, setText, svg } from "hinge/map_dom.js";
import { reached, usualState } from "hinge/map_words.js";

const CLOSED = 3;
const NOTHING = ["the side holds nothing there in most runs", "the side holds nothing there"];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * @param {any} geo
 * @param {{holder: Int8Array, index: Map<string, number>}} areas
 * @param {{onChoice: () => void}} told
 */
export function createWays(geo, areas, { onChoice }) {
  const sides = new Map(geo.sides.map((side, s) => [side.id, s]));
  const peopled = geo.watches.some((watch) => watch.harm);
  const ways = geo.watches.map((watch, w) => {
    const within = new Set(watch.areas);
    const side = sides.get(watch.side);
    const edges = geo.edges.filter((edge) => within.has(edge.a) !== within.has(edge.b));
    const outline = edges.map((edge) => edge.path).join("");
    const roads = geo.roads
      .filter((road) => within.has(road.a) !== within.has(road.b))
      .map((road) => ({
        a: areas.index.get(road.a),
        b: areas.index.get(road.b),
        node: svg(
          "g",
          { class: road.kind, display: "none" },
          svg("path", { d: road.path, class: "map-way-casing" }),
          svg("path", { d: road.path, class: "map-way" }),
        ),
        shown: false,
      }));
    const casing = svg("path", { d: outline || null, class: "map-casing" });
    const line = svg("path", { d: outline || null, class: "map-siege state-0" });
    const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
    const words = el("span", { class: "map-way-words" });
    const sample = svg("path", { class: "map-siege state-0", d: "M1 5h30" });
    const picture = svg("svg", { viewBox: "0 0 32 10", width: 32, height: 10, "aria-hidden": "true" }, sample);
    const name = watch.name.charAt(0).toUpperCase() + watch.name.slice(1);
    const letter = LETTERS[w % LETTERS.length];
    const row = el(
      "label",
      { class: "map-way-row", "data-watch": watch.id },
      box,
      el("b", { class: "map-letter", "aria-hidden": "true" }, letter),
      el("span", { class: "map-way-name" }, `${name} · ${geo.sides[side].short}`),
      picture,
      words,
    );
    const paths = svg("g", { class: "map-way-roads" }, ...roads.map((road) => road.node));
    paths.style.setProperty("--side", geo.sides[side].ink);
    box.checked = peopled ? watch.harm : true;
    const own = watch.areas.map((id) => areas.index.get(id));
    const nodes = { paths, casing, line, sample, box, words, row };
    const way = { watch, name, side, letter, own, roads, ...nodes, state: -1, said: "", present: true };
    box.addEventListener("change", () => {
      reveal(way);
      onChoice();
    });
    return way;
  });

  for (const way of ways) reveal(way);

  function reveal(way) {
    for (const node of [way.casing, way.line, way.paths]) {
      if (way.box.checked && way.present) node.removeAttribute("display");
      else node.setAttribute("display", "none");
    }
  }

  /** Show the states of a day; after the areas, whose holders the roads need. */
  function update(picture) {
    ways.forEach((way, w) => {
      const shares = picture.siege(w);
      const state = usualState(shares);
      const present = way.own.some((a) => areas.holder[a] === way.side);
      way.said = present ? reached(shares, Boolean(picture.solid)) : NOTHING[picture.solid ? 1 : 0];
      setText(way.words, way.said);
      if (present !== way.present) {
        way.present = present;
        reveal(way);
      }
      if (state !== way.state) {
        way.state = state;
        way.line.setAttribute("class", `map-siege state-${state}`);
        way.sample.setAttribute("class", `map-siege state-${state}`);
        way.paths.setAttribute("class", `map-way-roads state-${state}`);
      }
      for (const road of way.roads) {
        const own = areas.holder[road.a] === way.side && areas.holder[road.b] === way.side;
        const shown = own && state < CLOSED;
        if (shown === road.shown) continue;
        road.shown = shown;
        if (shown) road.node.removeAttribute("display");
        else road.node.setAttribute("display", "none");
      }
    });
  }

  return {
    outlines: svg(
      "g",
      { class: "map-sieges", "aria-hidden": "true" },
      ...ways.map((way) => way.casing),
      ...ways.map((way) => way.line),
    ),
    roads: svg("g", { class: "map-ways-drawn", "aria-hidden": "true" }, ...ways.map((way) => way.paths)),
    list: el(
      "fieldset",
      { class: "map-ways" },
      el("legend", {}, "How watched places can be reached (ticked ones are on the map)"),
      ...ways.map((way) => way.row),
    ),
    ways,
    update,
  };
}
