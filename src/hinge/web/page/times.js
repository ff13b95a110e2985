// @ts-check
/** How long it takes from a movement of the hand to the picture of it, as the browser paints it. */

/**
 * @typedef {{input: number, painted: number, ms: number, runs: number, slot: string}} Time
 */

/** @type {Time[]} */
const times = [];
Object.assign(window, { hingeTimes: times });

/** @returns {{asked: (key: string, at: number) => void, shown: (key: string, slot: string, runs: number) => void}} */
export function createTimes() {
  /** @type {{key: string, at: number}|null} */
  let open = null;
  return {
    asked(key, at) {
      open = { key, at };
      performance.mark("hinge-input", { startTime: at });
    },
    shown(key, slot, runs) {
      if (!open || open.key !== key) return;
      const { at } = open;
      open = null;
      // After the next frame has been made, the picture is on the screen.
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          const painted = performance.now();
          performance.measure("hinge-first-picture", { start: at, end: painted });
          times.push({ input: at, painted, ms: painted - at, runs, slot });
        };
        channel.port2.postMessage(null);
      });
    },
  };
}
