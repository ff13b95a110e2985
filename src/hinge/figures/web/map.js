// A map: who holds each area on a day, in how many runs or in one, and how watched places can be reached.

import { createAreas } from "hinge/map_areas.js";
import { el, freshId, setText, svg } from "hinge/map_dom.js";
import { createGround } from "hinge/map_ground.js";
import { createKey } from "hinge/map_key.js";
import { createLabels } from "hinge/map_labels.js";
import { createWays } from "hinge/map_siege.js";
import { createTable } from "hinge/map_table.js";
import { createView } from "hinge/map_view.js";

const HINT = "Point at an area, or move between areas with the arrow keys, to read who holds it.";

/**
 * Build a map inside an element. It is empty until show() is called.
 * @param {Element} root
 * @param {any} geo as figures/map_geo.py makes it
 * @param {{onPick?: (area: string) => void, name?: string, key?: boolean, ways?: boolean, table?: boolean}} [asked]
 *   onPick: told the id of an area that the reader picks; name: what the map is of, for screen readers;
 *   key, ways, table: false leaves out the key, the list of watched places, the table
 * @returns {{show: (picture: import("./decode.js").Picture) => void, pick: (area: string | null) => void,
 *   setView: (name: "whole" | "close") => void, node: HTMLElement, dispose: () => void}}
 */
export function createMap(root, geo, asked = {}) {
  const { onPick = () => {}, name = "Map of who holds what", key = true, ways = true, table = true } = asked;
  const stem = freshId("map");
  let picture = null;
  let looked = -1;
  let wished = "whole";

  const heading = el("p", { class: "map-heading", hidden: true });
  const readout = el("p", { class: "map-readout" }, HINT);
  const ground = createGround(geo, stem);
  const areas = createAreas(geo, stem, {
    onPick: (a) => {
      areas.choose(a);
      onLook(a);
      onPick(geo.areas[a].id);
    },
    onLook,
  });
  const watched = createWays(geo, areas, { onChoice: () => view.again() });
  const labels = createLabels(geo, watched.ways);
  const { x, y, w, h } = geo.close || { x: 0, y: 0, w: 0, h: 0 };
  const inset = svg("rect", { x, y, width: w, height: h, class: "map-window", display: "none" });
  const drawing = svg(
    "svg",
    { class: "map-drawing", role: "group", "aria-label": name, preserveAspectRatio: "xMidYMid meet" },
    ground.defs,
    ground.under,
    areas.ground,
    areas.marks,
    ground.over,
    watched.outlines,
    areas.fronts,
    watched.roads,
    areas.rings,
    inset,
    labels.node,
  );
  const legend = createKey(geo, stem);
  const rows = createTable(geo);
  const buttons = {
    whole: button("Whole map", "Whole map", () => view.show("whole")),
    close: button("Close-up", "Close-up of the crowded part", () => view.show("close")),
    more: button("+", "Larger", () => view.zoomIn()),
    less: button("−", "Smaller", () => view.zoomOut()),
  };
  buttons.close.hidden = !geo.close;
  const tools = el("div", { class: "map-tools", role: "group", "aria-label": "View of the map" }, ...Object.values(buttons));
  const sources = geo.base ? [el("p", { class: "map-source" }, `Coast and borders: ${geo.base.source}.`)] : [];
  const node = el(
    "div",
    { class: "hinge-map" },
    heading,
    tools,
    el("div", { class: "map-frame" }, drawing),
    readout,
    ...(ways && geo.watches.length ? [watched.list] : []),
    ...(key ? [el("details", { class: "map-legend", open: true }, el("summary", {}, "Key"), legend.node)] : []),
    ...(table ? [rows.node] : []),
    ...sources,
  );
  root.replaceChildren(node);

  const view = createView(drawing, geo, (now) => {
    ground.scale(now.unit);
    const far = Boolean(geo.close) && now.w > 4 * geo.close.w;
    labels.place({ ...now, far });
    drawing.classList.toggle("far", far);
    if (far) inset.removeAttribute("display");
    else inset.setAttribute("display", "none");
    if (picture) labels.update(areas.holder);
    buttons.whole.setAttribute("aria-pressed", String(view?.name === "whole"));
    buttons.close.setAttribute("aria-pressed", String(view?.name === "close"));
  });
  view.show("whole");

  function button(text, label, act) {
    const made = el("button", { type: "button", "aria-label": label === text ? null : label }, text);
    made.addEventListener("click", act);
    return made;
  }

  function onLook(a) {
    looked = a;
    setText(readout, areas.said[a] || HINT);
  }

  /** Show the whole or the close-up; asking for the same again leaves what the reader chose since. */
  function setView(name) {
    if (name === wished) return;
    wished = name;
    view.show(name);
  }

  return {
    node,
    setView,
    show(now) {
      picture = now;
      areas.update(now);
      watched.update(now);
      labels.update(areas.holder);
      legend.single(Boolean(now.solid));
      rows.update(now);
      setText(heading, now.heading || "");
      heading.hidden = !now.heading;
      if (looked >= 0) setText(readout, areas.said[looked]);
    },
    pick(area) {
      const a = area === null ? null : areas.index.get(area) ?? null;
      areas.choose(a);
      if (a !== null) onLook(a);
    },
    dispose() {
      view.dispose();
      node.remove();
    },
  };
}
