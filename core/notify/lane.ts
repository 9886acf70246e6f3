import type { DeliveryLimits } from '../../shared/delivery/deliveryLimits.ts';
import type { ReceiverHealth } from '../../shared/health.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createAttemptLog } from './attemptLog.ts';
import { type Breakage, brokenAgain, mayTryAgain } from './breakage.ts';
import { deliverInTime, stoppedMeanwhile } from './deliverInTime.ts';
import { createNextOutgoing, keyOf } from './nextOutgoing.ts';
import type { DeliveryFailure, DeliveryResult } from './notifier.ts';
import type { Outbox, OutboxEntry, OutboxOutcome, OutboxStore, OutboxTransaction, ReceiverRecord } from './outbox.ts';
import { type Outgoing, outgoingOf } from './outgoing.ts';
import type { Receiver } from './receiver.ts';
import { type RetryPolicy, retryDelayMs } from './retryPolicy.ts';
import { sentDetail } from './sentDetail.ts';
import { noteStandIn } from './standIn.ts';
import { triedAgain } from './triedAgain.ts';
import { createWorkLoop, tryAgainAfterMs } from './workLoop.ts';

export interface LaneDependencies {
  store: OutboxStore;
  clock: Clock;
  random(): number;
  log: Log;
  retryPolicy: RetryPolicy;
  /** Of receivers that have none of their own. */
  limits: DeliveryLimits;
  /** Takes what waits for a broken receiver, but for `kept`, to another one, or gives it up; in the same transaction. */
  moveAway(outbox: Outbox, name: string, why: string, kept: OutboxEntry | null): OutboxEntry[];
  /** It was broken and works again. */
  onMended(): void;
  onChange(entries: OutboxEntry[]): void;
  /** See `createAttemptLog`. */
  logAttempts?: boolean | undefined;
}

/** One receiver's line of messages: one at a time, in order, independent of every other receiver. */
export interface Lane {
  readonly name: string;
  isBroken(): boolean;
  /** It is broken, and the next message for it is tried there all the same. */
  mayTryAgain(): boolean;
  readonly hearsAcknowledgements: boolean;
  /** Something may be due. */
  wake(): void;
  /** A pause lasts as long as it was asked for. */
  clockSetBack(byMs: number): void;
  /** Works again: settings changed or a test got through. */
  mend(): void;
  test(): Promise<DeliveryResult>;
  health(pending: number): ReceiverHealth;
  /** Lets a message under way arrive for a moment, then cuts it off; it stays in the outbox. */
  stop(): Promise<void>;
}

interface Settled {
  entry: OutboxEntry;
  outcome: OutboxOutcome;
}

