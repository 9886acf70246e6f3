import type { Alert } from '../../shared/alert.ts';
import type { DeliverySettings } from '../../shared/delivery/deliverySettings.ts';
import type { AlertRecord } from '../alerts/alertRecord.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createDelivery } from '../notify/delivery.ts';
import { createDeliveryRules } from '../notify/deliveryRules.ts';
import type { NoticeContext } from '../notify/notices/queueNotices.ts';
import type { Receiver } from '../notify/receiver.ts';
import { defaultRetryPolicy, type RetryPolicy } from '../notify/retryPolicy.ts';
import { createAcknowledgementCarrier } from './acknowledgementCarrier.ts';
import type { AcknowledgementSync } from './acknowledgementSync.ts';
import { createAnnouncements } from './announcements.ts';
import { applyCycle, type CycleInput, type CycleOutcome, type PolledSource, reviewForFace } from './applyCycle.ts';
import { createCauses } from './causes.ts';
import { cycleSummary } from './cycleSummary.ts';
import { createDecisionLog } from './decisionLog.ts';
import { describeMonitor } from './describeMonitor.ts';
import type { Explainer } from './explainOpening.ts';
import { createFeedbackCarrier } from './feedbackCarrier.ts';
import type { FeedbackSync } from './feedbackSync.ts';
import type { CycleTrigger, Monitor, MonitorHealth } from './monitor.ts';
import { alertPolicyOf, type MonitorPolicy } from './monitorPolicy.ts';
import { createMonitorPopUps, type PopUpOptions } from './monitorPopUps.ts';
import type { MonitorStore } from './monitorStore.ts';
import { createMuting } from './muting.ts';
import { createNews } from './news.ts';
import type { FaceContext, NotifyContext } from './notifyContext.ts';
import { oneAtATime } from './oneAtATime.ts';
import { createOwedReview } from './owedReview.ts';
import { createPacemaker } from './pacemaker.ts';
import { readSources } from './readSources.ts';
import { showFeedback } from './showFeedback.ts';
import type { Source } from './source.ts';
import { createWatchState } from './watchState.ts';

export interface MonitorDependencies {
  /** Polled at once every cycle; their order is the order in which their reports are applied, so the engine goes first. */
  sources: readonly Source[];
  /** Names of those that another watch had read until now: what they tell first is new. Left out: none. */
  readBefore?: ReadonlySet<string>;
  store: MonitorStore;
  /** Those that are set up. */
  receivers: readonly Receiver[];
  /** `timeZone`: IANA name of the zone of this machine. */
  delivery: { settings: DeliverySettings; timeZone: string };
  policy: MonitorPolicy;
  /** Where messages lead; null without a dashboard address. Absolute URLs. */
  links(alertId: string): { dashboardUrl: string | null; acknowledgeUrl: string | null };
  /** The address of a page of ours; null without a dashboard address. `path` begins with a slash. */
  pageUrl(path: string): string | null;
  /** How runs of jobs are told; left out: all of them, in the usual channel. */
  jobs?: NoticeContext['jobs'];
  /** Null when acknowledgements have nowhere to go; they wait on disk until a monitor has somewhere. */
  acknowledgementSync: AcknowledgementSync | null;
  /** Null, or left out, when feedback has nowhere to go; it waits on disk until a monitor has somewhere. */
  feedbackSync?: FeedbackSync | null;
  clock: Clock;
  /** Uniform in [0, 1): jitter. */
  random(): number;
  log: Log;
  /** Every attempt to send is logged, whatever came of it. Left out: only failures are. */
  logAttempts?: boolean;
  /** Defaults to `defaultRetryPolicy`. */
  retryPolicy?: RetryPolicy;
  /** Says where the change of what begins comes from; null, or left out: nothing does. */
  explainer?: Explainer | null;
  /** Null, or left out, where nothing shows pop-ups. */
  popUps?: PopUpOptions | null;
}

const faultMessage =
  'The last check failed because of a fault in Watchkeeper. New alerts may be missing. It is tried again; the log says more.';

