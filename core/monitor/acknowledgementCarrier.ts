import type { Result } from '../../shared/problem.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { Log } from '../log.ts';
import type { AcknowledgementIntent, AcknowledgementSync } from './acknowledgementSync.ts';
import type { MonitorStore } from './monitorStore.ts';

interface CarrierDependencies {
  store: MonitorStore;
  sync: AcknowledgementSync | null;
  clock: Clock;
  deadlineMs: number;
  /** Rows were changed. */
  onWritten(): void;
  log: Log;
}

/** Carries acknowledgements from the queue on disk to the world outside; what fails waits for the next call. */
export interface AcknowledgementCarrier {
  /** Returns at once; calls while one is under way run once more after it. */
  carry(): void;
  stop(): Promise<void>;
}

const atATime = 50;

export function createAcknowledgementCarrier(dependencies: CarrierDependencies): AcknowledgementCarrier {
  const { store, sync, clock, deadlineMs, onWritten, log } = dependencies;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;
  let written = false;

  async function work(target: AcknowledgementSync): Promise<void> {
    const queue = store.transaction((tx) => tx.acknowledgements.pending(atATime));
    if (!queue.ok) return log.warn(queue.error.message);
    for (const intent of queue.value) {
      if (stopping.signal.aborted) return;
      const outcome = await write(target, intent);
      // ClickHouse is most likely away: the rest would fail as well, each with its own deadline.
      if (!outcome.ok)
        return log.warn(`An acknowledgement waits: ${outcome.error.message}`, { alertId: intent.alertId });
      if (outcome.value.message !== null) log.info(outcome.value.message, { alertId: intent.alertId });
      written ||= outcome.value.written;
      const noted = store.transaction((tx) => tx.acknowledgements.done(intent, outcome.value.written));
      if (!noted.ok) return log.warn(noted.error.message);
    }
    if (queue.value.length === atATime) again = true;
  }

  async function write(target: AcknowledgementSync, intent: AcknowledgementIntent) {
    const answer = await withDeadline(clock, deadlineMs, stopping.signal, (signal) => target.write(intent, signal));
    if (answer.kind === 'done') return answer.value;
    return {
      ok: false,
      error: { code: 'timeout', retryable: true, message: 'ClickHouse did not answer in time.' },
    } satisfies Result<never>;
  }

  function carry(): void {
    if (sync === null || stopping.signal.aborted) return;
    if (running) {
      again = true;
      return;
    }
    running = work(sync)
      .catch((error: unknown) => log.error('Acknowledgements could not be carried because of a fault.', { error }))
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          carry();
        } else if (written) {
          written = false;
          onWritten();
        }
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
