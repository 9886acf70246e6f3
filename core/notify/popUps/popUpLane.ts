import type { Alert } from '../../../shared/alert.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import type { ReceiverHealth } from '../../../shared/health.ts';
import { needsNobody } from '../../../shared/muting.ts';
import type { PopUp } from '../../../shared/popUp.ts';
import { ok, type Result } from '../../../shared/problem.ts';
import type { Clock } from '../../clock.ts';
import { withDeadline } from '../../deadline.ts';
import type { Log } from '../../log.ts';
import { createAttemptLog } from '../attemptLog.ts';
import type { NotificationPolicy } from '../decideNotification.ts';
import type { DeliveryFailure, DeliveryResult } from '../notifier.ts';
import type { Outbox, OutboxEntry, OutboxOutcome, ReceiverRecord } from '../outbox.ts';
import { createWorkLoop, tryAgainAfterMs } from '../workLoop.ts';
import { testPopUp } from './composePopUp.ts';
import type { Show, Showing } from './composeShowings.ts';
import { nextBatch } from './nextBatch.ts';
import type { PopUpFace } from './popUpFace.ts';
import { isPause, type PopUpRules } from './popUpPolicy.ts';
import { popUpReceivers } from './popUpReceivers.ts';
import { createPopUpScreen } from './popUpScreen.ts';
import type { PopUpStore, StandingPopUp } from './popUpStore.ts';
import { nobodyThere } from './settleWaiting.ts';

interface PopUpLaneDependencies {
  /** Never throws. */
  face: PopUpFace;
  rules: PopUpRules;
  policy(pausedUntil: number | null, now: number): NotificationPolicy;
  store: PopUpStore;
  clock: Clock;
  log: Log;
  onChange(entries: OutboxEntry[]): void;
  /** See `createAttemptLog`. */
  logAttempts?: boolean | undefined;
}

/**
 * The line of the face. Everything that waits is one batch: up to three pop-ups, or one that sums up. Unlike other receivers
 * it is never tried again: a person who is there sees the board as well, and repeats go on while nobody has it.
 */
export interface PopUpLane {
  /** Something may be waiting. */
  wake(): void;
  /** Alerts changed; those that need nobody any more lose their pop-ups. `any`: see `PopUpScreen.done`. */
  alertsChanged(alerts: readonly Alert[], which: 'known' | 'any'): void;
  /** Nobody is there: only critical ones are shown. */
  leave(): void;
  /** Somebody comes back: all is held until it is known what there is to tell. */
  expectReturn(): void;
  comeBack(): void;
  /** ms UTC; null: no pause is on. */
  pausedUntil(): number | null;
  pause(until: number | null): Result<null>;
  /** A pause lasts as long as it was asked for. */
  clockSetBack(byMs: number): Result<null>;
  test(): Promise<DeliveryResult>;
  health(pending: number): ReceiverHealth;
  /** Lets a pop-up under way appear for a moment. */
  stop(): Promise<void>;
}

/** A face that asks for permission or talks to a system service that hangs holds nothing up for longer. */
const showDeadlineMs = 10_000;
/** A batch that takes longer lived through a sleep of the machine: quiet may have begun since it was put together. */
const longestBatchMs = 4 * showDeadlineMs;
/** A pop-up that came within this time of the decision came with it. */
const atOnceMs = 60_000;

/** What became of messages, and of the screen. */
interface Shown {
  outcomes: (readonly [OutboxEntry, OutboxOutcome])[];
  /** Null: nothing stands there for it. */
  standing: StandingPopUp | null;
  /** What it told of as firing. */
  told: Alert[];
}

