// Arrays as figures/map_data.py codes them, read back: who holds what on which day.
// Names: D days, S sides, A areas, W watched regions; all shares run from 0 to 1.

const UNITS = 200; // of a share: 200 is all runs
const STATES = 4; // siege states: open, insecure, closed by fire, closed

/**
 * @typedef {{shape: number[], data: string}} Coded
 * @typedef {object} Picture What a map shows on one day.
 * @property {number} day
 * @property {(side: number, area: number) => number} [share] of the runs; absent in one run
 * @property {((area: number) => number) | null} contested share of runs with opposed forces there
 * @property {Int8Array} [solid] one run: the side of each area, -1 nobody
 * @property {(watch: number) => number[]} siege share of runs in each of the four states
 * @property {number} [runs] how many runs the shares are of
 * @property {string} [heading]
 */

/**
 * Read a coded array: differences along the last axis, a zero followed by how many zeros.
 * @param {Coded} coded
 * @returns {Uint8Array} in the order of its shape, days last
 */
export function decode(coded) {
  const text = atob(coded.data);
  const size = coded.shape.reduce((a, b) => a * b, 1);
  const days = coded.shape[coded.shape.length - 1];
  const out = new Uint8Array(size);
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0) {
      i += 1;
      at += text.charCodeAt(i);
    } else {
      out[at] = code;
      at += 1;
    }
  }
  if (at !== size) throw new RangeError(`coded array: ${at} values instead of ${size}`);
  for (let row = 0; row < size; row += days) {
    for (let day = row + 1; day < row + days; day += 1) out[day] += out[day - 1];
  }
  return out;
}

/**
 * Read what frames() made: shares of many runs.
 * @param {{days: number, runs: number, share: Coded, contested: Coded | null, siege: Coded}} frames
 * @returns {{days: number, runs: number, picture: (day: number) => Picture}}
 */
export function decodeFrames(frames) {
  const { days, runs } = frames;
  const areas = frames.share.shape[1];
  const share = decode(frames.share);
  const contested = frames.contested && decode(frames.contested);
  const siege = decode(frames.siege);
  const heading = `All ${runs.toLocaleString("en")} runs together`;
  const picture = (wanted) => {
    const day = within(wanted, days);
    return {
      day,
      runs,
      heading,
      share: (side, area) => share[(side * areas + area) * days + day] / UNITS,
      contested: contested && ((area) => contested[area * days + day] / UNITS),
      siege: (watch) =>
        Array.from({ length: STATES }, (_, state) => siege[(watch * STATES + state) * days + day] / UNITS),
    };
  };
  return { days, runs, picture };
}

/**
 * Read what one_run() made: one possible course.
 * @param {{label: string, control: Coded, contested: Coded | null, siege: Coded}} run
 * @returns {{days: number, label: string, picture: (day: number) => Picture}}
 */
export function decodeRun(run) {
  const [areas, days] = run.control.shape;
  const control = decode(run.control);
  const contested = run.contested && decode(run.contested);
  const siege = decode(run.siege);
  const picture = (wanted) => {
    const day = within(wanted, days);
    return {
      day,
      solid: Int8Array.from({ length: areas }, (_, area) => control[area * days + day] - 1),
      contested: contested && ((area) => contested[area * days + day]),
      siege: (watch) => {
        const states = new Array(STATES).fill(0);
        states[siege[watch * days + day]] = 1;
        return states;
      },
      heading: `One possible course: ${run.label}`,
    };
  };
  return { days, label: run.label, picture };
}

/** A day that there is: the last one for any later. @param {number} day @param {number} days */
function within(day, days) {
  return Math.min(Math.max(Math.round(day) || 0, 0), days - 1);
}
