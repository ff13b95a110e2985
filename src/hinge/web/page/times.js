// @ts-check
/** How long it takes from a movement of the hand to the first picture of it, and to the whole one, as the browser paints them. */

/**
 * @typedef {{input: number, painted: number, ms: number, runs: number, slot: string}} Time
 */

/** @type {Time[]} */
const times = [];
Object.assign(window, { hingeTimes: times });

/** @returns {{asked: (key: string, at: number) => void, shown: (key: string, slot: string, runs: number, whole: boolean) => void}} */
export function createTimes() {
  /** @type {{key: string, at: number}|null} */
  let open = null;
  return {
    asked(key, at) {
      open = { key, at };
      performance.mark("hinge-input", { startTime: at });
    },
    shown(key, slot, runs, whole) {
      if (!open || open.key !== key) return;
      const { at } = open;
      if (whole) open = null;
      // After the next frame has been made, the picture is on the screen.
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          const painted = performance.now();
          performance.measure(whole ? "hinge-whole-picture" : "hinge-first-picture", { start: at, end: painted });
          times.push({ input: at, painted, ms: painted - at, runs, slot });
        };
        channel.port2.postMessage(null);
      });
    },
  };
}
