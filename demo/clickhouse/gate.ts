/** Lets a fixed number of tasks run at once; the others wait their turn in order. */
export function createGate(places: number) {
  const waiting: Array<() => void> = [];
  let free = places;

  return {
    /** Waits for a place and gives the function that leaves it; `undefined` where the signal ended the wait. */
    async enter(signal: AbortSignal): Promise<(() => void) | undefined> {
      if (signal.aborted) return undefined;
      if (free > 0) free -= 1;
      else if (!(await turn(signal))) return undefined;
      return leave;
    },
  };

  /** A place that someone waits for changes hands; it is never free in between. */
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }

  function turn(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const proceed = () => {
        signal.removeEventListener('abort', giveUp);
        resolve(true);
      };
      const giveUp = () => {
        waiting.splice(waiting.indexOf(proceed), 1);
        resolve(false);
      };
      waiting.push(proceed);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}
