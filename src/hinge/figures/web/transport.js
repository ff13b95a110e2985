// The transport bar: one day of a campaign at a time, forth and back, with the events of the calendar.

import { el, setText } from "hinge/map_dom.js";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAY = 86_400_000; // milliseconds
const STEP = 180; // milliseconds a day while playing
const CALM = 700; // the same for readers who asked for less movement
const MERGED = 0.03; // of the bar: events closer than this share a mark
const SPEEDS = [["Slow", 2.5], ["Normal", 1], ["Fast", 0.4]];
const WEEK = 7;
const MARKS = "Marks above the bar are dated events (rings: announced ones); the diamond is the assessment date.";

/** A date in words. @param {string} start YYYY-MM-DD of day 0 @param {number} day */
export function dateWords(start, day) {
  const date = new Date(Date.parse(`${start}T00:00:00Z`) + day * DAY);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/**
 * @param {Element} root
 * @param {{start: string, days: number, events?: any[], day?: number, onDay: (day: number) => void}} asked
 *   start: date of day 0, YYYY-MM-DD; days: how many there are; events: as figures/map_data.py lists
 *   them; onDay: told every day to which the reader goes (not what set() is given)
 * @returns {{set: (day: number) => void, play: () => void, pause: () => void, day: number, playing: boolean,
 *   node: HTMLElement, dispose: () => void}}
 */
export function createTransport(root, { start, days, events = [], day: first = 0, onDay }) {
  const last = days - 1;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let day = -1;
  let timer = 0;
  let speed = 1;

  const slider = /** @type {HTMLInputElement} */ (
    el("input", { type: "range", min: 0, max: last, step: 1, value: 0, "aria-label": "Day" })
  );
  const play = el("button", { type: "button", class: "transport-play" }, "Play");
  const back = el("button", { type: "button", "aria-label": "One day back" }, "◂");
  const forth = el("button", { type: "button", "aria-label": "One day on" }, "▸");
  const date = el("span", { class: "transport-day" });
  const count = el("small", {});
  const pace = /** @type {HTMLSelectElement} */ (
    el("select", { "aria-label": "Speed" }, ...SPEEDS.map(([name, factor]) => {
      return el("option", { value: factor, selected: factor === 1 }, name);
    }))
  );
  const told = el("p", { class: "transport-event" });
  const marks = merged(events, last).map((group) => mark(group));
  const node = el(
    "div",
    { class: "transport", role: "group", "aria-label": "Day of the campaign" },
    el("div", { class: "transport-buttons" }, play, back, forth),
    el("p", { class: "transport-date" }, date, count, pace),
    el("div", { class: "transport-bar" }, el("ul", { class: "transport-ticks" }, ...marks), slider),
    told,
  );
  root.replaceChildren(node);

  function mark(group) {
    const assessed = group.some((event) => event.kind === "assessment");
    const scheduled = group.every((event) => event.scheduled);
    const words = group.map((event) => `${dateWords(start, event.day)}${event.scheduled ? " (announced)" : ""}: ${event.text}`);
    const button = el("button", { type: "button", title: words.join("\n"), "aria-label": words.join(" ") }, el("i"));
    button.addEventListener("click", () => {
      pause();
      go(group[0].day);
    });
    const item = el("li", { class: assessed ? "assessment" : scheduled ? "scheduled" : null }, button);
    item.style.left = `${(100 * group[0].day) / Math.max(last, 1)}%`;
    return item;
  }

  function tell() {
    const now = events.filter((event) => event.day === day);
    const words = now.map((event) => (event.scheduled ? `Announced for this day: ${event.text}` : event.text));
    told.classList.toggle("quiet", !words.length);
    setText(told, words.join(" ") || (events.length ? MARKS : ""));
  }

  /** Go to a day without telling anyone. */
  function set(wanted) {
    const next = Math.min(Math.max(Math.round(wanted) || 0, 0), last);
    if (next === day) return false;
    day = next;
    const words = dateWords(start, day);
    slider.value = String(day);
    slider.setAttribute("aria-valuetext", words);
    setText(date, words);
    setText(count, `day ${day} of ${last}`);
    tell();
    return true;
  }

  /** Go to a day as the reader asked. */
  function go(wanted) {
    if (set(wanted)) onDay(day);
  }

  function tick() {
    if (day >= last) {
      pause();
      return;
    }
    go(day + 1);
    timer = window.setTimeout(tick, (calm.matches ? CALM : STEP) * speed);
  }

  function run() {
    if (timer) return;
    if (day >= last) go(0);
    setText(play, "Pause");
    timer = window.setTimeout(tick, 0);
  }

  function pause() {
    window.clearTimeout(timer);
    timer = 0;
    setText(play, "Play");
  }

  function step(by) {
    pause();
    go(day + by);
  }

  play.addEventListener("click", () => (timer ? pause() : run()));
  back.addEventListener("click", () => step(-1));
  forth.addEventListener("click", () => step(1));
  pace.addEventListener("change", () => {
    speed = Number(pace.value);
  });
  slider.addEventListener("input", () => {
    pause();
    go(Number(slider.value));
  });
  node.addEventListener("keydown", (event) => {
    const onButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLSelectElement;
    const jumps = { ArrowLeft: -1, ArrowRight: 1, PageDown: -WEEK, PageUp: WEEK, Home: -days, End: days };
    if (event.key === " " && !onButton) (timer ? pause : run)();
    else if (event.key in jumps && event.target !== pace) step(jumps[event.key]);
    else return;
    event.preventDefault();
  });
  set(first);

  return {
    set,
    play: run,
    pause,
    node,
    get day() {
      return day;
    },
    get playing() {
      return timer !== 0;
    },
    dispose() {
      pause();
      node.remove();
    },
  };
}

/** Events in groups that stand apart on the bar. */
function merged(events, last) {
  const groups = [];
  for (const event of [...events].sort((a, b) => a.day - b.day)) {
    const group = groups[groups.length - 1];
    if (group && event.day - group[0].day < MERGED * last) group.push(event);
    else groups.push([event]);
  }
  return groups;
}
