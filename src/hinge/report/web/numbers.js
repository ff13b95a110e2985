// The numbers behind a figure, as a file of comma-separated values made in the page: nothing is fetched.

/**
 * Return rows as CSV, as the program itself writes it.
 * @param {string[]} columns
 * @param {(string | number | null)[][]} rows
 * @returns {string}
 */
export function toCsv(columns, rows) {
  return [columns, ...rows].map((row) => row.map(cell).join(",") + "\n").join("");
}

/** Return a value as CSV holds it: quoted where it has to be. */
function cell(value) {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Put a button under the numbers of each figure that saves the whole table.
 * @param {ParentNode} root
 * @param {Object<string, {heads: string[], rows: (string | number | null)[][]}>} figures
 */
export function mountDownloads(root, figures) {
  for (const place of root.querySelectorAll("details.numbers")) {
    const id = place.dataset.numbers ?? "";
    const figure = figures[id];
    if (!figure) continue;
    const save = document.createElement("button");
    save.type = "button";
    save.textContent = `All ${figure.rows.length.toLocaleString("en")} rows as CSV`;
    save.addEventListener("click", () => download(`${id}.csv`, toCsv(figure.heads, figure.rows)));
    place.append(save);
  }
}

/** Let the browser save a text under a name. */
function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10000);
}
