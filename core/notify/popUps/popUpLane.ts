import type { Alert, HeldBackReason } from '../../../shared/alert.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import type { ReceiverHealth } from '../../../shared/health.ts';
import type { PopUp } from '../../../shared/popUp.ts';
import { ok, type Result } from '../../../shared/problem.ts';
import type { Clock, Timer } from '../../clock.ts';
import { withDeadline } from '../../deadline.ts';
import type { Log } from '../../log.ts';
import type { NotificationPolicy } from '../decideNotification.ts';
import type { DeliveryFailure, DeliveryResult } from '../notifier.ts';
import type { OutboxEntry, OutboxOutcome, ReceiverRecord } from '../outbox.ts';
import { testPopUp } from './composePopUp.ts';
import { composeShowings, type Show, type Showing } from './composeShowings.ts';
import type { PopUpFace } from './popUpFace.ts';
import { isPause, type PopUpRules } from './popUpPolicy.ts';
import { createPopUpScreen } from './popUpScreen.ts';
import type { PopUpStore } from './popUpStore.ts';
import { letGo, nobodyThere, settleWaiting } from './settleWaiting.ts';

interface PopUpLaneDependencies {
  face: PopUpFace;
  rules: PopUpRules;
  policy(pausedUntil: number | null, now: number): NotificationPolicy;
  store: PopUpStore;
  clock: Clock;
  log: Log;
  onChange(entries: OutboxEntry[]): void;
}

/**
 * The line of the face. Everything that waits is one batch: up to three pop-ups, or one that sums up. Unlike other receivers
 * it is never tried again: a person who is there sees the board as well, and repeats go on while nobody has it.
 */
export interface PopUpLane {
  /** Something may be waiting. */
  wake(): void;
  /** Alerts changed; those that need nobody any more lose their pop-ups. `any`: also ones that an earlier run put up. */
  alertsChanged(alerts: readonly Alert[], which: 'known' | 'any'): void;
  /** Nobody is there: only critical ones are shown. */
  leave(): void;
  /** Somebody comes back: all is held until it is known what there is to tell. */
  expectReturn(): void;
  comeBack(): void;
  /** ms UTC; null: no pause is on. */
  pausedUntil(): number | null;
  pause(until: number | null): Result<null>;
  test(): Promise<DeliveryResult>;
  health(pending: number): ReceiverHealth;
  /** Lets a pop-up under way appear for a moment. */
  stop(): Promise<void>;
}

/** A face that asks for permission or talks to a system service that hangs holds nothing up for longer. */
const showDeadlineMs = 10_000;
const stopGraceMs = 2000;
const storageRetryMs = 2000;

type Outcomes = (readonly [OutboxEntry, OutboxOutcome])[];

