import type { DeliveryLimits } from '../../shared/delivery/deliverySettings.ts';
import { formatDuration } from '../../shared/formatDuration.ts';
import type { ReceiverHealth } from '../../shared/health.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { Log } from '../log.ts';
import type { DeliveryFailure, DeliveryResult } from './notifier.ts';
import {
  isAboutAlert,
  type Outbox,
  type OutboxEntry,
  type OutboxOutcome,
  type OutboxStore,
  type ReceiverRecord,
} from './outbox.ts';
import { type Outgoing, outgoingOf } from './outgoing.ts';
import { historyMs, planNext } from './pacing/planNext.ts';
import type { Receiver } from './receiver.ts';
import { type RetryPolicy, retryDelayMs } from './retryPolicy.ts';
import { withheldNow, withhold } from './withholding.ts';
import { createWorkLoop, tryAgainAfterMs } from './workLoop.ts';

export interface LaneDependencies {
  store: OutboxStore;
  clock: Clock;
  random(): number;
  log: Log;
  retryPolicy: RetryPolicy;
  limits: DeliveryLimits;
  /** Takes everything that waits for a broken receiver to another one, or gives it up; in the same transaction. */
  moveAway(outbox: Outbox, name: string, why: string): OutboxEntry[];
  onChange(entries: OutboxEntry[]): void;
}

/** One receiver's line of messages: one at a time, in order, independent of every other receiver. */
export interface Lane {
  readonly name: string;
  isBroken(): boolean;
  readonly hearsAcknowledgements: boolean;
  /** Something may be due. */
  wake(): void;
  /** Works again: settings changed or a test got through. */
  mend(): void;
  test(): Promise<DeliveryResult>;
  health(pending: number): ReceiverHealth;
  /** Lets a message under way arrive for a moment, then cuts it off; it stays in the outbox. */
  stop(): Promise<void>;
}

type LaneTransaction = Parameters<Parameters<OutboxStore['transaction']>[0]>[0];

interface Settled {
  entry: OutboxEntry;
  outcome: OutboxOutcome;
}

/** One message can count more than it names; what is beyond this waits for the next. */
const mostInADigest = 500;
/** Time a service has to answer; below 10 s a slow but working one is given up too early. */
const sendDeadlineMs = 10_000;

