/** Time as far as the page's own loops need it; a test gives one that it moves by hand. */
export interface Timers {
  now(): number;
  after(delayMs: number, callback: () => void): { cancel(): void };
}

export const browserTimers: Timers = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};
