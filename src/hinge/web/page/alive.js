// @ts-check
/** A quiet line while the server is away, and the way back when it returns. */

import { watch } from "./api.js";
import { setText } from "./dom.js";

const AWAY = "The server is not answering; your settings are kept. Start hinge serve again.";
const BACK = 2500; // ms that the good news stays

/**
 * @param {HTMLElement} banner
 * @param {{onBack: (anew: boolean) => void}} told `anew`: the server was started again
 * @returns {{check: () => Promise<void>}}
 */
export function createAlive(banner, { onBack }) {
  let server = "";
  let away = false;
  let timer = 0;
  return watch({
    onAlive(found) {
      const anew = server !== "" && found !== server;
      server = found;
      if (!away && !anew) return;
      away = false;
      setText(banner, "The server is back; your settings are as they were.");
      banner.hidden = false;
      banner.classList.add("back");
      window.clearTimeout(timer);
      timer = window.setTimeout(() => (banner.hidden = true), BACK);
      onBack(anew);
    },
    onSilent() {
      away = true;
      window.clearTimeout(timer);
      setText(banner, AWAY);
      banner.hidden = false;
      banner.classList.remove("back");
    },
  });
}
