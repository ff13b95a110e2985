// The script of a page that holds charts and no map: draws them, with one day cursor through those over time.

import { mountCharts } from "hinge/charts.js";
import { foldNumbers, unfoldForPrint } from "hinge/folds.js";
import { mountDownloads } from "hinge/numbers.js";
import { attempt, dataOf } from "hinge/parts.js";
import { reachScrollers } from "hinge/scrollers.js";
import { specsOf } from "hinge/specs.js";

const data = dataOf("figure-data");

for (const part of document.querySelectorAll(".live")) part.hidden = false;

const charts = attempt("the charts", () =>
  mountCharts(document.body, specsOf(data), { onDay: (day) => charts?.setDay(day) }),
);
attempt("the numbers", () => {
  mountDownloads(document, data.figures);
  if (charts) foldNumbers(document, data.figures);
});
attempt("scrolling", () => reachScrollers(document));
attempt("printing", () => unfoldForPrint(document));
document.documentElement.classList.add("ready");