/** The watch over one set of settings. Changed settings: stop it, then make a new one over the same store. */
export function createMonitor(dependencies: MonitorDependencies): Monitor {
  const { sources, store, policy, clock, random, log, logAttempts = false, explainer = null } = dependencies;
  const stopping = new AbortController();
  const announce = createAnnouncements(log);
  const decisions = createDecisionLog(log.child('decisions'));
  const { readBefore = new Set() } = dependencies;
  const watch = createWatchState({ sources, intervalMs: policy.intervalMs, readBefore, clock, log });
  const { settings, timeZone } = dependencies.delivery;
  const delivery = createDelivery({
    receivers: dependencies.receivers,
    limits: settings.limits,
    fallbackLine: (alert) =>
      rules
        .at(clock.now())
        .targets(alert)
        .flatMap(({ line }) => line),
    store,
    clock,
    random,
    log,
    retryPolicy: dependencies.retryPolicy ?? defaultRetryPolicy,
    logAttempts,
    onChange: announce.delivered,
  });
  const rules = createDeliveryRules({
    ...{ settings, general: policy, timeZone },
    firstSetUp: delivery.firstSetUp,
    isSetUp: delivery.isSetUp,
    hearsAcknowledgements: delivery.hearsAcknowledgements,
  });
  const { jobs, pageUrl } = dependencies;
  const news = createNews({ delivery, summaries: settings.summaries, jobs, pageUrl, timeZone, policy, clock });
  const muting = createMuting(settings.inhibitions, timeZone);
  const popUps = createMonitorPopUps({
    ...{ options: dependencies.popUps ?? null, policy, store, clock, log },
    review: (tx, face) => reviewForFace(tx, notify(clock.now(), face)),
    onReviewed: decisions.settle,
    onDecided: announce.decided,
    logAttempts,
    onChange: announce.delivered,
  });
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
    const applied = apply(now, polled, review, !isAwaited);
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
    told(applied.value);
    carrier.carry();
    feedbackCarrier.carry();
  }

  function apply(now: number, polled: readonly PolledSource[], review: CycleInput['review'], reviewed: boolean) {
    const context = notify(now, popUps.forCycle(now, reviewed));
    const { mildest } = rules;
    const input = { now, polled, review, alertPolicy: alertPolicyOf(policy), notify: context, mildest, muting };
    decisions.settle(false);
    const applied = applyCycle(store, { ...input, ...news }, log);
    decisions.settle(applied.ok);
    if (!applied.ok) muting.forget();
    return applied;
  }

  function told({ alerts, newIds, notifiedIds }: CycleOutcome): void {
    popUps.alertsChanged(alerts, false);
    announce.alerts(alerts, newIds);
    announce.decided(notifiedIds);
    delivery.wake();
    popUps.cycled();
  }

  /** What people did is decided on at once; before the first look at everything, that look does it. */
  function settle(): void {
    if (!started || stopping.signal.aborted || owed.isOwed()) return;
    const applied = apply(clock.now(), [], null, true);
    if (applied.ok) told(applied.value);
    else log.warn(applied.error.message);
  }

  /** Messages show what people say of an alert; nothing is decided anew because of that. */
  function bringUpToDate(alerts: readonly Alert[]): void {
    const { links } = dependencies;
    const { showsFeedback } = delivery;
    const context = { now: clock.now(), currency: policy.currency, links, causeOf: createCauses(), showsFeedback };
    const queued = store.transaction((tx) => alerts.filter(({ id }) => showFeedback(tx, id, context)));
    if (queued.ok) announce.decided(queued.value.map(({ id }) => id));
    else log.warn(queued.error.message);
    delivery.wake();
  }

  function notify(now: number, face: FaceContext | null): NotifyContext {
    const { links } = dependencies;
    const whyMuted = (record: AlertRecord) => muting.why(record, now);
    const { currency } = policy;
    const { note } = decisions;
    const { isSetUp } = delivery;
    return {
      now,
      rules: rules.at(now),
      currency,
      links,
      causeOf: createCauses(),
      isSetUp,
      whyMuted,
      popUps: face,
      note,
    };
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
      bringUpToDate(alerts);
      feedbackCarrier.carry();
    },
    silencesChanged() {
      muting.forget();
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
