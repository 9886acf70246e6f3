import type { Timers } from '../../api/timers.ts';

export interface Attendance {
  /** Tells it now, because the host may have forgotten: it was restarted, or could not be reached. */
  renew(): void;
  stop(): void;
}

/** The host forgets a page after three minutes; browsers slow hidden pages down to one timer a minute. */
const everyMs = 60_000;

/** Says again and again that this page shows pop-ups. What does not arrive is said again a minute later. */
export function keepAttending(attend: () => Promise<unknown>, timers: Timers): Attendance {
  let timer: { cancel(): void } | undefined;
  const tell = () => {
    timer?.cancel();
    timer = timers.after(everyMs, tell);
    attend().catch(() => {});
  };
  tell();
  return { renew: tell, stop: () => timer?.cancel() };
}
