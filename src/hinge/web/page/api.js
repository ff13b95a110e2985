// @ts-check
/** Talking with the server on this machine: answers, streams of lines, and whether it is there. */

/**
 * @typedef {{rule: string, what: string, why: string, do: string, place: string, name: string|null}} Problem
 */

/** A refusal in words: what the server found wrong with a question. */
export class Refused extends Error {
  /** @param {Problem[]} problems */
  constructor(problems) {
    super(problems.map((problem) => problem.what).join(" "));
    this.problems = problems;
  }

  /** Whether the server was started anew and has not opened the scenario yet. */
  get notOpen() {
    return this.problems.some((problem) => problem.rule === "not_open");
  }
}

/** The server did not answer at all. */
class Silent extends Error {}

/**
 * @param {string} path
 * @param {RequestInit} [how]
 * @returns {Promise<Response>}
 */
async function ask(path, how = {}) {
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store", credentials: "omit", ...how });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Silent("the server does not answer");
  }
  if (answer.ok) return answer;
  throw new Refused(await problemsIn(answer));
}

/** @param {Response} answer @returns {Promise<Problem[]>} */
async function problemsIn(answer) {
  try {
    const found = await answer.json();
    if (Array.isArray(found.problems) && found.problems.length) return found.problems;
  } catch {
    // Not the server's own words; say what is known.
  }
  return [{ rule: "answer", what: `The server answered with an error (${answer.status}).`, why: "The page cannot use that answer.", do: "Try again; the window in which hinge serve runs may say more.", place: "", name: null }];
}

/** @param {any} body @param {AbortSignal} [signal] @returns {RequestInit} */
function posted(body, signal) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal };
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} the answer as an object
 */
export async function get(path, signal) {
  return (await ask(path, { signal })).json();
}

/**
 * @param {string} path
 * @param {any} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function post(path, body, signal) {
  return (await ask(path, posted(body, signal))).json();
}

/**
 * Send a question whose answer comes as lines of JSON, and hand over each as it comes.
 * @param {string} path
 * @param {any} body
 * @param {(line: any) => void} onLine
 * @param {AbortSignal} [signal]
 */
export async function lines(path, body, onLine, signal) {
  const answer = await ask(path, posted(body, signal));
  if (!answer.body) return;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  const take = (/** @type {string} */ text) => {
    if (!text.trim()) return;
    const line = JSON.parse(text);
    if (Array.isArray(line.problems)) throw new Refused(line.problems);
    onLine(line);
  };
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const parts = (rest + value).split("\n");
      rest = parts.pop() ?? "";
      parts.forEach(take);
    }
  } catch (error) {
    if (error instanceof TypeError) throw new Silent("the server stopped in the middle of an answer");
    throw error;
  }
  take(rest);
}

/**
 * Ask every few seconds whether the server is there, sooner when the page is looked at again.
 * @param {{onAlive: (server: string) => void, onSilent: () => void}} told
 * @returns {{check: () => Promise<void>}}
 */
export function watch({ onAlive, onSilent }) {
  let timer = 0;
  let missed = 0;
  const check = async () => {
    window.clearTimeout(timer);
    const patience = new AbortController();
    const limit = window.setTimeout(() => patience.abort(), 4000);
    try {
      const found = await get("/api/alive", patience.signal);
      missed = 0;
      onAlive(String(found.server));
    } catch {
      missed += 1;
      if (missed > 1) onSilent();
    } finally {
      window.clearTimeout(limit);
      timer = window.setTimeout(check, missed ? 1000 : 5000);
    }
  };
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
  window.addEventListener("online", check);
  timer = window.setTimeout(check, 5000);
  return { check };
}
