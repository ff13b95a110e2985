// @ts-check
/**
 * The page's thread: settings change, questions go out, pictures come in, everything shows one day.
 *
 * A is the campaign as it was assessed (or as it stood when it was branched), B is A with what was changed.
 */

import { createTransport } from "hinge/transport.js";
import { createAlive } from "./alive.js";
import { Refused } from "./api.js";
import { createCampaign } from "./campaign.js";
import { createControls } from "./controls.js";
import { createCurves } from "./curves.js";
import { byId, createVoice, setText } from "./dom.js";
import { createExport } from "./export.js";
import { createHarm } from "./harm.js";
import { headingOf } from "./heading.js";
import { partOf } from "./interventions.js";
import { createLooks } from "./looks.js";
import { createMaps } from "./maps.js";
import { namesOf } from "./names.js";
import { createOpening } from "./opening.js";
import { Album, createSlot, keyOf } from "./pictures.js";
import { createProgress } from "./progress.js";
import { createShare } from "./share.js";
import { fitted, fresh } from "./state.js";
import { createStore } from "./store.js";
import { createTimes } from "./times.js";
import { createVerdicts } from "./verdicts.js";
import { createWhy } from "./why.js";
import { dateOf, dateWords } from "./words.js";

const AGAIN = 2000; // ms until a server that went away while it opened a scenario is asked again

/**
 * @typedef {import("./pictures.js").Question} Question
 * @typedef {"a"|"b"} SlotName
 */

/**
 * @param {HTMLSelectElement} choice of a scenario
 * @param {string[]} known ids of the scenarios that can be read
 * @param {string} first the one to begin with
 * @param {string|null} named the one that the server was started with
 */
