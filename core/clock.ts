/** Handle of a pending timer. */
export interface Timer {
  cancel(): void;
}

/** Time as the core sees it: milliseconds since the epoch, UTC. Tests drive it by hand. */
export interface Clock {
  now(): number;
  /** Calls back once after `delayMs`; never early. */
  after(delayMs: number, callback: () => void): Timer;
}
