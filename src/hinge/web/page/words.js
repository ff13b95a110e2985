// @ts-check
/** Dates, numbers and settings in words. */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAY = 86_400_000;

/**
 * @typedef {{field: string, default: number, unit: string, low: number, high: number, step: number}} Size
 * @typedef {{id: string, title: string, says: string, group: string, levers: string[], dated: boolean,
 *   from: string|null, to: string|null, size: Size|null, clashes: string[], fair: Object<string, string>}} Intervention
 * @typedef {{id: string, words: string, unit: string, low: number, median: number, high: number,
 *   least: number, most: number, log: boolean, status: string, source: string}} Assumption
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
 * A count of people, without false exactness: three digits that count.
 * @param {number} value
 */
export function count(value) {
  const rounded = Number(value.toPrecision(3));
  if (rounded >= 1e6) return `${rounded / 1e6} m`;
  return Math.round(value < 1000 ? value : rounded).toLocaleString("en-GB");
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
  if (change.size !== undefined) parts.push(`${number(change.size)} ${plan.size?.unit ?? ""}`.trim());
  return parts.join(", ");
}

/**
 * A value with its unit.
 * @param {number} value
 * @param {string} unit
 */
export function withUnit(value, unit) {
  return unit === "" || unit === "dimensionless" ? number(value) : `${number(value)} ${unit}`;
}

/**
 * What differs from the assessment, in one line; empty where nothing does.
 * @param {{on: Object<string, Change>, held: Object<string, number>}} settings
 * @param {{interventions: Intervention[], assumptions: Assumption[]}} opened
 */
export function differenceWords(settings, opened) {
  const plans = opened.interventions.filter((plan) => plan.id in settings.on).map((plan) => planWords(plan, settings.on[plan.id]));
  const held = opened.assumptions.filter((a) => a.id in settings.held).map((a) => `${a.words}: ${withUnit(settings.held[a.id], a.unit)}`);
  return [...plans, ...held].join("; ");
}
