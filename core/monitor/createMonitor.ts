import type { Alert } from '../../shared/alert.ts';
import { createAcknowledgementCarrier } from './acknowledgementCarrier.ts';
import type { AcknowledgementSync } from './acknowledgementSync.ts';
import { createAnnouncements } from './announcements.ts';
import { cycleSummary } from './cycleSummary.ts';
import { describeMonitor } from './describeMonitor.ts';
import type { Explainer } from './explainOpening.ts';
import { createFeedbackCarrier } from './feedbackCarrier.ts';
import type { FeedbackSync } from './feedbackSync.ts';
import type { CycleTrigger, Monitor, MonitorHealth } from './monitor.ts';
import { oneAtATime } from './oneAtATime.ts';
import { createOwedReview } from './owedReview.ts';
import { createPacemaker } from './pacemaker.ts';
import { readSources } from './readSources.ts';
import type { Source } from './source.ts';
import { createTelling, type TellingDependencies } from './telling.ts';
import { createWatchState } from './watchState.ts';

export interface MonitorDependencies extends TellingDependencies {
  /** Polled at once every cycle; their order is the order in which their reports are applied, so the engine goes first. */
  sources: readonly Source[];
  /** Names of those that another watch had read until now: what they tell first is new. Left out: none. */
  readBefore?: ReadonlySet<string>;
  /** Null when acknowledgements have nowhere to go; they wait on disk until a monitor has somewhere. */
  acknowledgementSync: AcknowledgementSync | null;
  /** Null, or left out, when feedback has nowhere to go; it waits on disk until a monitor has somewhere. */
  feedbackSync?: FeedbackSync | null;
  /** Says where the change of what begins comes from; null, or left out: nothing does. */
  explainer?: Explainer | null;
}

const faultMessage =
  'The last check failed because of a fault in Watchkeeper. New alerts may be missing. It is tried again; the log says more.';

