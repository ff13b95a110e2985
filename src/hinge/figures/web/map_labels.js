// Words on a map: countries, areas, which side holds the ground, watched places, the scale.
// They are placed anew when the window changes; a new day only changes what they say.

import { setText, svg } from "hinge/map_dom.js";
import { shortName } from "hinge/map_words.js";

const NAME = 11.5; // pixels
const SIDE = 9.5;
const BOX = 9.5; // names of boxes at the edge
const SMALL = 45; // pixels: a narrower box has no name
const MOST = 3; // lines of such a name
const PILL = 11;
const LETTER = 0.54; // width of an average letter, in sizes of the font
const CAPITAL = 0.78;
const OVERHANG = 1.3; // a name may be this much wider than the room of its area
const TOWN = 4; // the same for a town with a dot
const APART = 120; // pixels between two names of sides
const NARROW = 520; // pixels: in a smaller picture watched places have letters alone
const LONGEST = 34; // letters of what is said of a watched place, for which room is kept
const WIDEST = 260; // pixels that the longest of it takes
const BARS = [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]; // kilometres

/**
 * @param {any} geo
 * @param {any[]} ways as createWays makes them
 */
export function createLabels(geo, ways) {
  const countries = svg("g", { class: "map-countries" });
  const names = svg("g", { class: "map-names" });
  const pills = svg("g", { class: "map-pills" });
  const scale = svg("g", { class: "map-scale" });
  const node = svg("g", { "aria-hidden": "true", class: "map-words" }, countries, names, pills, scale);
  const order = geo.areas.map((_, a) => a).filter((a) => geo.areas[a].path);
  order.sort((a, b) => geo.areas[b].size - geo.areas[a].size || a - b);
  const widest = Math.max(...geo.sides.map((side) => side.short.length));
  let sideTexts = [];
  let pillTexts = [];

  /** Place all words. @param {{x: number, y: number, w: number, h: number, unit: number}} view */
  function place(view) {
    const { unit } = view;
    const taken = [];
    const room = (box) =>
      box[0] > view.x + 3 * unit && box[2] < view.x + view.w - 3 * unit &&
      box[1] > view.y + 3 * unit && box[3] < view.y + view.h - 3 * unit;
    const free = (box) => room(box) && !taken.some((other) => touch(box, other));
    placeScale(view, taken);
    placePills(view, taken, free);
    countries.replaceChildren();
    countries.setAttribute("font-size", String(11 * unit));
    for (const name of (geo.base || { names: [] }).names) {
      const box = around(name.x, name.y, name.text.length * 11 * CAPITAL * unit, 11 * unit);
      if (!free(box)) continue;
      taken.push(box);
      const kind = name.sea ? "map-country sea" : "map-country";
      countries.append(svg("text", { x: name.x, y: name.y, class: kind }, name.text));
    }
    placeNames(view, taken, free);
  }

  function placeNames(view, taken, free) {
    const { unit } = view;
    names.replaceChildren();
    names.setAttribute("font-size", String(NAME * unit));
    sideTexts = [];
    const anchors = [];
    for (const a of order) {
      const area = geo.areas[a];
      if (area.offMap && area.room < SMALL * unit) continue;
      const text = shortName(area.name);
      const wide = Math.min(text.length * NAME * LETTER * unit, area.offMap ? area.room : Infinity);
      const dotted = !area.close && !area.offMap;
      if (!area.offMap && wide > area.room * (dotted ? TOWN : OVERHANG)) continue;
      const [x, y] = [area.label[0], area.label[1] + (dotted ? -6 * unit : 4 * unit)];
      const far = anchors.every((other) => Math.hypot(x - other[0], y - other[1]) > APART * unit);
      const sideWide = widest * SIDE * CAPITAL * unit;
      const box = around(x, y, wide, NAME * unit);
      const both = [Math.min(box[0], x - sideWide / 2), box[1] - SIDE * 1.35 * unit, Math.max(box[2], x + sideWide / 2), box[3]];
      const roomy = !area.offMap && far && sideWide <= area.room * OVERHANG && free(both);
      if (!roomy && !free(box)) continue;
      taken.push(roomy ? both : box);
      names.append(name(text, x, y, area, unit));
      if (dotted) names.append(svg("circle", { cx: area.at[0], cy: area.at[1], r: 1.9 * unit, class: "map-town" }));
      if (!roomy) continue;
      anchors.push([x, y]);
      const line = svg("text", { x, y: y - NAME * 1.08 * unit, "font-size": SIDE * unit, class: "map-side" });
      names.append(line);
      sideTexts.push({ a, line, side: -2 });
    }
  }

  /** A name as one line; that of a box at the edge as short lines, so that it stays in its box. */
  function name(text, x, y, area, unit) {
    if (!area.offMap) return svg("text", { x, y, class: "map-name" }, text);
    const lines = folded(text, area.room / (BOX * LETTER * unit));
    const top = y - ((lines.length - 1) * BOX * unit) / 2;
    const parts = lines.map((line, i) => svg("tspan", { x, y: top + i * BOX * unit }, line));
    return svg("text", { class: "map-name off-map", "font-size": BOX * unit }, ...parts);
  }

  function placePills(view, taken, free) {
    const { unit } = view;
    const narrow = view.w / unit < NARROW;
    pills.replaceChildren();
    pillTexts = [];
    const shown = ways.filter((way) => way.box.checked && inside(way.watch.label, view));
    const middle = [0, 1].map((i) => shown.reduce((sum, way) => sum + way.watch.label[i], 0) / (shown.length || 1));
    for (const way of shown) {
      const at = way.watch.label;
      const title = `${way.letter}  ${shortName(way.name)}`;
      const wide = narrow ? 18 * unit : Math.max(title.length * 0.6, LONGEST * 0.5) * PILL * unit;
      const high = narrow ? 18 * unit : 34 * unit;
      const found = narrow && !view.far ? at : spot(way, at, middle, wide, high, free, view);
      if (!found) continue;
      const box = around(found[0], found[1] + high / 2 - 2 * unit, wide, high);
      taken.push(box);
      const all = svg("g");
      const parts = [];
      if (!narrow || view.far) {
        all.append(
          svg("path", { d: `M${at[0]},${at[1]}L${found[0]},${found[1]}`, class: "map-leader" }),
          svg("circle", { cx: at[0], cy: at[1], r: 2.6 * unit, class: "map-leader-end" }),
        );
      }
      const shape = { x: found[0] - wide / 2, y: found[1] - high / 2, width: wide, height: high, rx: narrow ? high / 2 : 3 * unit };
      const frame = svg("rect", { ...shape, class: "map-pill" });
      parts.push(frame);
      const first = { x: found[0], y: found[1] + (narrow ? 4 : -3) * unit, "font-size": PILL * unit, class: "map-pill-name" };
      parts.push(svg("text", first, narrow ? way.letter : title));
      if (!narrow) {
        const line = svg("text", { x: found[0], y: found[1] + 11 * unit, "font-size": (PILL - 0.5) * unit, class: "map-pill-words" });
        parts.push(line);
        pillTexts.push({ way, line, frame, all, x: found[0], least: title.length * 0.62 * PILL, unit });
      }
      all.append(...parts);
      pills.append(all);
      if (narrow) pillTexts.push({ way, all });
    }
  }

  /** Where a pill finds room: away from the other watched places first, then round about. */
  function spot(way, at, middle, wide, high, free, view) {
    const { unit, far } = view;
    const edge = wide > high ? (WIDEST / 2 + 6) * unit : 0; // what is said may grow longer than it is
    const reach = way.watch.areas.map((id) => geo.areas.find((area) => area.id === id).at);
    let [rx, ry] = [0, 1].map((i) => Math.max(...reach.map((p) => Math.abs(p[i] - at[i]))));
    if (far) [rx, ry] = [Math.max(rx, geo.close.w / 2), Math.max(ry, geo.close.h / 2)];
    const start = Math.atan2(at[1] - middle[1], at[0] - middle[0]) || 0;
    for (const more of [16, 40, 70, 110]) {
      for (let turn = 0; turn < 16; turn += 1) {
        const angle = start + ((turn % 2 ? -1 : 1) * Math.ceil(turn / 2) * Math.PI) / 8;
        const away = at[0] + Math.cos(angle) * (rx + wide / 2 + more * unit);
        const x = Math.min(Math.max(away, view.x + edge), view.x + view.w - edge);
        const y = at[1] + Math.sin(angle) * (ry + high / 2 + more * unit);
        if (free(around(x, y + high / 2 - 2 * unit, wide, high))) return [x, y];
      }
    }
    return null;
  }

  function placeScale(view, taken) {
    const { unit } = view;
    const target = (view.w / 6) * geo.kilometres;
    const length = BARS.reduce((best, km) => (Math.abs(km - target) < Math.abs(best - target) ? km : best));
    const wide = length / geo.kilometres;
    const [x, y] = [view.x + 10 * unit, view.y + view.h - 10 * unit];
    taken.push([x - 4 * unit, y - 18 * unit, x + wide + 50 * unit, y + 10 * unit]);
    scale.replaceChildren(
      svg("path", { d: `M${x},${y - 5 * unit}v${5 * unit}h${wide}v${-5 * unit}`, class: "map-bar" }),
      svg("text", { x: x + wide + 6 * unit, y: y + unit, "font-size": 10.5 * unit }, `${length} km`),
    );
  }

  /** Say what is so on a day. @param {Int8Array} holder of each area */
  function update(holder) {
    for (const one of sideTexts) {
      if (holder[one.a] === one.side) continue;
      one.side = holder[one.a];
      const side = geo.sides[one.side];
      setText(one.line, side ? side.short : "");
      one.line.setAttribute("fill", side ? side.ink : "none");
    }
    for (const one of pillTexts) {
      const hidden = one.all.hasAttribute("display");
      if (one.way.present === hidden) {
        if (hidden) one.all.removeAttribute("display");
        else one.all.setAttribute("display", "none");
      }
      if (!one.line || one.line.textContent === one.way.said) continue;
      setText(one.line, one.way.said);
      const wide = (Math.max(one.way.said.length * LETTER * PILL, one.least) + 12) * one.unit;
      one.frame.setAttribute("width", String(wide));
      one.frame.setAttribute("x", String(one.x - wide / 2));
    }
  }

  return { node, place, update };
}

/** Words in lines of about so many letters. */
function folded(text, letters) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    if (longer.length <= letters || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else if (lines.length < MOST) lines.push(word);
    else {
      lines[MOST - 1] += "…";
      break;
    }
  }
  return lines;
}

function around(x, base, wide, high) {
  return [x - wide / 2, base - high, x + wide / 2, base + high * 0.3];
}

function inside([x, y], view) {
  return x > view.x && x < view.x + view.w && y > view.y && y < view.y + view.h;
}

function touch(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
