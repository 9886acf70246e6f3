import { formatDuration } from '../../shared/formatDuration.ts';
import type { ReceiverHealth } from '../../shared/health.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { Log } from '../log.ts';
import type { DeliveryFailure, DeliveryResult } from './notifier.ts';
import type { Outbox, OutboxEntry, OutboxOutcome, OutboxStore, ReceiverRecord } from './outbox.ts';
import type { Receiver } from './receiver.ts';
import { type RetryPolicy, retryDelayMs } from './retryPolicy.ts';
import { createWorkLoop, tryAgainAfterMs } from './workLoop.ts';

export interface LaneDependencies {
  store: OutboxStore;
  clock: Clock;
  random(): number;
  log: Log;
  retryPolicy: RetryPolicy;
  /** Takes everything that waits for a broken receiver to another one, or gives it up; in the same transaction. */
  moveAway(outbox: Outbox, name: string, why: string): OutboxEntry[];
  onChange(entries: OutboxEntry[]): void;
}

/** One receiver's line of messages: one at a time, in order, independent of every other receiver. */
export interface Lane {
  readonly name: string;
  isBroken(): boolean;
  /** Something may be due. */
  wake(): void;
  /** Works again: settings changed or a test got through. */
  mend(): void;
  test(): Promise<DeliveryResult>;
  health(pending: number): ReceiverHealth;
  /** Lets a message under way arrive for a moment, then cuts it off; it stays in the outbox. */
  stop(): Promise<void>;
}

/** Time a service has to answer; below 10 s a slow but working one is given up too early. */
const sendDeadlineMs = 10_000;

