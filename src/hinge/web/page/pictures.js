// @ts-check
/**
 * Asking for pictures while someone drags: the newest question wins.
 *
 * A slot (A or B) has at most one question under way. A newer one waits until the
 * first picture of the one before has come, so that something is seen while
 * dragging, but not much longer than pictures take, and not at all once the control is let
 * go; then the older is broken off. Every question has a number, and an answer to
 * any but the newest question asked is dropped. Whole pictures are kept, so that
 * equal settings give the same picture at once.
 */

import { lines } from "./api.js";

const PATIENCE = [350, 3000]; // ms, least and most, that a newer question waits for the first picture of an older one
const LATER = 1.5; // times as long as the last first picture took
const KEPT = 40; // whole pictures kept

/**
 * @typedef {{scenario: string, names: string[], branch: import("./state.js").Branch|null, outcome: string}} Question
 * @typedef {any} Picture
 */

/** @param {Question} question */
export function keyOf(question) {
  return JSON.stringify([question.scenario, question.names, question.branch, question.outcome]);
}

/** Whole pictures by question, the least used leaving first. */
export class Album {
  constructor() {
    /** @type {Map<string, Picture>} */
    this.pictures = new Map();
  }

  /** @param {string} key @returns {Picture|undefined} */
  get(key) {
    const found = this.pictures.get(key);
    if (found) {
      this.pictures.delete(key);
      this.pictures.set(key, found);
    }
    return found;
  }

  /** @param {string} key @param {Picture} picture */
  set(key, picture) {
    this.pictures.set(key, picture);
    if (this.pictures.size > KEPT) this.pictures.delete(/** @type {string} */ (this.pictures.keys().next().value));
  }

  clear() {
    this.pictures.clear();
  }
}

/**
 * @param {{slot: "a"|"b", client: string, album: Album,
 *   onPicture: (picture: Picture, question: Question) => void,
 *   onProblem: (error: Error, question: Question) => void,
 *   onBusy: (busy: boolean) => void}} given
 */
export function createSlot({ slot, client, album, onPicture, onProblem, onBusy }) {
  let request = 0; // number of the newest question asked
  /** @type {AbortController|null} */
  let under = null;
  let seen = false; // whether the question under way has shown a picture
  let since = 0;
  let patience = PATIENCE[0];
  /** @type {Question|null} */
  let waiting = null;
  let timer = 0;
  let current = ""; // key of the newest question

  /** @param {Question} question */
  async function send(question) {
    window.clearTimeout(timer);
    under?.abort();
    const mine = ++request;
    const broken = new AbortController();
    under = broken;
    waiting = null;
    seen = false;
    since = performance.now();
    onBusy(true);
    try {
      await lines("/api/pictures", { ...question, client, slot, request: mine }, ({ request: answered, picture }) => {
        if (answered !== request || mine !== request || !picture) return;
        if (!seen) patience = Math.max(PATIENCE[0], Math.min(PATIENCE[1], LATER * (performance.now() - since)));
        seen = true;
        if (picture.runs >= picture.of) album.set(keyOf(question), picture);
        onPicture(picture, question);
        if (waiting) send(waiting);
      }, broken.signal);
    } catch (error) {
      if (mine === request && !broken.signal.aborted) {
        current = "";
        onProblem(/** @type {Error} */ (error), question);
      }
    }
    if (mine !== request) return;
    under = null;
    if (waiting) send(waiting);
    else onBusy(false);
  }

  return {
    /**
     * Ask for the picture of a question.
     * @param {Question} question
     * @param {boolean} [dragging] whether more questions are to be expected at once
     */
    ask(question, dragging = false) {
      const key = keyOf(question);
      if (key === current && (under || waiting)) return;
      current = key;
      const known = album.get(key);
      if (known) {
        window.clearTimeout(timer);
        under?.abort();
        request += 1;
        under = waiting = null;
        onBusy(false);
        onPicture(known, question);
        return;
      }
      const left = patience - (performance.now() - since);
      if (!under || seen || !dragging || left <= 0) {
        send(question);
        return;
      }
      waiting = question;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => waiting && send(waiting), left);
    },
    /** Break off what is under way, and forget what was asked. */
    stop() {
      window.clearTimeout(timer);
      under?.abort();
      request += 1;
      under = waiting = null;
      current = "";
      onBusy(false);
    },
  };
}
