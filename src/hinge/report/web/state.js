// What the address keeps: the day, the run, the area and the filters, so that a copied link shows the same.

/** Milliseconds of rest after which the address is rewritten: browsers limit how often it may be. */
const REST = 250;

/**
 * Return what an address says; words of other kinds (an anchor) are nothing.
 * @param {string} hash as `#day=40&run=3`
 * @returns {Object<string, string>}
 */
export function fromHash(hash) {
  const text = hash.replace(/^#/, "");
  if (!text.includes("=")) return {};
  return Object.fromEntries(new URLSearchParams(text));
}

/**
 * Return what stands behind the `#` for these values; nothing for values that are empty.
 * @param {Object<string, string | number | null | undefined>} values
 * @returns {string}
 */
export function toHash(values) {
  const kept = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString();
}

/**
 * Keep values in the address of this page; it goes on working where the browser does not let it.
 * @param {(values: Object<string, string>) => void} onChange called when the reader changes the address
 * @returns {{values: Object<string, string>, set: (more: Object<string, string | number | null>) => void}}
 */
export function addressState(onChange) {
  let values = fromHash(window.location.hash);
  let waiting = 0;
  const write = () => {
    const text = toHash(values);
    try {
      window.history.replaceState(null, "", text ? `#${text}` : window.location.pathname + window.location.search);
    } catch {
      // A browser that keeps the address of a file as it is: only the link to copy is lost.
    }
  };
  window.addEventListener("hashchange", () => {
    const found = fromHash(window.location.hash);
    if (Object.keys(found).length) {
      values = found;
      onChange(values);
    }
  });
  return {
    get values() {
      return values;
    },
    set(more) {
      values = { ...values, ...more };
      window.clearTimeout(waiting);
      waiting = window.setTimeout(write, REST);
    },
  };
}
