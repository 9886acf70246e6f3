import type { Clock } from '../../clock.ts';

/** setTimeout's limit: 2^31 − 1 ms; a longer delay would fire at once. */
const longestDelayMs = 2_147_483_647;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    let timer = setTimeout(tick, Math.min(delayMs, longestDelayMs));
    let leftMs = delayMs;
    function tick(): void {
      leftMs -= longestDelayMs;
      if (leftMs <= 0) callback();
      else timer = setTimeout(tick, Math.min(leftMs, longestDelayMs));
    }
    return { cancel: () => clearTimeout(timer) };
  },
};
