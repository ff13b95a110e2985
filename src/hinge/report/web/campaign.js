// The campaign of the page: one day for the map, the bar of days, every chart, and the story of an area.

import { mountCharts } from "hinge/charts.js";
import { decodeFrames, decodeRun } from "hinge/decode.js";
import { createMap } from "hinge/map.js";
import { createTransport } from "hinge/transport.js";
import { attempt } from "hinge/parts.js";
import { specsOf } from "hinge/specs.js";
import { dateOf, story } from "hinge/story.js";

/**
 * @typedef {{start: string, days: number, events: object[]}} Known
 * @typedef {{geo: object, frames: object, runs: object[]} | null} MapData
 * @typedef {{config: object, figures: Object<string, {columns: string[], rows: any[][], spec: object | null}>}} FigureData
 * @typedef {{day: number, run: number | null, area: string}} Shown `run` is a row of the chosen runs
 */

/**
 * Put map, bar of days and charts to work.
 * @param {HTMLElement} root
 * @param {Known} known
 * @param {MapData} mapData
 * @param {FigureData} figureData
 * @param {(shown: Shown) => void} onChange
 * @returns {{show: (wanted: Partial<Shown>) => void, shown: Shown, charts: any}}
 */
export function mountCampaign(root, known, mapData, figureData, onChange) {
  const last = known.days - 1;
  /** @type {Shown} */
  const shown = { day: 0, run: null, area: "" };
  const frames = mapData && decodeFrames(mapData.frames);
  const runs = new Map();
  /** Parts tell their first day while they are made: until all stand, nothing is passed on. */
  let ready = false;

  const charts = attempt("the charts", () =>
    mountCharts(root, specsOf(figureData), { onDay: (day) => change({ day }), start: known.start }),
  );
  const map = attempt("the map", () => {
    const place = root.querySelector("[data-map]");
    if (!place || !mapData) return null;
    const made = createMap(place, mapData.geo, { onPick: (area) => change({ area: area ?? "" }) });
    made.setView("close"); // where there is no close-up the whole map stays
    return made;
  });
  const bar = attempt("the bar of days", () => {
    const place = root.querySelector("[data-transport]");
    return place
      ? createTransport(place, { start: known.start, days: known.days, events: known.events, onDay: (day) => change({ day }) })
      : null;
  });
  const choice = map && mapData ? runChoice(root, mapData.runs, (run) => change({ run })) : null;
  const told = root.querySelector("[data-area-story]");
  const said = root.querySelector("[data-map-words]");

  function run(row) {
    if (!runs.has(row)) runs.set(row, decodeRun(mapData.runs[row]));
    return runs.get(row);
  }

  function show(wanted) {
    const before = { ...shown };
    Object.assign(shown, wanted);
    shown.day = Math.min(Math.max(Math.round(shown.day) || 0, 0), last);
    if (shown.run !== null && !(mapData?.runs[shown.run])) shown.run = null;
    if (!map || !mapData.geo.areas.some((area) => area.id === shown.area)) shown.area = "";
    const moved = shown.day !== before.day;
    if (map && frames) {
      map.show((shown.run === null ? frames : run(shown.run)).picture(shown.day));
      if (shown.area !== before.area) map.pick(shown.area || null);
    }
    if (said && moved) said.textContent = `On ${dateOf(known.start, shown.day)}`;
    if (moved) {
      bar?.set(shown.day);
      charts?.setDay(shown.day);
    }
    if (shown.run !== before.run) choice?.set(shown.run);
    if (told && frames && (shown.area !== before.area || (shown.area && (moved || shown.run !== before.run)))) {
      tell(told, () => change({ area: "" }), shown.area && story(mapData.geo, known.start, shown.area, shown.day, shown.run === null ? frames : run(shown.run)));
    }
  }

  function change(wanted) {
    if (!ready) return;
    show(wanted);
    onChange({ ...shown });
  }

  for (const place of [root.querySelector("[data-map]"), told]) {
    place?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") change({ area: "" });
    });
  }
  ready = true;
  charts?.setDay(0);
  show({});
  return { show, shown, charts };
}

/** Put the choice between all runs and single ones under the bar of days. */
function runChoice(root, runs, onRun) {
  const place = root.querySelector("[data-runs]");
  if (!place || runs.length === 0) return null;
  const label = document.createElement("label");
  const words = document.createElement("span");
  words.textContent = "Show";
  const field = document.createElement("select");
  field.append(new Option("all runs: in how many of them", ""));
  runs.forEach((one, row) => field.append(new Option(`one possible course: ${one.label}`, String(row))));
  field.addEventListener("change", () => onRun(field.value === "" ? null : Number(field.value)));
  label.append(words, field);
  place.append(label);
  place.hidden = false;
  return { set: (run) => { field.value = run === null ? "" : String(run); } };
}

/** Set the story of an area, as a heading and sentences, with a button that lets go of it. */
function tell(place, onClose, words) {
  place.replaceChildren();
  place.hidden = !words;
  if (!words) return;
  const head = document.createElement("h3");
  head.textContent = words.name;
  place.append(head);
  for (const sentence of words.sentences) {
    const line = document.createElement("p");
    line.textContent = sentence;
    place.append(line);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Let go of the area";
  close.addEventListener("click", onClose);
  place.append(close);
}
