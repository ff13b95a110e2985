// @ts-check
/**
 * Where the settings live: in this tab, in its address line, and in the browser's store.
 *
 * A change that was let go of becomes a step of the back button; the day does not.
 */

import { fresh, fromHash, keep, kept, toHash } from "./state.js";

const SETTLED = 400; // ms after which a new day is written into the address line

/**
 * @typedef {import("./state.js").Settings} Settings
 * @typedef {"drag"|"step"|"day"|"back"|"fit"} How a control still held, one let go, another day, the back button or a link, fitted to the scenario
 * @typedef {{settings: Settings, change: (patch: Partial<Settings>, how: How) => void, begin: (scenario: string, known: string[]) => string[], link: () => string}} Store
 */

/**
 * @param {(how: How, before: Settings, problems: string[]) => void} onChange
 * @returns {Store}
 */
export function createStore(onChange) {
  let timer = 0;
  const store = {
    settings: fresh(""),
    /** @param {Partial<Settings>} patch @param {How} how */
    change(patch, how) {
      const before = store.settings;
      store.settings = { ...before, ...patch };
      if (how === "step") write(true);
      else if (how === "fit") write(false);
      else if (how === "day") {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => write(false), SETTLED);
      }
      onChange(how, before, []);
    },
    /**
     * Take up what a link holds, or what was there before, or a fresh start.
     * @param {string} scenario
     * @param {string[]} known ids of scenarios
     * @param {string|null} named the scenario that the server was started with
     */
    begin(scenario, known, named = null) {
      const { settings, problems } = fromHash(location.hash);
      const past = location.hash.length > 1 ? null : kept();
      const last = past && (!named || past.scenario === named) ? past : null;
      let found = settings ?? last ?? fresh(scenario);
      if (!known.includes(found.scenario)) {
        if (settings) problems.push(`The scenario ${found.scenario} of this link is not here; ${scenario} is shown in its place.`);
        found = fresh(scenario);
      }
      store.settings = found;
      return problems;
    },
    link: () => location.href.replace(/#.*$/, "") + "#" + toHash(store.settings),
  };

  /** @param {boolean} step */
  function write(step) {
    window.clearTimeout(timer);
    const hash = "#" + toHash(store.settings);
    keep(store.settings);
    if (hash === location.hash) return;
    if (step) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  }

  // The back button, and a link pasted into the address line.
  window.addEventListener("popstate", () => {
    const { settings, problems } = fromHash(location.hash);
    const before = store.settings;
    if (settings) store.settings = settings;
    onChange("back", before, problems);
  });
  window.addEventListener("pagehide", () => store.settings.scenario && keep(store.settings));
  return store;
}
