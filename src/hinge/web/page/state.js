// @ts-check
/**
 * The settings of the page: everything a link must hold, and nothing else.
 *
 * Settings are read from links and storage that anyone may have written, so every
 * part is checked, and what cannot be used is left out and said in words.
 */

import { dateOf, dayOf } from "./words.js";

/**
 * @typedef {import("./words.js").Change} Change
 * @typedef {{day: number, run: number|null}} Branch what was stays until the end of a day, in all runs or in one that then goes on in many ways
 * @typedef {{scenario: string, on: Object<string, Change>, held: Object<string, number>,
 *   branch: Branch|null, day: number|null, look: "all"|"run", run: number,
 *   beside: boolean, view: "whole"|"close", outcome: string, series: string}} Settings `outcome`, `series`: what the curves show, "" for the first
 */

const VERSION = 1;
const MARK = `s${VERSION}.`;
const KEY = "hinge.settings";
const ID = /^[a-z0-9][a-z0-9_]*$/;
const PARAMETER = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/;
const SERIES = /^[A-Za-z0-9_.]{1,128}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const SCENARIO = /^[a-z0-9][a-z0-9-]*$/;
const MOST = 200; // settings of one kind that a link may hold
const LAST_RUN = 100_000;

/**
 * @param {string} scenario
 * @returns {Settings}
 */
export function fresh(scenario) {
  return { scenario, on: {}, held: {}, branch: null, day: null, look: "all", run: 0, beside: true, view: "close", outcome: "", series: "" };
}

/**
 * The settings as the part of a link after "#".
 * @param {Settings} settings
 */
export function toHash(settings) {
  const bytes = new TextEncoder().encode(JSON.stringify(settings));
  const text = btoa(String.fromCharCode(...bytes));
  return MARK + text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * Read the part of a link after "#".
 * @param {string} hash
 * @returns {{settings: Settings|null, problems: string[]}}
 */
export function fromHash(hash) {
  const text = hash.replace(/^#/, "");
  if (!text) return { settings: null, problems: [] };
  if (!text.startsWith(MARK)) {
    const other = /^s\d+\./.test(text);
    return { settings: null, problems: [other ? "This link was made by another version of the page, and its settings cannot be read." : "This link holds no settings that the page knows."] };
  }
  try {
    const base = text.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base), (letter) => letter.charCodeAt(0));
    return checked(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return { settings: null, problems: ["This link is damaged (a part of it may be missing), so the page starts afresh."] };
  }
}

/**
 * Check what was read; leave out what cannot be used.
 * @param {any} given
 * @returns {{settings: Settings|null, problems: string[]}}
 */
export function checked(given) {
  /** @type {string[]} */
  const problems = [];
  if (typeof given !== "object" || given === null || typeof given.scenario !== "string" || !SCENARIO.test(given.scenario)) {
    return { settings: null, problems: ["This link names no scenario, so the page starts afresh."] };
  }
  const found = fresh(given.scenario);
  for (const [id, change] of entries(given.on)) {
    if (ID.test(id) && typeof change === "object" && change !== null) found.on[id] = checkedChange(change, id, problems);
    else problems.push(`A change in this link could not be read: ${short(id)}.`);
  }
  for (const [id, value] of entries(given.held)) {
    if (PARAMETER.test(id) && Number.isFinite(value)) found.held[id] = value;
    else problems.push(`An assumption in this link could not be read: ${short(id)}.`);
  }
  if (given.branch && whole(given.branch.day, 0, 5000)) {
    found.branch = { day: given.branch.day, run: whole(given.branch.run, 0, LAST_RUN) ? given.branch.run : null };
  }
  if (whole(given.day, 0, 5000)) found.day = given.day;
  if (whole(given.run, 0, LAST_RUN)) found.run = given.run;
  for (const name of /** @type {("outcome"|"series")[]} */ (["outcome", "series"])) {
    if (typeof given[name] === "string" && SERIES.test(given[name])) found[name] = given[name];
  }
  found.look = given.look === "run" ? "run" : "all";
  found.view = given.view === "whole" ? "whole" : "close";
  found.beside = given.beside !== false;
  return { settings: found, problems };
}

/**
 * Fit settings to the scenario that was opened; say what it does not have.
 * @param {Settings} settings
 * @param {{interventions: {id: string}[], assumptions: {id: string}[], outcomes: {id: string}[], series: {id: string}[], geo: {close: any}, start: string, days: number, runs: number}} opened
 * @returns {{settings: Settings, problems: string[]}}
 */
export function fitted(settings, opened) {
  /** @type {string[]} */
  const problems = [];
  const found = { ...settings, on: { ...settings.on }, held: { ...settings.held } };
  const plans = new Set(opened.interventions.map((plan) => plan.id));
  const assumptions = new Set(opened.assumptions.map((assumption) => assumption.id));
  for (const id of Object.keys(found.on)) {
    if (!plans.has(id)) {
      delete found.on[id];
      problems.push(`This scenario has no change called ${short(id)}; it was left out.`);
    }
  }
  for (const id of Object.keys(found.held)) {
    if (!assumptions.has(id)) {
      delete found.held[id];
      problems.push(`This scenario has no assumption called ${short(id)}; it was left out.`);
    }
  }
  const last = opened.days - 1;
  if (found.branch && found.branch.day >= last) {
    found.branch = null;
    problems.push("The day of the branch lies after the end of this scenario; the branch was left out.");
  }
  if (!opened.geo.close) found.view = "whole";
  if (found.run >= opened.runs) found.run = 0;
  if (found.branch && (found.branch.run ?? 0) >= opened.runs) found.branch = null;
  if (!opened.outcomes.some((each) => each.id === found.outcome)) found.outcome = "";
  if (!opened.series.some((each) => each.id === found.series)) found.series = "";
  found.day = Math.min(found.day ?? last, last);
  return { settings: found, problems };
}

/** @param {Settings} settings */
export function keep(settings) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(settings));
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing still has the link in its address line.
  }
}

