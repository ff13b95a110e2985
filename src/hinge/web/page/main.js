// @ts-check
/** The page begins: which scenarios there are, which one is chosen, and what a link asks for. */

import { get } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { createPage } from "./page.js";

const AGAIN = 1500; // ms until a server that does not answer is asked again

async function begin() {
  const choice = /** @type {HTMLSelectElement} */ (byId("scenario"));
  let found;
  try {
    found = await get("/api/scenarios");
  } catch {
    setText(byId("banner"), "The server is not answering. Start hinge serve; this page goes on by itself.");
    byId("banner").hidden = false;
    window.setTimeout(begin, AGAIN);
    return;
  }
  byId("banner").hidden = true;
  const usable = found.scenarios.filter((/** @type {any} */ each) => !each.problems?.length);
  choice.replaceChildren(...found.scenarios.map((/** @type {any} */ each) => el("option", { value: each.id, text: each.title, disabled: Boolean(each.problems?.length) })));
  byId("opening").hidden = true;
  if (!usable.length) {
    setText(byId("said"), "No scenario could be read. hinge check says what is wrong with each.");
    return;
  }
  const ids = usable.map((/** @type {any} */ each) => each.id);
  createPage(choice, ids, found.chosen ?? ids[0], found.chosen ?? null);
}

begin();