/** The watch over one set of settings. Changed settings: stop it, then make a new one over the same store. */
export function createMonitor(dependencies: MonitorDependencies): Monitor {
  const { sources, store, policy, clock, random, log, explainer = null } = dependencies;
  const stopping = new AbortController();
  const announce = createAnnouncements(log);
  const { readBefore = new Set() } = dependencies;
  const watch = createWatchState({ sources, intervalMs: policy.intervalMs, readBefore, clock, log });
  const telling = createTelling(dependencies, announce);
  const { delivery, popUps } = telling;
  const carrier = createAcknowledgementCarrier({
    store,
    sync: dependencies.acknowledgementSync,
    clock,
    log,
    deadlineMs: policy.sourceDeadlineMs,
    // What others do to these rows next is only known to be theirs once the rows were read as they are now.
    onWritten: () => void runCycle('acknowledged'),
  });
  const feedbackCarrier = createFeedbackCarrier({
    ...{ store, sync: dependencies.feedbackSync ?? null, clock, log, deadlineMs: policy.sourceDeadlineMs },
  });

  const owed = createOwedReview(clock.now());
  const cycles = oneAtATime(runOne);
  const pacemaker = createPacemaker({
    ...{ intervalMs: policy.intervalMs, clock, random },
    onDue: (trigger) => void runCycle(trigger),
    onBeat() {
      const ended = popUps.pauseEnded();
      if (watch.judge() || ended) announce.health();
    },
    onJump(gapMs, setBackMs) {
      log.info('The clock jumped; checking at once.', { gapMs });
      if (setBackMs > 0) clockSetBack(setBackMs);
      void runCycle('resume');
      delivery.clockChanged(setBackMs);
    },
  });

  let started = false;
  let lastCycle: MonitorHealth['lastCycle'] = null;
  let hasMore = false;

  function start(): void {
    if (started || stopping.signal.aborted) return;
    started = true;
    pacemaker.start();
    delivery.start();
    popUps.start();
    void runCycle('start');
  }

  async function stop(): Promise<void> {
    stopping.abort();
    pacemaker.stop();
    await Promise.all([cycles.running(), delivery.stop(), popUps.stop(), carrier.stop(), feedbackCarrier.stop()]);
    announce.end();
  }

  async function runCycle(trigger: CycleTrigger): Promise<void> {
    if (!stopping.signal.aborted) await cycles.request(trigger);
  }

  async function runOne(trigger: CycleTrigger): Promise<void> {
    if (stopping.signal.aborted) return;
    pacemaker.hold();
    try {
      await cycle(trigger);
    } catch (error) {
      log.error('A check failed because of a fault in Watchkeeper.', { error });
      watch.noteStorage({ code: 'unknown', retryable: true, message: faultMessage });
    }
    watch.noteCycleEnd();
    if (!stopping.signal.aborted) pacemaker.next(watch.problem(), hasMore);
    watch.judge();
    announce.health();
  }

  async function cycle(trigger: CycleTrigger): Promise<void> {
    const startedAt = clock.now();
    const ended = (error: string | null) => ({ startedAt: iso(startedAt), durationMs: clock.now() - startedAt, error });
    hasMore = false;
    const { sourceDeadlineMs: deadlineMs } = policy;
    const { isSeeding } = watch;
    const { signal } = stopping;
    const read = await readSources({ sources, store, deadlineMs, isSeeding, explainer, clock, signal, log });
    if (!read.ok) {
      watch.noteStorage(read.error);
      lastCycle = ended(read.error.message);
      return;
    }
    if (signal.aborted) return;

    const polled = read.value;
    const now = clock.now();
    const { review, isAwaited } = owed.due(now, polled);
    const applied = telling.apply(now, polled, review, !isAwaited);
    for (const { name, result, latencyMs } of polled) {
      const fault = applied.ok ? applied.value.faults.get(name) : undefined;
      watch.noteSource(name, fault ? { ok: false, error: fault } : result, startedAt, latencyMs, applied.ok);
    }
    watch.noteStorage(applied.ok ? null : applied.error);
    lastCycle = ended(watch.problem()?.message ?? null);
    if (!applied.ok) return;
    hasMore = polled.some(({ result }) => result.ok && result.value.kind === 'read' && result.value.hasMore);
    log.debug('Checked.', {
      trigger,
      durationMs: lastCycle.durationMs,
      sources: polled.map(cycleSummary),
      ...{ changed: applied.value.alerts.length, begun: applied.value.newIds.length },
      decidedOn: applied.value.notifiedIds.length,
    });
    owed.done(review);
    telling.applied(applied.value);
    carrier.carry();
    feedbackCarrier.carry();
  }

  /** What people did is decided on at once; before the first look at everything, that look does it. */
  function settle(): void {
    if (!started || stopping.signal.aborted || owed.isOwed()) return;
    const applied = telling.apply(clock.now(), [], null, true);
    if (applied.ok) telling.applied(applied.value);
    else log.warn(applied.error.message);
  }

  /** Nothing may wait for a time that was reckoned by a clock that went ahead. */
  function clockSetBack(byMs: number): void {
    owed.clockSetBack();
    popUps.clockSetBack(byMs);
  }

  function health(): MonitorHealth {
    return describeMonitor({ watch, store, delivery, popUps, clock, lastCycle }, policy, pacemaker.nextCycleAt());
  }

  return {
    start,
    stop,
    runCycle,
    health,
    alertsChanged(alerts: Alert[]) {
      popUps.alertsChanged(alerts, true);
      announce.alerts(alerts, []);
      settle();
      carrier.carry();
    },
    feedbackGiven(alerts) {
      announce.alerts(alerts, []);
      telling.showFeedback(alerts);
      feedbackCarrier.carry();
    },
    silencesChanged() {
      telling.silencesChanged();
      settle();
    },
    async testReceiver(name) {
      const result = await (popUps.test(name) ?? delivery.test(name));
      announce.health();
      return result;
    },
    pausePopUps(until) {
      const paused = popUps.pause(until);
      announce.health();
      return paused;
    },
    // Somebody who comes back is told once it was looked at what is now.
    setAway: (away) => popUps.setAway(away, async () => (started ? runCycle('resume') : undefined)),
    subscribe: announce.subscribe,
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