export function createPage(choice, known, first, named) {
  /** @type {any} */
  let opened = null;
  let openedAs = ""; // the name under which the server offers it
  /** @type {{a: {picture: any, question: Question}|null, b: {picture: any, question: Question}|null}} */
  const shown = { a: null, b: null };
  /** @type {any} */
  let transport = null;
  let opening = false;
  let openings = 0; // those begun; an overtaken one changes nothing
  let described = ""; // what the page was built from
  let refused = false; // whether what is asked for cannot be computed
  const busy = { a: false, b: false };
  const album = new Album();
  const client = Math.random().toString(36).slice(2);
  const speak = createVoice(byId("voice"));
  const times = createTimes();
  const tell = createProgress(byId("progress"));
  const store = createStore(changed);

  const slots = { a: slotOf("a"), b: slotOf("b") };
  const controls = createControls({
    onChange: (patch, dragging) => store.change(patch, dragging ? "drag" : "step"),
    settings: () => store.settings,
  });
  const looks = createLooks(byId("looks"), { onLook: (patch) => store.change(patch, "step") });
  const maps = createMaps(byId("maps"), { onPick: whyArea });
  const curves = createCurves(byId("fan"), byId("chance"), { onDay: setDay, onChoice: (patch) => store.change(patch, "step") });
  const verdicts = createVerdicts(byId("verdicts"), { onWhy: whyClaim });
  const harm = createHarm(byId("harm"));
  const campaign = createCampaign(byId("campaign"), { onRun: (run) => store.change({ run }, "step"), onDay: setDay, onPair: showPair });
  const why = createWhy(/** @type {HTMLDialogElement} */ (byId("why")), { onRun: (run) => store.change({ run, look: "run" }, "step") });
  const open = createOpening(byId("opening"), { onAgain: () => openScenario() });
  const alive = createAlive(byId("banner"), { onBack: (anew) => (anew || openedAs !== store.settings.scenario ? openScenario(true) : ask()) });
  createShare(byId("acts"), store.link);
  createExport(byId("acts"), { wanted: () => ({ scenario: store.settings.scenario, changed: names(), branched: store.settings.branch !== null }) });

  for (const id of ["skip", "peek"]) byId(id).addEventListener("click", () => byId("middle").focus());
  choice.addEventListener("change", () => store.change(fresh(choice.value), "step"));
  say(store.begin(first, known, named));
  openScenario();

  /** @param {SlotName} slot */
  function slotOf(slot) {
    return createSlot({
      slot,
      client,
      album,
      onPicture: (picture, question) => show(slot, picture, question),
      onProblem: (error) => problem(error),
      onBusy(now) {
        busy[slot] = now;
        progress();
      },
    });
  }

  /** @param {boolean} [quiet] whether what is on the screen may stay while it is opened again */
  async function openScenario(quiet = false) {
    const { scenario } = store.settings;
    const again = quiet && openedAs === scenario;
    choice.value = scenario;
    if (!again) byId("page").hidden = true;
    const mine = ++openings;
    opening = true;
    slots.a.stop();
    slots.b.stop();
    let found = null;
    try {
      found = await open.open(scenario, again);
    } catch {
      alive.check();
      window.setTimeout(() => mine === openings && scenario === store.settings.scenario && openScenario(quiet), AGAIN);
    }
    if (mine !== openings) return;
    opening = false;
    if (!found) return;
    opened = { ...found, interventions: [...found.interventions, ...found.mechanisms.map(partOf)] };
    openedAs = scenario;
    album.clear();
    const now = JSON.stringify(found);
    if (!again || now !== described) build(); // another server may offer more, or run otherwise
    described = now;
    const { settings, problems } = fitted(store.settings, opened);
    if (problems.length) say(problems);
    byId("page").hidden = false;
    store.change(settings, "fit");
  }

  function build() {
    shown.a = shown.b = null;
    setText(byId("title"), opened.title);
    setText(byId("span"), `${opened.runs} simulated campaigns, ${dateWords(opened.start)} to ${dateWords(opened.horizon, true)}`);
    for (const part of [controls, maps, curves, verdicts, harm, campaign]) part.open(opened);
    transport?.dispose();
    transport = null; // what it announces while it is made is no choice of anybody
    transport = createTransport(byId("transport"), { start: opened.start, days: opened.days, events: opened.events, onDay: setDay });
  }

  /** Names of what B changes. */
  function names() {
    return opened && openedAs === store.settings.scenario ? namesOf(store.settings, opened) : [];
  }

  /**
   * What is asked for A (no names) and for B. Where all runs are branched and nothing is changed, they go on as they were.
   * @param {string[]} given
   * @returns {Question}
   */
  function question(given) {
    const { scenario, branch, outcome } = store.settings;
    return { scenario, names: given, branch: branch && (given.length || branch.run !== null) ? branch : null, outcome };
  }

  /** A question without its curve, as for a campaign or a reason. @param {string[]} given */
  function asked(given) {
    const { outcome: _, ...rest } = question(given);
    return rest;
  }

  /**
   * @param {import("./store.js").How} how
   * @param {import("./state.js").Settings} before
   * @param {string[]} problems
   */
  function changed(how, before, problems) {
    if (how === "back" || how === "step") say(problems); // what was said of a link is read by then
    if (store.settings.scenario !== before.scenario || !opened || opening) {
      if (store.settings.scenario !== before.scenario) openScenario();
      return;
    }
    if (how === "back") store.settings = fitted(store.settings, opened).settings;
    if (how === "day") {
      showDay();
      return;
    }
    controls.show(store.settings, same(), transport.day);
    ask(how === "drag");
    look(how === "drag");
    showDay();
  }

  function same() {
    return names().length === 0;
  }

  /** @param {boolean} [dragging] */
  function ask(dragging = false) {
    if (!opened || opening) return;
    const [a, b] = [question([]), question(names())];
    if (controls.movedAt) times.asked(keyOf(b), controls.movedAt);
    slots.a.ask(a, dragging);
    if (same()) {
      slots.b.stop();
      if (shown.a && keyOf(shown.a.question) === keyOf(a)) show("b", shown.a.picture, a);
    } else slots.b.ask(b, dragging);
    progress();
  }

  /** @param {SlotName} slot @param {any} picture @param {Question} of */
  function show(slot, picture, of) {
    shown[slot] = { picture, question: of };
    if (slot === "a" && same()) shown.b = shown.a;
    if (slot === "b" || same()) wrong([]); // what was wrong was wrong with B
    render();
    times.shown(keyOf(of), slot, picture.runs, picture.runs >= picture.of);
  }

  function render() {
    const { a, b } = shown;
    if (!a || !b) return;
    const equal = keyOf(a.question) === keyOf(b.question);
    maps.show("a", a.picture.frames, headingOf("a", a.question, opened));
    maps.show("b", b.picture.frames, headingOf("b", b.question, opened));
    const words = verdicts.show(b.picture.verdicts, equal);
    setText(byId("peeked"), words);
    byId("peek").hidden = equal;
    if (words && b.picture.runs >= b.picture.of) speak(words);
    harm.show(b.picture.harm, equal);
    curves.show(a.picture, b.picture);
    look(false);
    progress();
  }

  /** @param {boolean} dragging */
  function look(dragging) {
    const { settings } = store;
    const equal = !shown.a || !shown.b || keyOf(shown.a.question) === keyOf(shown.b.question);
    const single = settings.look === "run";
    curves.choose(settings);
    looks.show({ ...settings, same: equal, closer: Boolean(opened.geo.close) });
    maps.look({ beside: settings.beside, same: equal, single, view: settings.view });
    if (!single) campaign.hide();
    else if (!dragging) campaign.show(asked([]), asked(names()), settings.run);
  }

  /** @param {{a: any, b: any}|null} pair */
  function showPair(pair) {
    maps.showRun("a", pair && pair.a.course);
    maps.showRun("b", pair && pair.b.course);
  }

  /** @param {number} day */
  function setDay(day) {
    if (transport && day !== store.settings.day) store.change({ day }, "day");
  }

  function showDay() {
    const day = store.settings.day ?? opened.days - 1;
    if (transport.day !== day) transport.set(day);
    for (const part of [maps, curves, campaign]) part.setDay(day);
    controls.setDay(day);
    speak(`${dateWords(dateOf(opened.start, day), true)}.`);
  }

  function progress() {
    tell({ picture: shown.b?.picture ?? null, busy: busy.a || busy.b, refused });
  }

  /** @param {Error} error */
  function problem(error) {
    if (error instanceof Refused && error.notOpen) openScenario(true);
    else if (error instanceof Refused) wrong(error.problems);
    else alive.check();
  }

  /** @param {import("./api.js").Problem[]} problems of what is asked for, none to take them away */
  function wrong(problems) {
    refused = problems.length > 0;
    controls.problems(problems);
    progress();
  }

  /** @param {string[]} lines */
  function say(lines) {
    setText(byId("said"), lines.join(" "));
  }

  /** @param {string} area @param {SlotName} slot @param {any} from */
  function whyArea(area, slot, from) {
    const given = slot === "a" ? [] : names();
    const day = store.settings.day ?? 0;
    const run = store.settings.look === "run" ? store.settings.run : null;
    const place = opened.geo.areas.find((/** @type {any} */ each) => each.id === area);
    const date = dateWords(dateOf(opened.start, day), true);
    maps.pick(area);
    why.area(`${place?.name ?? area}, ${date}`, { ...asked(given), area, day, run }, from, slot === "a" || same());
  }

  /** @param {string} claim @param {HTMLElement} from */
  function whyClaim(claim, from) {
    const found = opened.claims.live.find((/** @type {any} */ each) => each.claim === claim);
    why.claim(`${claim}: ${found.paraphrase}`, { ...asked(names()), claim }, from, same());
  }
}
