// The script of the report: puts the parts to work, each by itself, so that one that fails leaves the rest.

import { mountClaims } from "hinge/claims.js";
import { reveal, unfoldForPrint } from "hinge/folds.js";
import { mountDownloads } from "hinge/numbers.js";
import { addressState } from "hinge/state.js";
import { attempt, dataOf } from "hinge/parts.js";

const known = dataOf("page-data");
const figures = dataOf("figure-data");
const state = addressState(show);

const claims = attempt("the filters of the claims", () => {
  const bar = document.querySelector("[data-filters]");
  const table = document.querySelector("[data-claims]");
  return bar && table ? mountClaims(bar, table, known, (chosen) => state.set(chosen)) : null;
});

attempt("the numbers", () => mountDownloads(document, figures));
attempt("printing", () => unfoldForPrint(document));
attempt("links", () => {
  window.addEventListener("hashchange", follow);
  follow();
});
for (const part of document.querySelectorAll(".live")) part.hidden = false;
show();
document.documentElement.classList.add("ready");

/** Show what the address says. */
function show() {
  claims?.choose(state.values);
}

/** Go where a link leads, also into what is folded. */
function follow() {
  const id = decodeURIComponent(window.location.hash.slice(1));
  if (!id || id.includes("=")) return;
  if (id.startsWith("claim-")) claims?.open(id.slice("claim-".length));
  reveal(id)?.scrollIntoView();
}
