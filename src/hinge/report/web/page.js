// The script of the report: puts the parts to work, each by itself, so that one that fails leaves the rest.

import { mountCampaign } from "hinge/campaign.js";
import { mountClaims } from "hinge/claims.js";
import { foldNumbers, reveal, unfoldForPrint } from "hinge/folds.js";
import { mountDownloads } from "hinge/numbers.js";
import { attempt, dataOf } from "hinge/parts.js";
import { reachScrollers } from "hinge/scrollers.js";
import { addressState } from "hinge/state.js";

const known = dataOf("page-data");
const figureData = dataOf("figure-data");
const state = addressState(show);

for (const part of document.querySelectorAll(".live")) part.hidden = false;

const campaign = attempt("the campaign", () =>
  mountCampaign(document.querySelector("main"), known, dataOf("map-data"), figureData, (shown) =>
    state.set({ day: shown.day || null, run: shown.run, area: shown.area }),
  ),
);
const claims = attempt("the filters of the claims", () => {
  const bar = document.querySelector("[data-filters]");
  const table = document.querySelector("[data-claims]");
  return bar && table ? mountClaims(bar, table, known, (chosen) => state.set(chosen)) : null;
});
attempt("the numbers", () => {
  mountDownloads(document, figureData.figures);
  if (campaign?.charts) foldNumbers(document, figureData.figures);
});
attempt("scrolling", () => reachScrollers(document));
attempt("printing", () => unfoldForPrint(document));
attempt("links", () => {
  window.addEventListener("hashchange", follow);
  follow();
});
show();
document.documentElement.classList.add("ready");

/** Show what the address says. */
function show() {
  const { day, run, area } = state.values;
  campaign?.show({ day: Number(day ?? 0), run: run === undefined || run === "" ? null : Number(run), area: area ?? "" });
  claims?.choose(state.values);
}

/** Go where a link leads, also into what is folded. */
function follow() {
  const id = window.location.hash.slice(1); // ids of the page are plain letters
  if (!id || id.includes("=")) return;
  if (id.startsWith("claim-")) claims?.open(id.slice("claim-".length));
  reveal(id)?.scrollIntoView();
}
