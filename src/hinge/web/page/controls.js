// @ts-check
/** The left side: changes, assumptions, the branch, and what is wrong with any of them. */

import { createAssumptions } from "./assumptions.js";
import { createBranching } from "./branching.js";
import { byId, setText } from "./dom.js";
import { createInterventions } from "./interventions.js";
import { createInvitation } from "./invitation.js";
import { differencesOf } from "./names.js";

/**
 * @typedef {import("./state.js").Settings} Settings
 */

/**
 * @param {{onChange: (patch: Partial<Settings>, dragging: boolean) => void, settings: () => Settings}} given
 */
export function createControls({ onChange, settings }) {
  let movedAt = 0;

  const invitation = createInvitation(byId("invitation"), {
    onTry(id) {
      change(id, {}, false);
      interventions.focus(id);
    },
    onReset: () => moved({ on: {}, held: {} }, false),
  });
  const interventions = createInterventions(byId("interventions"), { onChange: change });
  const assumptions = createAssumptions(byId("assumptions"), {
    onChange(id, value, dragging) {
      const held = { ...settings().held };
      if (value === null) delete held[id];
      else held[id] = value;
      moved({ held }, dragging);
    },
  });
  const branching = createBranching(byId("branch"), byId("daybar"), {
    onBranch(day) {
      const now = settings();
      moved({ branch: { day, run: now.look === "run" ? now.run : null }, look: "all" }, false);
    },
    onBack: () => moved({ branch: null }, false),
  });

  /** @param {string} id @param {import("./words.js").Change|null} given @param {boolean} dragging */
  function change(id, given, dragging) {
    const on = { ...settings().on };
    if (given === null) delete on[id];
    else on[id] = given;
    moved({ on }, dragging);
  }

  /** @param {Partial<Settings>} patch @param {boolean} dragging */
  function moved(patch, dragging) {
    movedAt = window.event?.timeStamp ?? performance.now();
    onChange(patch, dragging);
    movedAt = 0;
  }

  return {
    /** When the hand moved that the present change comes from, in ms; 0 outside of one. */
    get movedAt() {
      return movedAt;
    },
    /** @param {any} given */
    open(given) {
      for (const part of [invitation, interventions, assumptions, branching]) part.open(given);
    },
    /** @param {Settings} given @param {boolean} same */
    show(given, same) {
      interventions.show(given.on);
      assumptions.show(given.held);
      invitation.show(same);
      branching.show(given.branch, given.look === "run" ? given.run : -1);
    },
    setDay: (/** @type {number} */ day) => branching.setDay(day),
    /**
     * Show each problem beside the control that it comes from; the others go away.
     * @param {import("./api.js").Problem[]} problems
     */
    problems(problems) {
      interventions.problem(null, "");
      assumptions.problem(null, "");
      const rest = [];
      for (const problem of problems) {
        const words = `${problem.what} ${problem.do}`;
        const { on, held } = differencesOf(problem.name ? [problem.name] : []);
        const [plan] = Object.keys(on);
        const [assumption] = Object.keys(held);
        if (plan && interventions.has(plan)) interventions.problem(plan, words);
        else if (assumption && assumptions.has(assumption)) assumptions.problem(assumption, words);
        else rest.push(words);
      }
      setText(byId("unasked"), rest.join(" "));
      document.querySelector(".left .wrong:not([hidden], :empty)")?.scrollIntoView({ block: "nearest" });
    },
  };
}
