/**
 * Specifications as a page carries them, made whole: rows stand once as lists, the theme once for all.
 *
 * @module hinge/specs.js
 */

/** @typedef {{columns: string[], rows: any[][], spec: Object<string, any> | null}} Carried */

/**
 * Return the specifications of a page by figure; drawings have none.
 * @param {{config: object, figures: Object<string, Carried>}} data
 * @returns {Object<string, Object<string, any>>}
 */
export function specsOf(data) {
  /** @type {Object<string, Object<string, any>>} */
  const found = {};
  for (const [id, { columns, rows, spec }] of Object.entries(data.figures)) {
    if (!spec) continue;
    const records = rows.map((row) => Object.fromEntries(columns.map((column, n) => [column, row[n]])));
    found[id] = { ...spec, config: data.config, datasets: { ...spec.datasets, rows: records } };
  }
  return found;
}
