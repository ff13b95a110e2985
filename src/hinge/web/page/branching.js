// @ts-check
/** Stopping on a day: what was stays, one thing is changed, and the page shows what follows. */

import { el, setText } from "./dom.js";
import { dateOf, dateWords } from "./words.js";

/**
 * @param {HTMLElement} strip where the branch is shown
 * @param {HTMLElement} bar where a day can be branched
 * @param {{onBranch: (day: number) => void, onBack: () => void}} told
 */
export function createBranching(strip, bar, { onBranch, onBack }) {
  let start = "";
  let day = 0;
  let last = 0;
  const button = el("button", { type: "button", class: "branch" });
  button.addEventListener("click", () => onBranch(day));
  const why = el("span", { class: "note" });
  bar.append(button, why);
  const words = el("p");
  const back = el("button", { type: "button", text: "Back to the whole campaign" });
  back.addEventListener("click", onBack);
  strip.append(words, back);
  strip.classList.add("strip");
  strip.hidden = true;
  /** @type {import("./state.js").Branch|null} */
  let branch = null;
  let single = -1;

  function tell() {
    const date = dateWords(dateOf(start, day));
    const whose = single < 0 ? "" : ` of campaign ${single + 1}`;
    setText(button, `Branch on ${date}`);
    button.disabled = day >= last;
    const note = day >= last ? "To branch, go to an earlier day first." : `Keep all${whose} up to here, change one thing, see what follows.`;
    setText(why, note);
  }

  return {
    /** @param {{start: string, days: number}} opened */
    open(opened) {
      start = opened.start;
      last = opened.days - 1;
      tell();
    },
    /** @param {import("./state.js").Branch|null} given @param {number} run the run looked at, -1 for all */
    show(given, run) {
      branch = given;
      single = run;
      strip.hidden = !branch;
      if (branch) {
        const date = dateWords(dateOf(start, branch.day), true);
        const past = branch.run === null ? "All runs stay as they were until then" : `Campaign ${branch.run + 1} stays as it was until then, and goes on in many ways`;
        setText(words, `Branched on ${date}. ${past}; what you change works from the next day on.`);
      }
      tell();
    },
    /** @param {number} given */
    setDay(given) {
      day = given;
      tell();
    },
  };
}