/** @returns {Settings|null} what this tab, or else the last one, had */
export function kept() {
  try {
    const text = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
    return text ? checked(JSON.parse(text)).settings : null;
  } catch {
    return null;
  }
}

/**
 * The dates that a plan has as the settings stand, as days of the campaign.
 * @param {import("./words.js").Intervention} plan
 * @param {Change|undefined} change
 * @param {{start: string, days: number}} opened
 * @returns {[number, number]}
 */
export function daysOf(plan, change, opened) {
  const last = opened.days - 1;
  const from = change?.from ?? plan.from;
  const to = change?.to ?? plan.to;
  const clip = (/** @type {number} */ day) => Math.max(0, Math.min(last, day));
  return [from ? clip(dayOf(opened.start, from)) : 0, to ? clip(dayOf(opened.start, to)) : last];
}

/**
 * A change with other days; a day that the plan has anyway is not written down.
 * @param {import("./words.js").Intervention} plan
 * @param {Change} change
 * @param {[number, number]} days
 * @param {{start: string, days: number}} opened
 * @returns {Change}
 */
export function withDays(plan, change, days, opened) {
  const [plainFrom, plainTo] = daysOf(plan, undefined, opened);
  const made = { ...change };
  delete made.from;
  delete made.to;
  if (days[0] !== plainFrom) made.from = dateOf(opened.start, days[0]);
  if (days[1] !== plainTo) made.to = dateOf(opened.start, days[1]);
  return made;
}

/** @param {any} given @param {string} id @param {string[]} problems @returns {Change} */
function checkedChange(given, id, problems) {
  /** @type {Change} */
  const found = {};
  for (const name of /** @type {("from"|"to")[]} */ (["from", "to"])) {
    if (given[name] === undefined) continue;
    if (typeof given[name] === "string" && DATE.test(given[name]) && !Number.isNaN(Date.parse(given[name]))) found[name] = given[name];
    else problems.push(`A date in this link could not be read (${id}).`);
  }
  if (given.size !== undefined) {
    if (Number.isFinite(given.size)) found.size = given.size;
    else problems.push(`A size in this link could not be read (${id}).`);
  }
  return found;
}

/** @param {any} given @returns {[string, any][]} */
function entries(given) {
  return typeof given === "object" && given !== null ? Object.entries(given).slice(0, MOST) : [];
}

/** @param {any} value @param {number} low @param {number} high */
function whole(value, low, high) {
  return Number.isInteger(value) && value >= low && value <= high;
}

/** @param {string} text */
function short(text) {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
