// The claims table: choose by source, verdict, record or a word; unfold one or all.

/**
 * @typedef {{id: string, source: string, word: string, record: string}} Claim
 * @typedef {{claims: Claim[], sources: Object<string, string>}} Known
 */

const RECORD = ["agrees", "contradicts", "disputed", "silent"];

/**
 * Put the filters above the claims table.
 * @param {HTMLElement} bar where the filters go
 * @param {HTMLElement} table the element that holds the rows
 * @param {Known} known
 * @param {(chosen: Object<string, string>) => void} onChange
 * @returns {{choose: (chosen: Object<string, string>) => void, open: (id: string) => void}}
 */
export function mountClaims(bar, table, known, onChange) {
  const rows = new Map(known.claims.map((claim) => [claim.id, table.querySelector(`[data-claim="${claim.id}"]`)]));
  const words = [...new Set(known.claims.map((claim) => claim.word))];
  const source = select("Source", "source", Object.entries(known.sources));
  const word = select("In the model", "verdict", words.map((one) => [one, one || "without a verdict"]));
  const record = select("The record", "record", RECORD.filter((one) => known.claims.some((claim) => claim.record === one)).map((one) => [one, one]));
  const search = document.createElement("input");
  search.type = "search";
  search.name = "words";
  const said = document.createElement("p");
  said.className = "note";
  said.setAttribute("role", "status");
  const all = button("Unfold all", () => fold(true));
  const none = button("Fold all", () => fold(false));
  bar.append(...[source, word, record].map((one) => one.label), labelled("With the words", search), all, none, said);
  bar.hidden = false;

  const fields = { source: source.field, verdict: word.field, record: record.field, words: search };

  function fold(open) {
    for (const row of rows.values()) for (const part of row?.querySelectorAll("details") ?? []) part.open = open;
  }

  function apply() {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const claim of known.claims) {
      const row = rows.get(claim.id);
      if (!row) continue;
      const fits =
        (!source.field.value || claim.source === source.field.value) &&
        (!word.field.value || (claim.word || "none") === word.field.value) &&
        (!record.field.value || claim.record === record.field.value) &&
        (!wanted || (row.textContent ?? "").toLowerCase().includes(wanted));
      row.hidden = !fits;
      shown += Number(fits);
    }
    for (const body of table.querySelectorAll("tbody")) {
      body.hidden = ![...body.querySelectorAll("[data-claim]")].some((row) => !row.hidden);
    }
    said.textContent = shown === known.claims.length ? `${shown} claims` : `${shown} of ${known.claims.length} claims`;
  }

  for (const [name, field] of Object.entries(fields)) {
    field.addEventListener("input", () => {
      apply();
      onChange({ [name]: field.value });
    });
  }
  apply();
  return {
    choose(chosen) {
      for (const [name, field] of Object.entries(fields)) field.value = chosen[name] ?? "";
      apply();
    },
    open(id) {
      const row = rows.get(id);
      if (!row) return;
      if (row.hidden) this.choose({});
      for (const part of row.querySelectorAll("details")) part.open = true;
    },
  };
}

/** Return a labelled list to choose from; its first entry is all of them. */
function select(title, name, entries) {
  const field = document.createElement("select");
  field.name = name;
  field.append(new Option("all", ""));
  for (const [value, text] of entries) field.append(new Option(text, value || "none"));
  return { field, label: labelled(title, field) };
}

/** Return a field under its label. */
function labelled(title, field) {
  const label = document.createElement("label");
  const words = document.createElement("span");
  words.textContent = title;
  label.append(words, field);
  return label;
}

/** Return a button. */
function button(text, onClick) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", onClick);
  return made;
}
