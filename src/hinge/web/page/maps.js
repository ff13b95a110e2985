// @ts-check
/** One or two maps, A as it was assessed and B with what was changed, on the same day. */

import { createMap } from "hinge/map.js";
import { decodeFrames, decodeRun } from "hinge/decode.js";
import { el, setText } from "./dom.js";

/**
 * @typedef {{node: HTMLElement, heading: HTMLElement, map: any, words: string, frames: any, run: any}} Panel
 */

/**
 * @param {HTMLElement} root
 * @param {{onPick: (area: string, slot: "a"|"b", from: Element|null) => void}} told
 */
export function createMaps(root, { onPick }) {
  /** @type {Object<string, Panel>} */
  let panels = {};
  let day = 0;
  let single = false; // one possible course, in place of shares of all runs
  let both = true;

  function draw() {
    for (const panel of Object.values(panels)) {
      if (panel.node.hidden) continue;
      const source = single ? panel.run : panel.frames;
      if (source) panel.map.show(source.picture(day));
    }
  }

  return {
    /** @param {{geo: any, sides: {id: string, name: string}[]}} opened */
    open(opened) {
      panels = {};
      root.replaceChildren();
      for (const slot of /** @type {("a"|"b")[]} */ (["a", "b"])) {
        const heading = el("h2", { class: "map-title" });
        const place = el("div", { class: "map" });
        const node = el("section", { class: `panel ${slot}`, "data-slot": slot }, heading, place);
        root.append(node);
        const map = createMap(place, opened.geo, { ways: false, table: false, name: `Map ${slot.toUpperCase()} of who holds what`, onPick: (/** @type {string} */ area) => onPick(area, slot, document.activeElement) });
        for (const key of place.querySelectorAll("details")) key.open = false;
        panels[slot] = { node, heading, map, words: "", frames: null, run: null };
      }
    },
    /** @param {"a"|"b"} slot @param {any} frames @param {string} words */
    show(slot, frames, words) {
      panels[slot].frames = decodeFrames(frames);
      panels[slot].words = words;
      setText(panels[slot].heading, words);
      draw();
    },
    /** @param {"a"|"b"} slot @param {any} run */
    showRun(slot, run) {
      panels[slot].run = run && decodeRun(run);
      draw();
    },
    /** @param {{beside: boolean, same: boolean, single: boolean, view: string}} look */
    look(look) {
      if (!panels.a) return;
      both = look.beside && !look.same;
      single = look.single;
      panels.a.node.hidden = !both && !look.same;
      panels.b.node.hidden = look.same;
      root.classList.toggle("two-maps", both);
      for (const panel of Object.values(panels)) panel.map.setView(look.view);
      draw();
    },
    /** @param {number} given */
    setDay(given) {
      day = given;
      draw();
    },
    /** @param {string|null} area */
    pick(area) {
      for (const panel of Object.values(panels)) panel.map.pick(area);
    },
  };
}
