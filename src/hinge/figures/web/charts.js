/**
 * Charts of a page, drawn from their Vega-Lite specifications by the script `vega.js`.
 *
 * Every chart stands in an element `data-figure="ID"`. Those in sight are drawn first,
 * the others when the browser has time, all of them before printing. One day cursor runs
 * through every chart over time. Vega reads its expressions with its interpreter, so that
 * a page may forbid code made from text; words of the data are only ever set as text.
 *
 * @module hinge/charts.js
 */

import { showTip, hideTip } from "hinge/tip.js";

/** @typedef {Object<string, any>} Spec A Vega-Lite specification with its data in `datasets`. */
/** @typedef {{rows?: Object[], [dataset: string]: Object[] | undefined}} Data New rows of datasets, by name. */
/**
 * @typedef {Object} Options
 * @property {(day: number) => void} [onDay] called with a day of the page when a reader picks one on a chart
 * @property {string} [start] date of the page's day 0 (YYYY-MM-DD); a chart that begins on another day is shifted
 */
/**
 * @typedef {Object} Charts
 * @property {(day: number) => void} setDay moves the day cursor of all charts; below 0 hides it
 * @property {(id: string, data: Data) => Promise<void>} update replaces rows of a chart
 * @property {() => void} resize fits all charts to their columns
 * @property {() => Promise<void>} all draws every chart that is not drawn yet
 * @property {() => void} dispose takes everything away
 */

const DAY_MS = 86400000;
const AHEAD = "600px"; // how far below the screen charts are drawn at once
const MONTHS = "January February March April May June July August September October November December".split(" ");

/**
 * Draw the charts of a page.
 * @param {Element} root where to look for elements with `data-figure`
 * @param {Object<string, Spec>} specs by figure
 * @param {Options} [options]
 * @returns {Charts}
 */
export function mountCharts(root, specs, options = {}) {
  /** @type {Map<Element, Chart>} */
  const charts = new Map();
  for (const place of root.querySelectorAll("[data-figure]")) {
    const spec = specs[/** @type {HTMLElement} */ (place).dataset.figure ?? ""];
    if (spec) charts.set(place, new Chart(/** @type {HTMLElement} */ (place), spec, options));
  }
  const every = [...charts.values()];

  const near = new IntersectionObserver((seen) => {
    for (const one of seen) if (one.isIntersecting) charts.get(one.target)?.draw();
  }, { rootMargin: AHEAD });
  const shown = new IntersectionObserver((seen) => {
    for (const one of seen) charts.get(one.target)?.setShown(one.isIntersecting);
  });
  const sized = new ResizeObserver((seen) => {
    for (const one of seen) charts.get(one.target)?.fit();
  });
  for (const place of charts.keys()) for (const observer of [near, shown, sized]) observer.observe(place);

  let gone = false;
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ f) => setTimeout(f, 50));
  const next = () => {
    const waiting = gone ? undefined : every.find((chart) => chart.waits);
    if (waiting) waiting.draw().finally(() => idle(next));
  };
  idle(next);

  const all = async () => { await Promise.all(every.map((chart) => chart.draw())); };
  addEventListener("beforeprint", all);

  return {
    setDay: (day) => { for (const chart of every) chart.setDay(day); },
    update: async (id, data) => {
      await Promise.all(every.filter((chart) => chart.id === id).map((chart) => chart.update(data)));
    },
    resize: () => { for (const chart of every) chart.fit(); },
    all,
    dispose: () => {
      gone = true;
      removeEventListener("beforeprint", all);
      for (const observer of [near, shown, sized]) observer.disconnect();
      for (const chart of every) chart.dispose();
      hideTip();
    },
  };
}

/** One chart: its place, its specification and, once drawn, its view. */
class Chart {
  /**
   * @param {HTMLElement} place
   * @param {Spec} spec
   * @param {Options} options
   */
  constructor(place, spec, options) {
    this.place = place;
    this.id = place.dataset.figure ?? "";
    this.spec = { ...spec, datasets: { ...spec.datasets } };
    this.onDay = options.onDay;
    this.about = spec.usermeta ?? {};
    this.shift = options.start && this.about.start ? daysBetween(options.start, this.about.start) : 0;
    this.day = -1;
    this.shown = false;
    this.stale = false;
    /** @type {any} */
    this.view = null;
    /** @type {Promise<void> | null} */
    this.drawing = null;
    this.heard = new AbortController(); // ends what the place is listened to for
    this.describe();
  }

  /** Whether it is still to be drawn. */
  get waits() {
    return this.drawing === null && this.place.clientWidth > 0;
  }

  /** Say what the chart is to those who do not see it; one over time is a slider of the day. */
  describe() {
    const words = wordsOf(this.spec.title);
    if (words) this.place.setAttribute("aria-label", words);
    if (!this.about.time || !this.onDay) {
      this.place.setAttribute("role", "img");
      return;
    }
    this.place.setAttribute("role", "slider");
    this.place.tabIndex = 0;
    this.place.setAttribute("aria-valuemin", "0");
    this.place.setAttribute("aria-valuemax", String(this.about.last));
    this.say();
    const until = { signal: this.heard.signal };
    this.place.addEventListener("keydown", (event) => this.key(event), until);
    this.place.addEventListener("pointerdown", (event) => this.point(event), until);
    this.place.addEventListener("pointermove", (event) => {
      if (event.buttons & 1) this.point(event);
    }, until);
  }

