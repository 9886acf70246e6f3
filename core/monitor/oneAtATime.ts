/** Runs never overlap: whatever is asked for during one is one more run after it. `run` must not reject. */
export function oneAtATime<T>(run: (request: T) => Promise<void>) {
  let running: Promise<void> | null = null;
  let queued: Promise<void> | null = null;

  /** Ends when what was asked for was done. */
  function request(what: T): Promise<void> {
    if (running) {
      queued ??= running.then(() => {
        queued = null;
        return request(what);
      });
      return queued;
    }
    running = run(what).finally(() => {
      running = null;
    });
    return running;
  }

  return {
    request,
    /** The run under way, if any. */
    running: () => running,
  };
}
