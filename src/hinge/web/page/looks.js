// @ts-check
/** How the page is looked at: all runs or one, one map or two, the whole map or the close-up. */

import { el } from "./dom.js";

/**
 * @typedef {{look: "all"|"run", beside: boolean, view: "whole"|"close"}} Look
 * @param {HTMLElement} root
 * @param {{onLook: (patch: Partial<Look>) => void}} told
 */
export function createLooks(root, { onLook }) {
  const all = pick("look", "All runs", () => onLook({ look: "all" }));
  const one = pick("look", "One run", () => onLook({ look: "run" }));
  const beside = pick("beside", "A beside B", () => onLook({ beside: true }));
  const alone = pick("beside", "B alone", () => onLook({ beside: false }));
  const whole = pick("view", "Whole map", () => onLook({ view: "whole" }));
  const close = pick("view", "Close-up", () => onLook({ view: "close" }));
  const runs = group("Runs shown", all, one);
  const maps = group("Maps shown", beside, alone);
  const views = group("View of the map", whole, close);
  root.append(runs, maps, views);
  return {
    /** @param {Look & {same: boolean, closer: boolean}} look */
    show(look) {
      all.input.checked = look.look === "all";
      one.input.checked = look.look === "run";
      beside.input.checked = look.beside;
      alone.input.checked = !look.beside;
      whole.input.checked = look.view === "whole";
      close.input.checked = look.view === "close";
      maps.hidden = look.same;
      views.hidden = !look.closer;
    },
  };
}

/** @param {string} name @param {string} text @param {() => void} act */
function pick(name, text, act) {
  const input = el("input", { type: "radio", name });
  input.addEventListener("change", act);
  return { input, node: el("label", {}, input, el("span", { text })) };
}

/** @param {string} label @param {...{node: HTMLElement}} picks */
function group(label, ...picks) {
  return el("fieldset", { class: "picks" }, el("legend", { class: "unseen", text: label }), ...picks.map((each) => each.node));
}
