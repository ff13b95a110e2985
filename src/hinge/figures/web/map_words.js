// What a map says in words: who holds an area, and how a watched place can be reached.
// figures/map_words.py says the same for the still map; a test holds the two together.

export const STATES = ["open", "insecure", "closed by fire", "closed"];
const AND_WORSE = ["", "insecure or closed", "closed or closed by fire", ""];
export const AGREED = 0.6; // a side holds it in at least 60 of 100 runs, else the area is hatched
export const OFTEN = 0.5; // share of runs from which opposed forces count as both there

const HALF = 0.5;
const LEAST = 0.005; // a smaller share is not named

/** A share as runs of 100, halves up. @param {number} share @returns {number} */
export function hundredths(share) {
  return Math.floor(100 * share + HALF + 1e-9);
}

/**
 * The side with most runs in an area, and its share; nobody (-1) where no side has more than nobody has.
 * @param {(side: number) => number} share
 * @param {number} sides
 * @returns {{side: number, share: number, most: boolean}} most: in more than half of the runs
 */
export function leading(share, sides) {
  let side = 0;
  let total = 0;
  for (let s = 0; s < sides; s += 1) {
    total += share(s);
    if (share(s) > share(side)) side = s;
  }
  const best = share(side);
  const empty = 1 - total >= best - 1e-9;
  return { side: empty ? -1 : side, share: best, most: best > HALF };
}

/**
 * Who holds an area.
 * @param {{sides: {short: string}[]}} geo
 * @param {import("./decode.js").Picture} picture
 * @param {number} area
 * @returns {string} for example «Opposition 84, Government 16 of 100 runs»
 */
export function holders(geo, picture, area) {
  if (picture.solid) {
    const side = picture.solid[area];
    return side < 0 ? "held by nobody" : `held by ${geo.sides[side].short}`;
  }
  const share = picture.share;
  const named = geo.sides
    .map((side, s) => ({ name: side.short, part: share ? share(s, area) : 0 }))
    .filter((one) => one.part >= LEAST)
    .sort((a, b) => b.part - a.part);
  const rest = 1 - named.reduce((sum, one) => sum + one.part, 0);
  const words = named.map((one) => `${one.name} ${hundredths(one.part)}`);
  if (rest >= LEAST) words.push(`nobody ${hundredths(rest)}`);
  return `held by ${words.join(", ")} of 100 runs`;
}

/**
 * Whether opposed forces are both in an area, in words; empty where they are not.
 * @param {import("./decode.js").Picture} picture
 * @param {number} area
 */
export function fought(picture, area) {
  const part = picture.contested ? picture.contested(area) : 0;
  if (part < OFTEN) return "";
  return picture.solid ? "contested" : `contested in ${hundredths(part)}`;
}

/**
 * The state that stands for all runs: at least half of them are in it or in a worse one.
 * @param {number[]} shares of the four states, from open to closed
 */
export function usualState(shares) {
  let worse = 0;
  for (let state = STATES.length - 1; state > 0; state -= 1) {
    worse += shares[state];
    if (worse >= HALF - 1e-9) return state;
  }
  return 0;
}

/**
 * How a watched place can be reached.
 * @param {number[]} shares of the four states
 * @param {boolean} single one run
 * @returns {string} for example «closed in 63 of 100 runs»
 */
export function reached(shares, single) {
  const state = usualState(shares);
  if (single) return STATES[state];
  const worse = shares.slice(state + 1).reduce((sum, share) => sum + share, 0);
  const both = state > 0 && worse >= LEAST;
  const part = shares[state] + (both ? worse : 0);
  return `${both ? AND_WORSE[state] : STATES[state]} in ${hundredths(part)} of 100 runs`;
}

/** A name without what stands in brackets, after a comma or after a slash. @param {string} name */
export function shortName(name) {
  return name.split(/ \(|,| ?\//, 1)[0].trim();
}