export function createLane(receiver: Receiver, dependencies: LaneDependencies): Lane {
  const { store, clock, random, retryPolicy, moveAway, onMended, onChange } = dependencies;
  const { name, notifier } = receiver;
  const limits = receiver.limits ?? dependencies.limits;
  const log = dependencies.log.child(name);
  const next = createNextOutgoing({ receiver, limits, log, onChange });
  const tries = createAttemptLog({ clock, log, loud: dependencies.logAttempts ?? false });
  const loop = createWorkLoop({
    work,
    fault: 'The line of this receiver stopped because of a fault in Watchkeeper; it is tried again.',
    clock,
    log,
  });
  let state: ReceiverRecord = { lastSentAt: null, lastError: null, pausedUntil: null };
  let stateRead = false;
  /** Not kept over a restart: that is how a person mends it in the settings. */
  let broken: Breakage | null = null;
  let failures = 0;
  /** Of the last message: what it could not do although it got through. */
  let note: string | null = null;
  /** Sent or failed, but the disk did not take it: recorded before anything else is sent, and never sent again. */
  let unrecorded: Settled[] = [];

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
      if (broken) return { outgoing: lookWhileBroken(tx, broken, now), waitMs: null };
      const dueAt = outbox.nextDueAt(name);
      if (dueAt === null) {
        next.noneWaits();
        return { outgoing: null, waitMs: null };
      }
      const from = Math.max(dueAt, pauseEnd(now));
      if (from > now) return { outgoing: null, waitMs: from - now };
      return next.choose(tx, now);
    });
  }

  /** One message tries whether it is mended; the others do not wait for what becomes of it. */
  function lookWhileBroken(tx: OutboxTransaction, breakage: Breakage, now: number): Outgoing | null {
    const { outbox } = tx;
    const trial = mayTryAgain(breakage, now) ? next.trialOf(tx, now) : null;
    const moved = moveAway(outbox, name, state.lastError ?? 'This receiver is broken.', trial);
    if (moved.length > 0) queueMicrotask(() => onChange(moved));
    return trial && outgoingOf(tx, receiver, { kind: 'send', entry: trial }, now);
  }

  /** A pause longer than any that we make was noted before the clock was set back. */
  function pauseEnd(now: number): number {
    const { pausedUntil } = state;
    const longestMs = retryPolicy.maxRetryAfterMs + retryPolicy.maxMs;
    return pausedUntil === null || pausedUntil > now + longestMs ? 0 : pausedUntil;
  }

  async function attempt({ entries, send }: Outgoing): Promise<void> {
    const keys = entries.map(keyOf);
    const reason = [...new Set(entries.map(({ message }) => message.reason))].join(' ');
    const result = await tries({ receiver: name, keys, reason }, () => deliver(send));
    if (result === null) return;
    if (!result.ok) return broken ? failAgain(result.error) : fail(entries, result.error);
    failures = 0;
    const wasBroken = broken !== null;
    broken = null;
    const at = clock.now();
    state = { lastSentAt: at, lastError: null, pausedUntil: null };
    const batch = entries[0]?.seq ?? 0;
    const alerts = new Set(entries.map(({ alertId }) => alertId)).size;
    const { ref, warning } = result;
    note = warning ?? null;
    next.sent(entries, at);
    record(
      entries.map((entry) => {
        const detail = sentDetail(entry, alerts, warning);
        return { entry, outcome: { kind: 'sent', at, detail, batch, ...(ref === undefined ? {} : { ref }) } };
      }),
    );
    if (!wasBroken) return;
    log.info(`${name} takes messages again.`);
    onMended();
  }

  function fail(entries: readonly OutboxEntry[], error: DeliveryFailure): void {
    const now = clock.now();
    const [first] = entries;
    log.warn(error.message, {
      ...{ alertId: first?.alertId ?? null, messages: entries.length, attempt: (first?.attempts ?? 0) + 1 },
      ...{ code: error.code, kind: error.kind },
    });
    state = { ...state, lastError: error.message };
    if (error.kind === 'permanent') {
      broken = brokenAgain(null, now);
      log.error(
        `${error.message} Messages go to the next receiver in line until this one is mended; it is tried again by itself.`,
      );
      return;
    }
    if (error.kind === 'rejected') {
      failures = 0;
      if (entries.length > 1) next.refusedAsOne();
      else
        record(
          entries.map((entry) => ({
            entry,
            outcome: { kind: 'failed', at: now, cause: 'rejected', detail: error.message },
          })),
        );
      return;
    }
    if (entries.length > 1) next.failedAsOne();
    failures++;
    const waitMs = retryDelayMs(retryPolicy, failures, error.retryAfterMs, random);
    state = { ...state, pausedUntil: now + waitMs };
    const retry = { error, pauseMs: waitMs, entries, policy: retryPolicy, random };
    const settled = entries.map((entry) => ({ entry, outcome: triedAgain(entry, retry, now) }));
    for (const { entry, outcome } of settled)
      if (outcome.kind === 'failed') log.error(outcome.detail, { alertId: entry.alertId });
    record(settled);
  }

  /** Whatever kept it from getting through: the message does not wait for a receiver that was broken before. */
  function failAgain(error: DeliveryFailure): void {
    broken = brokenAgain(broken, clock.now());
    if (error.kind === 'permanent') state = { ...state, lastError: error.message };
    log.warn(`${name} was tried again in vain. ${error.message}`, { code: error.code, kind: error.kind });
  }

  /** The log is written after the message, in one transaction with the receiver's state. False: the disk refused. */
  function record(settled: readonly Settled[]): boolean {
    const written = store.transaction(({ outbox }) => {
      for (const { entry, outcome } of settled) {
        outbox.record(entry.seq, outcome);
        if (outcome.kind === 'sent') noteStandIn(outbox, entry, name, outcome.at);
      }
      outbox.saveReceiver(name, state);
    });
    unrecorded = written.ok ? [] : [...settled];
    if (!written.ok) log.error(written.error.message);
    else onChange(settled.map(({ entry }) => entry));
    return written.ok;
  }

  const deliver = (send: (signal: AbortSignal) => Promise<DeliveryResult>) =>
    deliverInTime(send, { name, clock, signal: loop.signal, log });

  return {
    name,
    hearsAcknowledgements: notifier.hearsAcknowledgements,
    isBroken: () => broken !== null,
    mayTryAgain: () => broken !== null && mayTryAgain(broken, clock.now()),
    wake: loop.wake,
    clockSetBack(byMs) {
      if (state.pausedUntil === null) return;
      state = { ...state, pausedUntil: state.pausedUntil - byMs };
      const kept = store.transaction(({ outbox }) => outbox.saveReceiver(name, state));
      if (!kept.ok) log.warn(kept.error.message);
    },
    mend() {
      broken = null;
      failures = 0;
      state = { ...state, lastError: null, pausedUntil: null };
      loop.wake();
    },
    async test() {
      const attempt = { receiver: name, keys: [], reason: 'test' };
      const result = (await tries(attempt, () => deliver((signal) => notifier.test(signal)))) ?? stoppedMeanwhile;
      if (result.ok) {
        note = result.warning ?? null;
        state = { lastSentAt: clock.now(), lastError: null, pausedUntil: null };
        stateRead = true;
        const kept = store.transaction(({ outbox }) => outbox.saveReceiver(name, state));
        // It got through all the same: only that it did is forgotten by a restart.
        if (!kept.ok) log.warn(kept.error.message);
      } else if (result.error.kind === 'permanent') {
        // Known before an alert finds out: what comes goes to the next in line at once.
        broken ??= brokenAgain(null, clock.now());
        state = { ...state, lastError: result.error.message };
        loop.wake();
      }
      return result;
    },
    health: (pending) => ({
      name,
      kind: notifier.kind,
      status: broken ? 'broken' : failures > 0 || unrecorded.length > 0 ? 'retrying' : 'ok',
      lastSentAt: state.lastSentAt === null ? null : iso(state.lastSentAt),
      lastError: state.lastError,
      note,
      ...(broken ? { brokenSince: iso(broken.since), retryAt: iso(broken.retryAt) } : {}),
      pending,
    }),
    stop: loop.stop,
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