export function createPopUpLane(dependencies: PopUpLaneDependencies): PopUpLane {
  const { face, rules, policy, store, clock, onChange } = dependencies;
  const name = face.kind;
  const log = dependencies.log.child(name);
  const stopping = new AbortController();
  const screen = createPopUpScreen(face, () => clock.now());
  let state: ReceiverRecord | null = null;
  let presence: 'here' | 'away' | 'returning' = 'here';
  let owesDigest = false;
  let trouble: ReceiverHealth['status'] = 'ok';
  let running: Promise<void> | null = null;
  let wokenMeanwhile = false;
  let stopped = false;
  let timer: Timer | null = null;
  /** Shown or failed, but the disk did not take it: recorded before anything else is shown, and never shown again. */
  let unrecorded: Outcomes = [];
  /** Alerts that somebody took, snoozed or that were over while a batch was being shown. */
  const withdrawn = new Map<string, HeldBackReason | null>();

  function wake(): void {
    if (stopped) return;
    if (running) {
      wokenMeanwhile = true;
      return;
    }
    timer?.cancel();
    timer = null;
    running = work()
      .catch((error: unknown) => {
        log.error('Pop-ups stopped because of a fault in Watchkeeper; they are tried again.', { error });
        sleep();
      })
      .finally(() => {
        running = null;
        if (!wokenMeanwhile) return;
        wokenMeanwhile = false;
        wake();
      });
  }

  function sleep(): void {
    if (stopped) return;
    timer?.cancel();
    timer = clock.after(storageRetryMs, wake);
  }

  async function work(): Promise<void> {
    if (presence === 'returning') return;
    if (!record([])) return sleep();
    withdrawn.clear();
    const away = presence === 'away';
    const looked = store.transaction((tx) => {
      const now = clock.now();
      const { pausedUntil } = tx.outbox.receiver(name);
      return settleWaiting(tx, { face, rules, policy: policy(pausedUntil, now), away, now });
    });
    if (!looked.ok) {
      log.error(looked.error.message);
      return sleep();
    }
    const { shows, ends, overIds, settled } = looked.value;
    screen.done(overIds, 'any');
    if (settled.length > 0) onChange(settled);
    const digest = owesDigest;
    owesDigest = false;
    for (const showing of composeShowings({ shows, ends, digest, screen, rules, now: clock.now() })) {
      if (stopped) return;
      await show(showing);
    }
    if (digest && presence === 'here') screen.keepHeap();
    if (unrecorded.length > 0) sleep();
  }

  async function show(showing: Showing): Promise<void> {
    const { popUp, of, sayings, replaces, clearsHeap } = showing;
    const [only] = of;
    const taken = only && of.length === 1 ? withdrawn.get(only.saying.alert.id) : undefined;
    if (only && taken !== undefined) {
      withhold(only.waiting.entries, taken);
      return;
    }
    if (clearsHeap) screen.clearHeap();
    screen.replace(replaces);
    const result = await deliver(popUp);
    // Stopped meanwhile: it stays in the outbox.
    if (result === null) return;
    const now = clock.now();
    if (result.ok) {
      trouble = 'ok';
      state = { ...readState(), lastSentAt: now, lastError: null };
      if (!showing.isEnd) screen.put(popUp, sayings);
      screen.done([...withdrawn.keys()], 'known');
      record(outcomesOf(of, { kind: 'sent', at: now, detail: detailOf(popUp, of.length) }));
      return;
    }
    const { message, code, kind } = result.error;
    log.warn(message, { code, kind, popUp: popUp.kind });
    trouble = kind === 'permanent' ? 'broken' : 'retrying';
    state = { ...readState(), lastError: message };
    record(outcomesOf(of, { kind: 'failed', at: now, cause: 'rejected', detail: message }));
  }

  /** What the disk does not take stays in the outbox, and is looked at again. */
  function withhold(entries: readonly OutboxEntry[], heldBack: HeldBackReason | null): void {
    const held = store.transaction((tx) => letGo(tx, entries, { heldBack, detail: null }, clock.now()));
    if (held.ok) onChange(held.value);
    else log.error(held.error.message);
  }

  /** The log is written after the pop-up, with the receiver's state. False: the disk refused. */
  function record(outcomes: Outcomes): boolean {
    const all = [...unrecorded, ...outcomes];
    if (all.length === 0) return true;
    const known = readState();
    const written = store.transaction(({ outbox }) => {
      for (const [entry, outcome] of all) outbox.record(entry.seq, outcome);
      outbox.saveReceiver(name, { ...known, pausedUntil: outbox.receiver(name).pausedUntil });
    });
    unrecorded = written.ok ? [] : all;
    if (written.ok) onChange(all.map(([entry]) => entry));
    else log.error(written.error.message);
    return written.ok;
  }

  /** Null: stopped meanwhile. */
  async function deliver(popUp: PopUp): Promise<DeliveryResult | null> {
    try {
      const answer = await withDeadline(clock, showDeadlineMs, stopping.signal, () => face.show(popUp));
      if (answer.kind === 'done') return answer.value;
      if (answer.kind === 'aborted') return null;
      const late = formatDuration(showDeadlineMs);
      return failure('timeout', `A pop-up was not shown within ${late}. The alert is on the board; look there.`);
    } catch (error) {
      log.error('A fault in Watchkeeper kept a pop-up from being shown.', { error });
      const message = 'A fault in Watchkeeper kept this pop-up from being shown; the log says more.';
      return failure('unknown', message);
    }
  }

  /** As it was left by an earlier run; what the disk cannot tell now is asked again. */
  function readState(): ReceiverRecord {
    if (state !== null) return state;
    const read = store.transaction(({ outbox }) => outbox.receiver(name));
    if (!read.ok) return { lastSentAt: null, lastError: null, pausedUntil: null };
    state = read.value;
    return state;
  }

  return {
    wake,
    alertsChanged(alerts, which) {
      const now = clock.now();
      const done: string[] = [];
      for (const alert of alerts) {
        const why = whyDone(alert, now);
        if (why === undefined) withdrawn.delete(alert.id);
        else done.push(alert.id);
        if (why !== undefined && running) withdrawn.set(alert.id, why);
      }
      screen.done(done, which);
    },
    leave() {
      presence = 'away';
      owesDigest = false;
      screen.beginHeap();
    },
    expectReturn() {
      if (presence === 'away') presence = 'returning';
    },
    comeBack() {
      if (presence === 'here') return;
      presence = 'here';
      owesDigest = true;
      wake();
    },
    pausedUntil() {
      const { pausedUntil } = readState();
      return pausedUntil !== null && isPause(pausedUntil, clock.now()) ? pausedUntil : null;
    },
    pause(until) {
      const paused = { ...readState(), pausedUntil: until };
      const saved = store.transaction(({ outbox }) => outbox.saveReceiver(name, paused));
      if (!saved.ok) return saved;
      state = paused;
      return ok(null);
    },
    async test() {
      if (!face.isThere()) return failure('notConfigured', nobodyThere[name]);
      const result = await deliver(testPopUp(rules));
      if (result?.ok) {
        trouble = 'ok';
        state = { ...readState(), lastError: null };
      }
      return result ?? failure('aborted', 'The watch was stopped before the test pop-up was shown.');
    },
    health(pending) {
      const { lastSentAt, lastError } = readState();
      const status = trouble === 'ok' && unrecorded.length > 0 ? 'retrying' : trouble;
      return {
        ...{ name, kind: name, status, lastError, pending },
        lastSentAt: lastSentAt === null ? null : new Date(lastSentAt).toISOString(),
      };
    },
    async stop() {
      stopped = true;
      timer?.cancel();
      if (running) {
        const grace = clock.after(stopGraceMs, () => stopping.abort());
        await running;
        grace.cancel();
      }
      stopping.abort();
    },
  };
}

/** Why it needs no pop-up (null: it is over); undefined: it does. */
function whyDone(alert: Alert, now: number): HeldBackReason | null | undefined {
  if (alert.status === 'resolved') return null;
  if (alert.status === 'acknowledged') return 'acknowledged';
  return alert.snoozedUntil !== null && Date.parse(alert.snoozedUntil) > now ? 'silenced' : undefined;
}

/** The newest message of an alert is what was shown; those before it were told with it. */
function outcomesOf(of: readonly Show[], outcome: OutboxOutcome): Outcomes {
  const before = outcome.kind === 'sent' ? { ...outcome, detail: 'Told by the pop-up that came after it.' } : outcome;
  return of.flatMap(({ waiting }) =>
    waiting.entries.map((entry) => [entry, entry === waiting.newest ? outcome : before] as const),
  );
}

function detailOf({ kind }: PopUp, alerts: number): string | null {
  if (kind === 'alert') return null;
  return alerts === 1 ? 'As part of one pop-up about several.' : `In one pop-up with ${alerts - 1} more.`;
}

function failure(code: DeliveryFailure['code'], message: string): { ok: false; error: DeliveryFailure } {
  return { ok: false, error: { code, retryable: true, message, kind: 'transient', retryAfterMs: null } };
}
