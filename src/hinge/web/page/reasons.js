// @ts-check
/** What the runs tell about an area or a claim, as paragraphs, lists and small tables. */

import { el } from "./dom.js";
import { count, dateWords, hundred, number } from "./words.js";

const STATES = { open: "open", insecure: "insecure", closed_by_fire: "closed by fire", closed: "closed" };

/** @type {Object<string, string>} */
const RECORD = { agrees: "The record agrees.", contradicts: "The record contradicts it.", silent: "The record is silent.", disputed: "The record is disputed." };

/**
 * @param {any} found of `/api/why/area`
 * @param {boolean} same whether nothing is changed
 * @returns {Node[]}
 */
export function ofArea(found, same) {
  const { holders, changes, joined, sieges, history, run } = found;
  const [first] = holders;
  const held = holders.length === 1 ? `In every run ${first.name} ${first.side ? "holds" : "is here: no side holds"} it on this day.` : `${first.name} holds it in ${hundred(first.share)} of 100 runs on this day.`;
  const when = changes.runs === 0 ? "It changes hands in no run." : `It changes hands in ${hundred(changes.runs / changes.of)} of 100 runs, most often on ${dateWords(changes.most_on)}.`;
  const people = found.people ? `About ${count(found.people)} people lived here at the start.` : "";
  return [
    el("p", { class: "finding", text: `${held} ${when} ${people}` }),
    table(["Held by", ...(same ? [] : ["A"]), same ? "runs of 100" : "B"], holders.map((/** @type {any} */ one) => [one.name, ...(same ? [] : [hundred(one.was)]), hundred(one.share)])),
    ...sieges.flatMap((/** @type {any} */ one) => siege(one, same)),
    ...(run === null ? [] : [heading(`In campaign ${run + 1}`), list(history.map((/** @type {any} */ line) => `${dateWords(line.date)}: ${line.text}`))]),
    heading("What it is joined to"),
    table(["Area", "by", "km", "held mostly by"], joined.map((/** @type {any} */ one) => [one.name, one.by, number(one.km), `${one.holder}, ${hundred(one.share)} of 100`])),
  ];
}

/** @param {any} one @param {boolean} same */
function siege(one, same) {
  const rows = Object.entries(STATES).map(([state, words]) => [words, ...(same ? [] : [hundred(one.was[state])]), hundred(one.shares[state])]);
  return [heading(`Ways into ${one.name} for ${one.side_name}`), table(["State", ...(same ? [] : ["A"]), same ? "runs of 100" : "B"], rows)];
}

/**
 * @param {any} found of `/api/why/claim`
 * @param {boolean} same
 * @param {(run: number) => void} onRun
 * @returns {Node[]}
 */
export function ofClaim(found, same, onRun) {
  const { source, record, readings, elsewhere } = found;
  return [
    el("blockquote", { text: found.quote }),
    el("p", { class: "note", text: `${source.title}, ${dateWords(source.date, true)}` }),
    ...readings.flatMap((/** @type {any} */ reading) => ofReading(reading, same, onRun)),
    ...elsewhere.map((/** @type {any} */ one) => el("p", { class: "note", text: `${one.says ? `${one.says} ` : ""}${one.why}` })),
    ...(record.text ? [heading("In the record"), el("p", { text: `${RECORD[record.word] ?? ""} ${record.text}`.trim() })] : []),
    ...(found.leaves_out ? [heading("What this leaves out"), el("p", { text: found.leaves_out })] : []),
  ];
}

/** @param {any} reading @param {boolean} same @param {(run: number) => void} onRun */
function ofReading(reading, same, onRun) {
  const { share, was, low, high, n } = reading;
  const before = same || was === null ? "" : `, ${hundred(was)} as it was assessed`;
  const verdict = share === null ? reading.why : `Holds in ${hundred(share)} of 100 runs${before}. The interval of 95 % around it goes from ${hundred(low)} to ${hundred(high)}, from ${n} runs.`;
  const hinges = reading.hinges.map((/** @type {any} */ one) => [one.words, ...[one.lowest, one.middle, one.highest].map(hundred)]);
  return [
    heading(reading.says),
    el("p", { text: `Asked of every run: ${reading.asked}` }),
    el("p", { class: "finding", text: verdict }),
    hinges.length ? table(["It goes with", "lowest quarter", "middle half", "highest quarter"], hinges, "Runs of 100 in which it holds, by the value of the assumption:") : el("p", { class: "note", text: reading.note }),
    examples("Look at a campaign in which it holds: ", reading.holds_in, onRun),
    examples("... and one in which it fails: ", reading.fails_in, onRun),
  ];
}

/** @param {string} words @param {number[]} runs @param {(run: number) => void} onRun */
function examples(words, runs, onRun) {
  const buttons = runs.map((run) => el("button", { type: "button", class: "plain", text: String(run + 1), "aria-label": `Campaign ${run + 1}`, on: { click: () => onRun(run) } }));
  return el("p", { class: "examples", hidden: !runs.length }, words, ...buttons);
}

/** @param {string} text */
function heading(text) {
  return el("h3", { text });
}

/** @param {string[]} lines */
function list(lines) {
  return el("ul", { class: "plain" }, ...lines.map((text) => el("li", { text })));
}

/** @param {string[]} heads @param {string[][]} rows @param {string} [caption] */
function table(heads, rows, caption) {
  return el(
    "table",
    { class: "small" },
    caption ? el("caption", { text: caption }) : null,
    el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col", text })))),
    el("tbody", {}, ...rows.map(([name, ...cells]) => el("tr", {}, el("th", { scope: "row", text: name }), ...cells.map((text) => el("td", { text }))))),
  );
}
