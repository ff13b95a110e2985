// @ts-check
/** Dates, numbers and settings in words. */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAY = 86_400_000;

/**
 * @typedef {{id: string, title: string, words: string, dated: boolean, from: string|null, to: string|null,
 *   sized: string, size: number|null, unit: string, low: number|null, high: number|null}} Intervention
 * @typedef {{id: string, words: string, unit: string, low: number, median: number, high: number,
 *   bounds: [number, number]|null, status: string, source: string}} Assumption
 * @typedef {{from?: string, to?: string, size?: number}} Change
 */

/**
 * The ISO date so many days after a first one.
 * @param {string} start
 * @param {number} day
 */
export function dateOf(start, day) {
  return new Date(Date.parse(`${start}T00:00:00Z`) + day * DAY).toISOString().slice(0, 10);
}

/**
 * Days from one ISO date to another.
 * @param {string} start
 * @param {string} date
 */
export function dayOf(start, date) {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / DAY);
}

/**
 * "16 May", or "16 May 2016".
 * @param {string} date
 * @param {boolean} [year]
 */
export function dateWords(date, year = false) {
  const [y, m, d] = date.split("-").map(Number);
  return `${d} ${MONTHS[m - 1]}${year ? ` ${y}` : ""}`;
}

/**
 * A number with three digits that count, thousands parted.
 * @param {number} value
 */
export function number(value) {
  if (!Number.isFinite(value)) return "–";
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1);
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-GB");
  return String(Number(value.toPrecision(3)));
}

/**
 * A count of people or things, without false exactness.
 * @param {number} value
 */
export function count(value) {
  return Math.round(value).toLocaleString("en-GB");
}

/**
 * Runs in a hundred.
 * @param {number} share
 */
export function hundred(share) {
  return String(Math.round(100 * share));
}

/**
 * A plan's title with what was changed about it.
 * @param {Intervention} plan
 * @param {Change} change
 */
export function planWords(plan, change) {
  const parts = [plan.title];
  if (change.from) parts.push(`from ${dateWords(change.from)}`);
  if (change.to) parts.push(`to ${dateWords(change.to)}`);
  if (change.size !== undefined) parts.push(`${plan.unit && plan.unit !== "factor" ? "" : "at "}${number(change.size)}${unitWords(plan.unit)}`);
  return parts.join(", ");
}

/**
 * A unit as it follows a number; factors follow with a sign.
 * @param {string} unit
 */
export function unitWords(unit) {
  if (!unit || unit === "dimensionless") return "";
  return unit === "factor" ? " times" : ` ${unit}`;
}

/**
 * What differs from the assessment, in one line; empty where nothing does.
 * @param {{on: Object<string, Change>, held: Object<string, number>}} settings
 * @param {{interventions: Intervention[], assumptions: Assumption[]}} opened
 */
export function differenceWords(settings, opened) {
  const plans = opened.interventions.filter((plan) => plan.id in settings.on).map((plan) => planWords(plan, settings.on[plan.id]));
  const held = opened.assumptions.filter((a) => a.id in settings.held).map((a) => `${a.words} at ${number(settings.held[a.id])}`);
  return [...plans, ...held].join("; ");
}

/**
 * "and" between the last two.
 * @param {string[]} parts
 */
export function listWords(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
