import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { Log } from '../log.ts';
import type { FeedbackIntent, FeedbackSync } from './feedbackSync.ts';
import type { MonitorStore } from './monitorStore.ts';

interface CarrierDependencies {
  store: MonitorStore;
  /** Null: there is nowhere to write it, and it waits on disk. */
  sync: FeedbackSync | null;
  clock: Clock;
  deadlineMs: number;
  log: Log;
}

/** Carries feedback from the queue on disk to ClickHouse; what fails waits for the next call. */
export interface FeedbackCarrier {
  /** Returns at once; calls while one is under way run once more after it. */
  carry(): void;
  stop(): Promise<void>;
}

const atATime = 200;

export function createFeedbackCarrier({ store, sync, clock, deadlineMs, log }: CarrierDependencies): FeedbackCarrier {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;
  /** Why it waits, said once and not with every check. */
  let trouble: string | null = null;

  async function work(target: FeedbackSync): Promise<void> {
    for (;;) {
      const queue = store.transaction((tx) => tx.feedback.pending(atATime));
      if (!queue.ok) return waits(queue.error.message);
      if (queue.value.length === 0) return;
      const problem = await write(target, queue.value);
      if (stopping.signal.aborted) return;
      if (problem !== null) return waits(problem);
      const noted = store.transaction((tx) => tx.feedback.done(queue.value));
      if (!noted.ok) return waits(noted.error.message);
      if (trouble !== null) log.info('Feedback is written to ClickHouse again.');
      trouble = null;
    }
  }

  async function write(target: FeedbackSync, said: readonly FeedbackIntent[]): Promise<string | null> {
    const answer = await withDeadline(clock, deadlineMs, stopping.signal, (signal) => target.write(said, signal));
    if (answer.kind !== 'done') return 'ClickHouse did not answer in time.';
    return answer.value.ok ? null : answer.value.error.message;
  }

  function waits(why: string): void {
    if (why !== trouble) log.warn(`Feedback is kept here and waits for ClickHouse: ${why}`);
    trouble = why;
  }

  function carry(): void {
    if (sync === null || stopping.signal.aborted) return;
    if (running) {
      again = true;
      return;
    }
    running = work(sync)
      .catch((error: unknown) => log.error('Feedback could not be carried because of a fault.', { error }))
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        carry();
      });
  }

  return {
    carry,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
