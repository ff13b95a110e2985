// The story of an area in words: who held it in how many runs, and when that changed.

const DAY_MS = 86400000;
const MONTHS = "January February March April May June July August September October November December".split(" ");
const MOST = 6; // changes that are named one by one

/**
 * Return the story of an area on a day.
 * @param {{areas: {id: string, name: string}[], sides: {name: string}[]}} geo
 * @param {string} start date of day 0
 * @param {string} id of the area
 * @param {number} day
 * @param {{days: number, runs?: number, picture: (day: number) => object}} course all runs, or one
 * @returns {{name: string, sentences: string[]} | null} nothing for an area that is not on the map
 */
export function story(geo, start, id, day, course) {
  const area = geo.areas.findIndex((one) => one.id === id);
  if (area < 0) return null;
  const sentences = course.picture(0).solid
    ? oneCourse(geo, start, area, day, course)
    : manyRuns(geo, start, area, day, course);
  return { name: geo.areas[area].name, sentences };
}

/** Who held it in how many runs on this day, at first and at last, and when the side ahead changed. */
function manyRuns(geo, start, area, day, course) {
  const last = course.days - 1;
  const at = (when) => {
    const picture = course.picture(when);
    return geo.sides.map((side, n) => [side.name, picture.share(n, area)]);
  };
  const said = (when) => {
    const held = at(when).filter(([, share]) => share >= 0.005).sort((a, b) => b[1] - a[1]);
    const words = held.map(([name, share]) => `${name} in ${Math.round(100 * share)} of 100 runs`);
    const nobody = 1 - held.reduce((sum, [, share]) => sum + share, 0);
    if (nobody >= 0.005) words.push(`nobody in ${Math.round(100 * nobody)}`);
    return words.join(", ");
  };
  const sentences = [`On ${dateOf(start, day)}: ${said(day)}.`];
  const fight = course.picture(day).contested?.(area) ?? 0;
  if (fight >= 0.005) sentences.push(`Opposed forces stand there in ${Math.round(100 * fight)} of 100 runs.`);
  if (day !== 0) sentences.push(`On ${dateOf(start, 0)}, the first day: ${said(0)}.`);
  if (day !== last) sentences.push(`On ${dateOf(start, last)}, the last day: ${said(last)}.`);
  const ahead = changes(course.days, (when) => {
    const [name, share] = at(when).reduce((best, one) => (one[1] > best[1] ? one : best));
    return share > 0.5 ? name : "no side";
  });
  sentences.push(
    ahead.length === 0
      ? "The side that holds it in most runs never changes."
      : `In most runs: ${listed(ahead, start)}.`,
  );
  return sentences;
}

/** Who holds it in one run on this day, and every change of hands. */
function oneCourse(geo, start, area, day, course) {
  const holder = (when) => {
    const side = course.picture(when).solid[area];
    return side < 0 ? "nobody" : geo.sides[side].name;
  };
  const sentences = [`One possible course (${course.label}), on ${dateOf(start, day)}: ${holder(day)}.`];
  const turns = changes(course.days, holder);
  sentences.push(turns.length === 0 ? "It never changes hands." : `It changes hands: ${listed(turns, start)}.`);
  return sentences;
}

/** The days on which a word changes, with the new word. */
function changes(days, word) {
  const found = [];
  let before = word(0);
  for (let day = 1; day < days; day += 1) {
    const now = word(day);
    if (now !== before) found.push([day, now]);
    before = now;
  }
  return found;
}

/** Changes in words; of many the first ones, and how many more there are. */
function listed(turns, start) {
  const words = turns.slice(0, MOST).map(([day, name]) => `${name} from ${dateOf(start, day)}`);
  if (turns.length > MOST) words.push(`and ${turns.length - MOST} more changes`);
  return words.join(", ");
}

/** A day as a date in words. */
export function dateOf(start, day) {
  const date = new Date(Date.parse(start) + day * DAY_MS);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
