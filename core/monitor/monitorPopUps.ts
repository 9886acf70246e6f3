import type { Alert } from '../../shared/alert.ts';
import type { ReceiverHealth } from '../../shared/health.ts';
import { failed, type Result } from '../../shared/problem.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { DeliveryResult } from '../notify/notifier.ts';
import type { OutboxEntry } from '../notify/outbox.ts';
import { guardedFace } from '../notify/popUps/guardedFace.ts';
import type { PopUpFace } from '../notify/popUps/popUpFace.ts';
import { createPopUpLane, type PopUpLane } from '../notify/popUps/popUpLane.ts';
import { longestPauseMs, type PopUpRules, popUpPolicy } from '../notify/popUps/popUpPolicy.ts';
import { popUpReceivers } from '../notify/popUps/popUpReceivers.ts';
import { letGoOfOthers } from '../notify/popUps/settleWaiting.ts';
import type { MonitorPolicy } from './monitorPolicy.ts';
import type { MonitorStore, StoreTransaction } from './monitorStore.ts';
import type { FaceContext } from './notifyContext.ts';

/** What shows pop-ups, and what they go by. */
export interface PopUpOptions extends PopUpRules {
  face: PopUpFace;
}

interface PopUpDependencies {
  /** Null where nothing shows them. */
  options: PopUpOptions | null;
  policy: MonitorPolicy;
  store: MonitorStore;
  clock: Clock;
  log: Log;
  /** Decides for the face alone about everything that nobody has; the alerts whose log changed. */
  review(tx: StoreTransaction, face: FaceContext): string[];
  /** After `review`: whether the disk took what was decided. */
  onReviewed(kept: boolean): void;
  /** The log of these alerts changed. */
  onDecided(alertIds: string[]): void;
  onChange(entries: OutboxEntry[]): void;
  logAttempts: boolean;
}

/** The face as the watch sees it: whether somebody is there, what is decided for it, and the way to it. */
export interface MonitorPopUps {
  start(): void;
  /**
   * By what a cycle at `now` decides for the face; null: it does not. `reviewed`: the cycle, or one before it, looks at what
   * was there before the start, so that the face can be caught up with it.
   */
  forCycle(now: number, reviewed: boolean): FaceContext | null;
  /** What the last `forCycle` decided is on disk. */
  cycled(): void;
  /** `byPerson`: rather than by a cycle. */
  alertsChanged(alerts: readonly Alert[], byPerson: boolean): void;
  pause(until: number | null): Result<null>;
  pausedUntil(): number | null;
  /** `caughtUp` resolves when it is known what there is to tell to somebody who comes back. */
  setAway(away: boolean, caughtUp: () => Promise<void>): void;
  /** True once after a pause has ended by itself. */
  pauseEnded(): boolean;
  /** A pause lasts as long as it was asked for. */
  clockSetBack(byMs: number): void;
  /** Null: there is no such face. */
  test(name: string): Promise<DeliveryResult> | null;
  health(pending: ReadonlyMap<string, number>): ReceiverHealth[];
  stop(): Promise<void>;
}

export function createMonitorPopUps(dependencies: PopUpDependencies): MonitorPopUps {
  const { store, clock, policy } = dependencies;
  const log = dependencies.log.child('popUps');
  const options = dependencies.options && {
    ...dependencies.options,
    face: guardedFace(dependencies.options.face, log),
  };
  const enabled = options?.settings.enabled ?? false;
  const lane = options ? laneOf(options, dependencies, log) : null;
  /** It was there in the last cycle, and knows of everything that fires. */
  let caughtUp = false;
  let caughtUpNext = false;
  /** A pause ended sooner than what waits for its end knows. */
  let owesReview = false;
  let knownPause: number | null = null;
  let away = false;

  const isThere = () => enabled && (options?.face.isThere() ?? false);

  function contextAt(now: number, arriving: boolean): FaceContext | null {
    if (!options || !lane || !isThere()) return null;
    const rules = popUpPolicy(options, policy, lane.pausedUntil(), now);
    return { receiver: options.face.kind, policy: rules, arriving, reviews: arriving || owesReview };
  }

  /** Tells at once what waited for the end of a pause; where that cannot be, the next cycle does. */
  function review(): void {
    owesReview = true;
    const face = caughtUp ? contextAt(clock.now(), false) : null;
    if (face === null) return;
    const reviewed = store.transaction((tx) => dependencies.review(tx, face));
    dependencies.onReviewed(reviewed.ok);
    owesReview = !reviewed.ok;
    if (!reviewed.ok) log.warn(reviewed.error.message);
    else if (reviewed.value.length > 0) dependencies.onDecided(reviewed.value);
    lane?.wake();
  }

  return {
    start() {
      const others = popUpReceivers.filter((name) => !enabled || name !== options?.face.kind);
      const left = letGoOfOthers(store, others, clock.now());
      if (!left.ok) log.warn(left.error.message);
      else if (left.value.length > 0) dependencies.onChange(left.value);
    },
    forCycle(now, reviewed) {
      const context = contextAt(now, !caughtUp && reviewed);
      caughtUpNext = context !== null && (caughtUp || reviewed);
      return context;
    },
    cycled() {
      caughtUp = caughtUpNext;
      if (caughtUp) owesReview = false;
      lane?.wake();
    },
    alertsChanged: (alerts, byPerson) => lane?.alertsChanged(alerts, byPerson ? 'any' : 'known'),
    pause(until) {
      if (!lane) return failed('notConfigured', 'Nothing shows pop-ups here, so there are none to pause.', false);
      const now = clock.now();
      const before = lane.pausedUntil();
      const wanted = until === null || until <= now ? null : Math.min(until, now + longestPauseMs);
      const paused = lane.pause(wanted);
      if (paused.ok && before !== null && (wanted === null || wanted < before)) review();
      return paused;
    },
    pausedUntil: () => lane?.pausedUntil() ?? null,
    pauseEnded() {
      const before = knownPause;
      knownPause = lane?.pausedUntil() ?? null;
      return before !== null && knownPause === null;
    },
    clockSetBack(byMs) {
      const moved = lane?.clockSetBack(byMs);
      if (moved?.ok === false) log.warn(moved.error.message);
    },
    setAway(wanted, known) {
      if (wanted === away) return;
      away = wanted;
      if (wanted) {
        lane?.leave();
        return;
      }
      lane?.expectReturn();
      void known().then(() => {
        if (!away) lane?.comeBack();
      });
    },
    test: (name) => (lane && options?.face.kind === name ? lane.test() : null),
    health: (pending) => (lane && options && isThere() ? [lane.health(pending.get(options.face.kind) ?? 0)] : []),
    stop: async () => lane?.stop(),
  };
}

function laneOf(
  options: PopUpOptions,
  { policy, store, clock, onChange, logAttempts }: PopUpDependencies,
  log: Log,
): PopUpLane {
  return createPopUpLane({
    face: options.face,
    rules: options,
    policy: (pausedUntil, now) => popUpPolicy(options, policy, pausedUntil, now),
    ...{ store, clock, log, onChange, logAttempts },
  });
}
