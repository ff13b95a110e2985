// Parts of a page: their data, and what is said where one of them does not work.

/**
 * Return the data that stands in the page under this id; nothing where there is none.
 * @param {string} id
 * @returns {any}
 */
export function dataOf(id) {
  const place = document.getElementById(id);
  return place ? JSON.parse(place.textContent ?? "") : null;
}

/**
 * Put a part to work; where it fails, the page says so at its top and goes on without it.
 * @template T
 * @param {string} name of the part, in words
 * @param {() => T} work
 * @returns {T | null}
 */
export function attempt(name, work) {
  try {
    const result = work();
    if (result instanceof Promise) result.catch((error) => tell(name, error));
    return result;
  } catch (error) {
    tell(name, error);
    return null;
  }
}

/** Say at the top of the page that a part does not work in this browser. */
function tell(name, error) {
  console.error(`${name}:`, error);
  const note = document.createElement("p");
  note.className = "warn";
  note.setAttribute("role", "status");
  note.textContent = `In this browser ${name} cannot be shown as intended; the text, the tables and the numbers are complete.`;
  (document.querySelector("main") ?? document.body).prepend(note);
}