  /** Draw the chart, once; a second call waits for the first. */
  draw() {
    if (this.drawing === null && this.place.clientWidth > 0) this.drawing = this.drawNow();
    return this.drawing ?? Promise.resolve();
  }

  async drawNow() {
    const { embed } = /** @type {any} */ (globalThis).hingeVega;
    // Vega names the element that it draws in as it likes; the words here stand on the one around it.
    const inner = document.createElement("div");
    inner.setAttribute("aria-hidden", "true");
    this.place.replaceChildren(inner);
    const found = await embed(inner, inPage(this.spec, this.width()), {
      ast: true,
      actions: false,
      renderer: "svg",
      defaultStyle: false,
      tooltip: (/** @type {any} */ _, /** @type {MouseEvent} */ event, /** @type {any} */ __, /** @type {any} */ value) =>
        value === null || value === undefined || value === "" ? hideTip() : showTip(event, value),
    });
    if (this.heard.signal.aborted) {
      found.finalize();
      return;
    }
    this.view = found.view;
    this.finalize = found.finalize;
    this.place.classList.add("drawn");
    this.fit();
    this.move();
  }

  width() {
    return Math.floor(this.place.clientWidth);
  }

  /** Fit the chart to its column. */
  fit() {
    const width = this.width();
    if (this.view === null || width === 0 || width === this.view.width()) return;
    this.view.width(width).runAsync();
  }

  /** @param {boolean} shown whether any of the chart is on the screen */
  setShown(shown) {
    this.shown = shown;
    if (shown && this.stale) this.move();
  }

  /** @param {number} day of the page */
  setDay(day) {
    const own = day < 0 ? -1 : day - this.shift;
    this.day = this.about.time && own <= this.about.last ? Math.max(own, -1) : -1;
    this.stale = true;
    if (this.shown) this.move();
  }

  /** Move the day cursor to where it should stand. */
  move() {
    if (!this.about.time) return;
    this.say();
    if (this.view === null) return;
    this.stale = false;
    if (this.view.signal("day") !== this.day) this.view.signal("day", this.day).run();
  }

  /** Tell a screen reader the day, and what the chart reads there. */
  say() {
    if (this.place.getAttribute("role") !== "slider") return;
    const day = Math.max(this.day, 0);
    const row = (this.spec.datasets.rows ?? []).find((/** @type {any} */ one) => one.day === day);
    const read = this.about.reads && row ? `: ${this.about.reads} ${round(row[this.about.reads])}` : "";
    this.place.setAttribute("aria-valuenow", String(day));
    this.place.setAttribute("aria-valuetext", dateOf(this.about.start, day) + read);
  }

  /** @param {Data} data */
  async update(data) {
    Object.assign(this.spec.datasets, data);
    if (this.drawing === null) return;
    await this.drawing;
    if (this.view === null) return;
    for (const [name, rows] of Object.entries(data)) this.view.data(name, rows);
    await this.view.runAsync();
    this.say();
  }

  /** @param {PointerEvent} event that picks a day */
  point(event) {
    const drawn = this.place.querySelector("svg");
    if (this.view === null || drawn === null || event.button > 0) return;
    const x = event.clientX - drawn.getBoundingClientRect().left - this.view.origin()[0];
    this.pick(Math.round(this.view.scale("x").invert(x)));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const now = Math.max(this.day, 0);
    const to = { ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1,
      PageDown: now - 7, PageUp: now + 7, Home: 0, End: this.about.last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.pick(to);
  }

  /** @param {number} day of this chart */
  pick(day) {
    this.onDay?.(Math.min(Math.max(day, 0), this.about.last) + this.shift);
  }

  dispose() {
    this.heard.abort();
    this.finalize?.();
    this.view = null;
    this.place.replaceChildren();
  }
}

/**
 * The specification as a page draws it: as wide as its column, its title outside, on the ground of the page.
 * @param {Spec} spec
 * @param {number} width
 * @returns {Spec}
 */
function inPage(spec, width) {
  const { title: _, ...rest } = spec;
  return {
    ...rest,
    width,
    background: null,
    padding: { left: 0, right: 2, top: 6, bottom: 2 },
    autosize: { type: "fit-x", contains: "padding" },
    config: { ...spec.config, background: null, aria: false },
  };
}

/**
 * @param {any} title of a specification
 * @returns {string} title and subtitle in one line
 */
function wordsOf(title) {
  if (!title) return "";
  const parts = typeof title === "string" ? [title] : [title.text, title.subtitle];
  return parts.filter(Boolean).map((part) => (Array.isArray(part) ? part.join(" ") : part)).join(": ");
}

/** @param {string} from @param {string} to @returns {number} days from one ISO date to another */
function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** @param {string} start @param {number} day @returns {string} the date of a day in words */
function dateOf(start, day) {
  const date = new Date(Date.parse(start) + day * DAY_MS);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** @param {number} value @returns {string} as a reader says it */
function round(value) {
  return Math.abs(value) >= 10 ? Math.round(value).toLocaleString("en") : String(+value.toFixed(2));
}