export function createLane(receiver: Receiver, dependencies: LaneDependencies): Lane {
  const { store, clock, random, retryPolicy, moveAway, onChange } = dependencies;
  const { name, notifier } = receiver;
  const log = dependencies.log.child(name);
  const loop = createWorkLoop({
    work,
    fault: 'The line of this receiver stopped because of a fault in Watchkeeper; it is tried again.',
    clock,
    log,
  });
  let state: ReceiverRecord = { lastSentAt: null, lastError: null, pausedUntil: null };
  let stateRead = false;
  let broken = false;
  let failures = 0;
  /** Sent or failed, but the disk did not take it: recorded before anything else is sent, and never sent again. */
  let unrecorded: { entry: OutboxEntry; outcome: OutboxOutcome } | null = null;

  async function work(): Promise<void> {
    while (!loop.isStopped()) {
      if (unrecorded !== null && !record(unrecorded.entry, unrecorded.outcome)) return loop.sleep(tryAgainAfterMs);
      const looked = look();
      if (!looked.ok) return loop.sleep(tryAgainAfterMs);
      if (looked.value.entry === null) {
        if (looked.value.waitMs !== null) loop.sleep(looked.value.waitMs);
        return;
      }
      await attempt(looked.value.entry);
    }
  }

  /** The next message to send, or how long there is nothing to do. */
  function look() {
    return store.transaction(({ outbox }): { entry: OutboxEntry | null; waitMs: number | null } => {
      if (!stateRead) state = outbox.receiver(name);
      stateRead = true;
      const now = clock.now();
      if (broken) {
        const moved = moveAway(outbox, name, state.lastError ?? 'This receiver is broken.');
        if (moved.length > 0) queueMicrotask(() => onChange(moved));
        return { entry: null, waitMs: null };
      }
      const dueAt = outbox.nextDueAt(name);
      if (dueAt === null) return { entry: null, waitMs: null };
      const from = Math.max(dueAt, pauseEnd(now));
      if (from > now) return { entry: null, waitMs: from - now };
      const entry = outbox.next(name, now);
      // Due, but behind an earlier message of its own alert that is not: that one's time decides.
      return { entry, waitMs: entry === null ? tryAgainAfterMs : null };
    });
  }

  /** A pause longer than any that we make was noted before the clock was set back. */
  function pauseEnd(now: number): number {
    const { pausedUntil } = state;
    const longestMs = retryPolicy.maxRetryAfterMs + retryPolicy.maxMs;
    return pausedUntil === null || pausedUntil > now + longestMs ? 0 : pausedUntil;
  }

  async function attempt(entry: OutboxEntry): Promise<void> {
    const delayedMs = Math.max(0, clock.now() - entry.createdAt);
    const result = await deliver((signal) => notifier.send({ ...entry.message, delayedMs }, signal));
    if (result === null) return;
    if (result.ok) {
      failures = 0;
      state = { lastSentAt: clock.now(), lastError: null, pausedUntil: null };
      const detail = entry.via === entry.receiver ? null : `Sent through ${entry.via} in place of ${entry.receiver}.`;
      record(entry, { kind: 'sent', at: clock.now(), detail });
      return;
    }
    fail(entry, result.error);
  }

  function fail(entry: OutboxEntry, error: DeliveryFailure): void {
    const now = clock.now();
    log.warn(error.message, {
      alertId: entry.alertId,
      attempt: entry.attempts + 1,
      code: error.code,
      kind: error.kind,
    });
    state = { ...state, lastError: error.message };
    if (error.kind === 'permanent') {
      broken = true;
      log.error(`${error.message} Messages go to the next receiver in line until this one is mended.`);
      return;
    }
    if (error.kind === 'rejected') {
      failures = 0;
      record(entry, { kind: 'failed', at: now, cause: 'rejected', detail: error.message });
      return;
    }
    failures++;
    const giveUpMs = retryPolicy.giveUpAfterMs(entry.message.alert.severity);
    const waitMs = retryDelayMs(retryPolicy, failures, error.retryAfterMs, random);
    state = { ...state, pausedUntil: now + waitMs };
    if (now - entry.createdAt >= giveUpMs) {
      const detail = `Given up after ${formatDuration(giveUpMs)}: ${error.message} Nobody was told here; see the alert in Watchkeeper.`;
      log.error(detail, { alertId: entry.alertId });
      record(entry, { kind: 'failed', at: now, cause: 'gaveUp', detail });
      return;
    }
    // Due a moment after the pause ends, so that another message is tried first: one that can never get through, however
    // severe, holds up nobody but itself.
    const ownMs = Math.max(waitMs, retryDelayMs(retryPolicy, entry.attempts + 1, error.retryAfterMs, random)) + 1;
    record(entry, { kind: 'retry', at: now, nextAttemptAt: now + ownMs, detail: error.message });
  }

  /** The log is written after the message, in one transaction with the receiver's state. False: the disk refused. */
  function record(entry: OutboxEntry, outcome: OutboxOutcome): boolean {
    const written = store.transaction(({ outbox }) => {
      outbox.record(entry.seq, outcome);
      outbox.saveReceiver(name, state);
    });
    unrecorded = written.ok ? null : { entry, outcome };
    if (!written.ok) log.error(written.error.message);
    else onChange([entry]);
    return written.ok;
  }

  /** Null: stopped meanwhile. */
  async function deliver(send: (signal: AbortSignal) => Promise<DeliveryResult>): Promise<DeliveryResult | null> {
    try {
      const answer = await withDeadline(clock, sendDeadlineMs, loop.signal, send);
      if (answer.kind === 'done') return loop.signal.aborted && !answer.value.ok ? null : answer.value;
      if (answer.kind === 'aborted') return null;
      const message = `${name} did not answer within ${formatDuration(sendDeadlineMs)}. The message waits and is tried again.`;
      return { ok: false, error: transient('timeout', message) };
    } catch (error) {
      log.error('A fault in Watchkeeper kept a message from being sent.', { error });
      return {
        ok: false,
        error: transient('unknown', 'A fault in Watchkeeper kept this message from being sent; the log says more.'),
      };
    }
  }

  return {
    name,
    isBroken: () => broken,
    wake: loop.wake,
    mend() {
      broken = false;
      failures = 0;
      state = { ...state, lastError: null, pausedUntil: null };
      loop.wake();
    },
    async test() {
      const result = await deliver((signal) => notifier.test(signal));
      return (
        result ?? {
          ok: false,
          error: transient('aborted', 'The watch was stopped before the test message was answered.'),
        }
      );
    },
    health: (pending) => ({
      name,
      kind: notifier.kind,
      status: broken ? 'broken' : failures > 0 || unrecorded !== null ? 'retrying' : 'ok',
      lastSentAt: state.lastSentAt === null ? null : new Date(state.lastSentAt).toISOString(),
      lastError: state.lastError,
      pending,
    }),
    stop: loop.stop,
  };
}

function transient(code: DeliveryFailure['code'], message: string): DeliveryFailure {
  return { code, retryable: true, message, kind: 'transient', retryAfterMs: null };
}
