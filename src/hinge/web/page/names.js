// @ts-check
/** The names that the program knows a setting by, as `hinge run --do` takes them. */

/**
 * @typedef {import("./words.js").Change} Change
 * @typedef {{on: Object<string, Change>, held: Object<string, number>}} Differences
 */

/**
 * The names that the program knows a setting by: plans in the order of their file, then assumptions by id.
 * @param {Differences} settings
 * @param {{interventions: {id: string}[]}} opened
 * @returns {string[]}
 */
export function namesOf(settings, opened) {
  const plans = opened.interventions.filter((plan) => plan.id in settings.on).map((plan) => {
    const change = settings.on[plan.id];
    const parts = [];
    if (change.from) parts.push(`from=${change.from}`);
    if (change.to) parts.push(`to=${change.to}`);
    if (change.size !== undefined) parts.push(`size=${change.size}`);
    return parts.length ? `${plan.id}:${parts.join(",")}` : plan.id;
  });
  const held = Object.keys(settings.held).sort().map((id) => `set:${id}=${settings.held[id]}`);
  return [...plans, ...held];
}

/**
 * What names stand for; names that are not understood are left out.
 * @param {string[]} names
 * @returns {Differences}
 */
export function differencesOf(names) {
  /** @type {Differences} */
  const found = { on: {}, held: {} };
  for (const name of names) {
    const set = /^set:([^=]+)=(.+)$/.exec(name);
    if (set) {
      found.held[set[1].trim()] = Number(set[2]);
      continue;
    }
    const [id, parts = ""] = name.split(/:(.*)/s);
    const given = Object.fromEntries(parts.split(",").filter(Boolean).map((part) => part.split("=")));
    found.on[id] = {
      ...(given.from ? { from: given.from } : {}),
      ...(given.to ? { to: given.to } : {}),
      ...(given.size ? { size: Number(given.size) } : {}),
    };
  }
  return found;
}
