// The same as a map shows, as a table: every area with its holder and shares. Written only while open.

import { el, setText } from "hinge/map_dom.js";
import { OFTEN, hundredths, leading } from "hinge/map_words.js";

/**
 * @param {any} geo
 * @returns {{node: HTMLElement, update: (picture: import("./decode.js").Picture) => void}}
 */
export function createTable(geo) {
  const node = /** @type {HTMLDetailsElement} */ (el("details", { class: "map-table" }, el("summary", {}, "The map as a table")));
  let rows = null;
  let latest = null;

  function build() {
    const titles = ["Area", "Held by", ...geo.sides.map((side) => side.short), "Nobody", "Contested"];
    const head = el("tr", {}, ...titles.map((title) => el("th", { scope: "col" }, title)));
    rows = geo.areas.map((area) => {
      const cells = titles.slice(1).map((_, i) => el("td", { class: i ? "num" : null }));
      return { cells, node: el("tr", { "data-row": area.id }, el("th", { scope: "row" }, area.name), ...cells) };
    });
    const caption = el("caption", {});
    const table = el("table", {}, caption, el("thead", {}, head), el("tbody", {}, ...rows.map((row) => row.node)));
    const scroll = { class: "map-scroll", tabindex: 0, role: "region", "aria-label": "The map as a table" };
    node.append(el("div", scroll, table));
    rows.caption = caption;
  }

  function write() {
    if (!node.open || !latest) return;
    if (!rows) build();
    const picture = latest;
    setText(rows.caption, picture.solid ? "One possible course." : "Runs of 100 in which each side holds the area.");
    rows.forEach((row, a) => {
      const share = (side) => (picture.solid ? Number(picture.solid[a] === side) : picture.share(side, a));
      const best = leading(share, geo.sides.length);
      const parts = geo.sides.map((_, side) => share(side));
      const rest = 1 - parts.reduce((sum, part) => sum + part, 0);
      const both = picture.contested ? picture.contested(a) : 0;
      const numbers = [...parts, rest, both].map((part) => String(hundredths(part)));
      const marks = [...parts, rest, both].map((part) => (part >= OFTEN ? "yes" : ""));
      const words = [geo.sides[best.side]?.short ?? "nobody", ...(picture.solid ? marks : numbers)];
      words.forEach((text, i) => setText(row.cells[i], text));
    });
  }

  node.addEventListener("toggle", write);
  return {
    node,
    update(picture) {
      latest = picture;
      write();
    },
  };
}