export function createPopUpLane(dependencies: PopUpLaneDependencies): PopUpLane {
  const { face, rules, policy, store, clock, onChange } = dependencies;
  const name = face.kind;
  const log = dependencies.log.child(name);
  const tries = createAttemptLog({ clock, log, loud: dependencies.logAttempts ?? false });
  const loop = createWorkLoop({
    work,
    fault: 'Pop-ups stopped because of a fault in Watchkeeper; they are tried again.',
    clock,
    log,
  });
  const screen = createPopUpScreen(face, store, log);
  let state: ReceiverRecord | null = null;
  let presence: 'here' | 'away' | 'returning' = 'here';
  /** Null: nobody came or went in this run; see `nextBatch`. */
  let owesDigest: boolean | null = null;
  let trouble: ReceiverHealth['status'] = 'ok';
  /** Shown or failed, but the disk did not take it: recorded before anything else is shown, and never shown again. */
  let unrecorded: Shown[] = [];
  /** Alerts of the batch that is being shown. */
  let batch = new Set<string>();
  /** One of them changed, a pause began or somebody left meanwhile: what is to come of the batch is looked at again. */
  let outdated = false;

  async function work(): Promise<void> {
    if (presence === 'returning' || !rules.settings.enabled) return;
    if (!record()) return loop.sleep(tryAgainAfterMs);
    screen.tidy(clock.now());
    outdated = false;
    const lookedAt = clock.now();
    const looked = store.transaction((tx) => {
      const now = clock.now();
      const rulesNow = policy(tx.outbox.receiver(name).pausedUntil, now);
      return nextBatch(tx, { face, rules, policy: rulesNow, away: presence === 'away', now }, owesDigest);
    });
    if (!looked.ok) {
      log.error(looked.error.message);
      return loop.sleep(tryAgainAfterMs);
    }
    const { showings, overIds, settled, isDigest } = looked.value;
    owesDigest = false;
    screen.done(overIds, 'any');
    if (settled.length > 0) onChange(settled);
    batch = new Set(showings.flatMap(({ mentions }) => mentions.map(({ alert }) => alert.id)));
    for (const showing of showings) {
      if (loop.isStopped()) return;
      outdated ||= clock.now() - lookedAt > longestBatchMs;
      if (outdated) break;
      await show(showing);
    }
    batch = new Set();
    if (outdated) loop.wake();
    if (isDigest && presence === 'here') screen.keepHeap();
    if (unrecorded.length > 0) loop.sleep(tryAgainAfterMs);
  }

  async function show(showing: Showing): Promise<void> {
    const { popUp, of, mentions, isEnd } = showing;
    const keys = of.flatMap(({ waiting }) => waiting.entries.map(({ message }) => message.key));
    const reason = [...new Set(mentions.map((mention) => mention.reason))].join(' ');
    const result = await tries({ receiver: name, keys, reason }, () => deliver(popUp));
    // Stopped meanwhile: it stays in the outbox.
    if (result === null) return;
    const now = clock.now();
    if (result.ok) {
      trouble = 'ok';
      state = { ...readState(), lastSentAt: now, lastError: null };
      const inHeap = presence !== 'here' || owesDigest === true;
      const alerts = mentions.map(({ alert: { id }, reason }) => ({ id, reason }));
      record({
        outcomes: outcomesOf(of, { kind: 'sent', at: now, detail: detailOf(popUp, of.length) }),
        standing: isEnd ? null : { id: popUp.id, at: now, inHeap, alerts },
        told: isEnd ? [] : mentions.map(({ alert }) => alert),
      });
      const alertIds = alerts.map(({ id }) => id);
      if (outdated && !isEnd) screen.settle(alertIds, now);
      return;
    }
    const { message, code, kind } = result.error;
    log.warn(message, { code, kind, popUp: popUp.kind });
    trouble = kind === 'permanent' ? 'broken' : 'retrying';
    state = { ...readState(), lastError: message };
    const outcomes = outcomesOf(of, { kind: 'failed', at: now, cause: 'rejected', detail: message });
    record({ outcomes, standing: null, told: [] });
  }

  /** The log is written after the pop-up, with the receiver's state. False: the disk refused. */
  function record(...shown: Shown[]): boolean {
    const all = [...unrecorded, ...shown];
    if (all.length === 0) return true;
    const known = readState();
    const written = store.transaction(({ outbox, popUps }) => {
      for (const [entry, outcome] of all.flatMap(({ outcomes }) => outcomes)) outbox.record(entry.seq, outcome);
      outbox.saveReceiver(name, { ...known, pausedUntil: outbox.receiver(name).pausedUntil });
      for (const alert of all.flatMap(({ told }) => told)) countFromNow(outbox, alert);
      return all.flatMap(({ standing }) => (standing ? popUps.put(name, standing) : []));
    });
    unrecorded = written.ok ? [] : all;
    if (written.ok) {
      screen.close(written.value);
      onChange(all.flatMap(({ outcomes }) => outcomes.map(([entry]) => entry)));
    } else log.error(written.error.message);
    return written.ok;
  }

  /** What waited, or is part of a digest, was told when it was seen, and as severe as it was then: all counts from there. */
  function countFromNow(outbox: Outbox, { fingerprint, severity }: Alert): void {
    const told = outbox.told(fingerprint, name);
    const at = clock.now();
    if (told?.how !== 'sent' || at - told.at <= atOnceMs) return;
    // The other face may have heard of its end, and more, before it came back: this is the newest all the same.
    const heard = outbox.toldToAll(fingerprint);
    const counts = popUpReceivers.flatMap((face) => {
      const other = heard.get(face);
      return other?.alertId === told.alertId ? [other.count] : [];
    });
    outbox.remember(fingerprint, name, { ...told, at, severity, count: Math.max(told.count, ...counts) });
  }

  /** Null: stopped meanwhile. */
  async function deliver(popUp: PopUp): Promise<DeliveryResult | null> {
    const answer = await withDeadline(clock, showDeadlineMs, loop.signal, () => face.show(popUp));
    if (answer.kind === 'done') return answer.value;
    if (answer.kind === 'aborted') return null;
    const late = formatDuration(showDeadlineMs);
    return failure('timeout', `A pop-up was not shown within ${late}. The alert is on the board; look there.`);
  }

  /** As it was left by an earlier run; what the disk cannot tell now is asked again. */
  function readState(): ReceiverRecord {
    if (state !== null) return state;
    const read = store.transaction(({ outbox }) => outbox.receiver(name));
    if (!read.ok) return { lastSentAt: null, lastError: null, pausedUntil: null };
    state = read.value;
    return state;
  }

  function pause(until: number | null): Result<null> {
    const paused = { ...readState(), pausedUntil: until };
    const saved = store.transaction(({ outbox }) => outbox.saveReceiver(name, paused));
    if (!saved.ok) return saved;
    state = paused;
    outdated = true;
    return ok(null);
  }

  return {
    wake: loop.wake,
    alertsChanged(alerts, which) {
      if (loop.isStopped()) return;
      outdated ||= alerts.some(({ id }) => batch.has(id));
      const now = clock.now();
      const done = alerts.filter((alert) => needsNobody(alert, now));
      screen.done(
        done.map(({ id }) => id),
        which,
      );
    },
    leave() {
      presence = 'away';
      owesDigest = false;
      outdated = true;
    },
    expectReturn() {
      if (presence === 'away') presence = 'returning';
    },
    comeBack() {
      if (presence === 'here') return;
      presence = 'here';
      owesDigest = true;
      loop.wake();
    },
    pausedUntil() {
      const { pausedUntil } = readState();
      return pausedUntil !== null && isPause(pausedUntil, clock.now()) ? pausedUntil : null;
    },
    pause,
    clockSetBack(byMs) {
      const { pausedUntil } = readState();
      return pausedUntil === null ? ok(null) : pause(pausedUntil - byMs);
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
    stop: loop.stop,
  };
}

/** The newest message of an alert is what was shown; those before it were told with it. */
function outcomesOf(of: readonly Show[], outcome: OutboxOutcome): Shown['outcomes'] {
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