export function createLane(receiver: Receiver, dependencies: LaneDependencies): Lane {
  const { store, clock, random, retryPolicy, limits, moveAway, onChange } = dependencies;
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
  let unrecorded: Settled[] = [];
  /** One message for many was refused: they go one by one until none waits. */
  let oneByOne = false;
  /** Messages whose log says why they wait. */
  const explained = new Set<number>();

  async function work(): Promise<void> {
    while (!loop.isStopped()) {
      if (unrecorded.length > 0 && !record(unrecorded)) return loop.sleep(tryAgainAfterMs);
      const looked = look();
      if (!looked.ok) return loop.sleep(tryAgainAfterMs);
      if (looked.value.outgoing === null) {
        if (looked.value.waitMs !== null) loop.sleep(looked.value.waitMs);
        return;
      }
      await attempt(looked.value.outgoing);
    }
  }

  /** The next message to send, or how long there is nothing to do. */
  function look() {
    return store.transaction((tx): { outgoing: Outgoing | null; waitMs: number | null } => {
      const { outbox } = tx;
      if (!stateRead) state = outbox.receiver(name);
      stateRead = true;
      const now = clock.now();
      if (broken) {
        const moved = moveAway(outbox, name, state.lastError ?? 'This receiver is broken.');
        if (moved.length > 0) queueMicrotask(() => onChange(moved));
        return { outgoing: null, waitMs: null };
      }
      const dueAt = outbox.nextDueAt(name);
      if (dueAt === null) {
        oneByOne = false;
        explained.clear();
        return { outgoing: null, waitMs: null };
      }
      const from = Math.max(dueAt, pauseEnd(now));
      if (from > now) return { outgoing: null, waitMs: from - now };
      return plan(tx, now);
    });
  }

  function plan(
    { outbox, alerts }: LaneTransaction,
    now: number,
  ): { outgoing: Outgoing | null; waitMs: number | null } {
    const canDigest = notifier.sendDigest !== undefined && !oneByOne;
    const waiting = outbox.ready(name, now, canDigest ? mostInADigest : 1);
    const ready = waiting.filter((entry) => !letGo(outbox, alerts, entry, now));
    if (ready.length < waiting.length) {
      const gone = waiting.filter((entry) => !ready.includes(entry));
      queueMicrotask(() => onChange(gone));
      if (ready.length === 0) return { outgoing: null, waitMs: 0 };
    }
    // Due, but behind an earlier message of its own alert that is not: that one's time decides.
    if (ready.length === 0) return { outgoing: null, waitMs: tryAgainAfterMs };
    const sent = outbox.sentSince(name, now - historyMs(limits));
    const wasHeld = ready.some(({ seq }) => explained.has(seq));
    const planned = planNext({ ready, sent, limits, canDigest, wasHeld, now });
    if (planned.kind === 'wait') {
      if (planned.why !== null) explain(outbox, ready, planned.why);
      return { outgoing: null, waitMs: planned.ms };
    }
    return { outgoing: outgoingOf(outbox, receiver, planned, now), waitMs: null };
  }

  /** True: what speaks against telling it came while it waited. */
  function letGo(outbox: Outbox, alerts: LaneTransaction['alerts'], entry: OutboxEntry, now: number): boolean {
    const record = isAboutAlert(entry) ? alerts.byId(entry.alertId) : null;
    if (record === null || !isAboutAlert(entry)) return false;
    const heldBack = withheldNow(record, entry.message.reason, now);
    if (heldBack !== null) withhold(outbox, entry, { heldBack, detail: 'It was on its way when that began.' }, now);
    return heldBack !== null;
  }

  function explain(outbox: Outbox, entries: readonly OutboxEntry[], why: string): void {
    for (const { seq } of entries) {
      if (!explained.has(seq)) outbox.annotate(seq, why);
      explained.add(seq);
    }
  }

  /** A pause longer than any that we make was noted before the clock was set back. */
  function pauseEnd(now: number): number {
    const { pausedUntil } = state;
    const longestMs = retryPolicy.maxRetryAfterMs + retryPolicy.maxMs;
    return pausedUntil === null || pausedUntil > now + longestMs ? 0 : pausedUntil;
  }

  async function attempt({ entries, send }: Outgoing): Promise<void> {
    const result = await deliver(send);
    if (result === null) return;
    if (!result.ok) return fail(entries, result.error);
    failures = 0;
    const at = clock.now();
    state = { lastSentAt: at, lastError: null, pausedUntil: null };
    const batch = entries[0]?.seq ?? 0;
    const alerts = new Set(entries.map(({ alertId }) => alertId)).size;
    record(
      entries.map((entry) => {
        const instead =
          entry.via === entry.receiver ? null : `Sent through ${entry.via} in place of ${entry.receiver}.`;
        const together =
          alerts === 1 ? null : `In one message with ${alerts - 1} ${alerts === 2 ? 'other' : 'others'}.`;
        const detail = [instead, together].filter((part) => part !== null).join(' ') || null;
        const ref = result.ref === undefined ? {} : { ref: result.ref };
        return { entry, outcome: { kind: 'sent', at, detail, batch, ...ref } };
      }),
    );
  }

  function fail(entries: readonly OutboxEntry[], error: DeliveryFailure): void {
    const now = clock.now();
    const [first] = entries;
    log.warn(error.message, {
      alertId: first?.alertId ?? null,
      messages: entries.length,
      attempt: (first?.attempts ?? 0) + 1,
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
      if (entries.length > 1) oneByOne = true;
      else
        record(
          entries.map((entry) => ({
            entry,
            outcome: { kind: 'failed', at: now, cause: 'rejected', detail: error.message },
          })),
        );
      return;
    }
    failures++;
    const waitMs = retryDelayMs(retryPolicy, failures, error.retryAfterMs, random);
    state = { ...state, pausedUntil: now + waitMs };
    record(entries.map((entry) => ({ entry, outcome: triedAgain(entry, error, waitMs, now) })));
  }

  function triedAgain(entry: OutboxEntry, error: DeliveryFailure, waitMs: number, now: number): OutboxOutcome {
    const giveUpMs = retryPolicy.giveUpAfterMs(isAboutAlert(entry) ? entry.message.alert.severity : 'low');
    if (now - entry.createdAt >= giveUpMs) {
      const detail = `Given up after ${formatDuration(giveUpMs)}: ${error.message} Nobody was told here; see the alert in Watchkeeper.`;
      log.error(detail, { alertId: entry.alertId });
      return { kind: 'failed', at: now, cause: 'gaveUp', detail };
    }
    // Due a moment after the pause ends, so that another message is tried first: one that can never get through, however
    // severe, holds up nobody but itself.
    const ownMs = Math.max(waitMs, retryDelayMs(retryPolicy, entry.attempts + 1, error.retryAfterMs, random)) + 1;
    return { kind: 'retry', at: now, nextAttemptAt: now + ownMs, detail: error.message };
  }

  /** The log is written after the message, in one transaction with the receiver's state. False: the disk refused. */
  function record(settled: readonly Settled[]): boolean {
    const written = store.transaction(({ outbox }) => {
      for (const { entry, outcome } of settled) outbox.record(entry.seq, outcome);
      outbox.saveReceiver(name, state);
    });
    unrecorded = written.ok ? [] : [...settled];
    if (!written.ok) log.error(written.error.message);
    else onChange(settled.map(({ entry }) => entry));
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
    hearsAcknowledgements: notifier.hearsAcknowledgements,
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
      status: broken ? 'broken' : failures > 0 || unrecorded.length > 0 ? 'retrying' : 'ok',
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
