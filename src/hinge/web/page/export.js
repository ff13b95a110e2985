// @ts-check
/** Writing the page as a report that can be sent and read without this program. */

import { get, post, Refused } from "./api.js";
import { el } from "./dom.js";

const AGAIN = 1500; // ms between questions where the stream of progress broke off

/**
 * @typedef {{job: string, state: string, doing: string, done: number, total: number, seconds_left: number|null,
 *   file: string|null, name: string|null, problems: import("./api.js").Problem[]}} Job
 */

/**
 * @param {HTMLElement} root
 * @param {{wanted: () => {scenario: string, changed: string[], branched: boolean}}} given
 */
export function createExport(root, { wanted }) {
  const button = el("button", { type: "button", text: "Export as report", "aria-haspopup": "dialog" });
  const dialog = el("dialog", { class: "why", "aria-labelledby": "export-title" });
  const said = el("div", { class: "words", "aria-live": "polite" });
  const bar = el("progress", { max: 1, value: 0, "aria-label": "Progress of the report", hidden: true });
  const close = el("button", { type: "button", class: "close", text: "Close" });
  const stop = el("button", { type: "button", class: "close", text: "Stop", hidden: true });
  /** @type {EventSource|null} */
  let stream = null;
  let current = "";
  let unseen = false; // whether a report ended while the dialog was closed

  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => button.focus());
  stop.addEventListener("click", () => fetch(`/api/jobs/${current}`, { method: "DELETE", headers: { "Content-Type": "application/json" } }).catch(() => show(["The server is not answering."])));
  button.addEventListener("click", () => {
    if (!stream && !unseen) offer();
    unseen = false;
    dialog.showModal();
  });
  dialog.append(el("h2", { id: "export-title", text: "Export as report" }), said, bar, stop, close);
  root.append(button, dialog);

  /** @param {string[]} lines @param {string} [kind] */
  function show(lines, kind = "") {
    said.replaceChildren(...lines.map((line) => el("p", { class: kind, text: line })));
  }

  function offer() {
    const { scenario, changed, branched } = wanted();
    const choice = (/** @type {string} */ text, /** @type {any} */ asked) => el("button", { type: "button", text, on: { click: () => start({ scenario, ...asked }) } });
    bar.hidden = stop.hidden = true;
    said.replaceChildren(
      el("p", { text: "One file that can be sent, and read without this program. It takes some minutes: a report rests on more campaigns than this page." }),
      el("p", { class: "note", text: "The branch is not part of it: what you changed then works from its own dates.", hidden: !branched || !changed.length }),
      el("p", { class: "choices" }, choice("A, as it was assessed", { a: [] }), ...(changed.length ? [choice("B, with what you changed", { a: changed }), choice("A beside B", { a: [], b: changed })] : [])),
    );
  }

  /** @param {{scenario: string, a: string[], b?: string[]}} asked */
  async function start(asked) {
    show(["Starting ..."]);
    try {
      follow(await post("/api/report", asked));
    } catch (error) {
      failed(error);
    }
  }

  /** @param {Job} job */
  function follow(job) {
    current = job.job;
    bar.hidden = stop.hidden = false;
    step(job);
    stream = new EventSource(`/api/jobs/${job.job}/events`);
    stream.onmessage = (event) => step(JSON.parse(event.data));
    stream.onerror = () => {
      finish();
      window.setTimeout(() => get(`/api/jobs/${current}`).then((found) => (ended(found) ? step(found) : follow(found)), failed), AGAIN);
    };
  }

  /** @param {Job} job */
  function step(job) {
    const left = job.seconds_left === null ? "" : ` About ${Math.max(1, Math.round(job.seconds_left))} seconds left.`;
    if (job.total) bar.value = job.done / job.total;
    if (!ended(job)) {
      show([`${job.doing}.${left}`]);
      return;
    }
    finish();
    unseen = !dialog.open;
    bar.hidden = stop.hidden = true;
    if (job.state === "done") {
      const link = el("a", { href: `/api/jobs/${job.job}/file`, download: job.name ?? "report.html", class: "download", text: `Download ${job.name ?? "the report"}` });
      said.replaceChildren(el("p", { text: "The report is ready." }), el("p", {}, link));
    } else if (job.state === "cancelled") show(["Stopped; no report was written."]);
    else show(job.problems.flatMap((problem) => [problem.what, problem.do]), "wrong");
  }

  function finish() {
    stream?.close();
    stream = null;
  }

  /** @param {any} error */
  function failed(error) {
    finish();
    bar.hidden = stop.hidden = true;
    show(error instanceof Refused ? error.problems.flatMap((problem) => [problem.what, problem.do]) : ["The server is not answering. Your settings are kept; export again when it is back."], "wrong");
  }
}

/** @param {Job} job */
function ended(job) {
  return ["done", "failed", "cancelled"].includes(job.state);
}
