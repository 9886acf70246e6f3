import type { Alert } from '../../shared/alert.ts';
import type { DeliverySettings } from '../../shared/delivery/deliverySettings.ts';
import type { AlertRecord } from '../alerts/alertRecord.ts';
import type { AlertPolicy } from '../alerts/applyBatch.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createDelivery } from '../notify/delivery.ts';
import { createDeliveryRules } from '../notify/deliveryRules.ts';
import { isAboutAlert, type OutboxEntry } from '../notify/outbox.ts';
import type { Receiver } from '../notify/receiver.ts';
import { defaultRetryPolicy, type RetryPolicy } from '../notify/retryPolicy.ts';
import { queueSummaries } from '../report/queueSummaries.ts';
import { createAcknowledgementCarrier } from './acknowledgementCarrier.ts';
import type { AcknowledgementSync } from './acknowledgementSync.ts';
import { applyCycle, type CycleInput, type CycleOutcome, type PolledSource, reviewForFace } from './applyCycle.ts';
import type { CycleTrigger, Monitor, MonitorChange, MonitorHealth } from './monitor.ts';
import type { MonitorPolicy } from './monitorPolicy.ts';
import { createMonitorPopUps, type PopUpOptions } from './monitorPopUps.ts';
import type { MonitorStore, StoreTransaction } from './monitorStore.ts';
import { createMuting } from './muting.ts';
import type { FaceContext, NotifyContext } from './notifyContext.ts';
import { createPacemaker } from './pacemaker.ts';
import { pollSource } from './pollSource.ts';
import type { Source } from './source.ts';
import { createWatchState } from './watchState.ts';

export interface MonitorDependencies {
  /** Polled at once every cycle; their order is the order in which their reports are applied, so the engine goes first. */
  sources: readonly Source[];
  store: MonitorStore;
  /** Those that are set up. */
  receivers: readonly Receiver[];
  /** `timeZone`: IANA name of the zone of this machine. */
  delivery: { settings: DeliverySettings; timeZone: string };
  policy: MonitorPolicy;
  /** Where messages lead; null without a dashboard address. Absolute URLs. */
  links(alertId: string): { dashboardUrl: string | null; acknowledgeUrl: string | null };
  /** Where summaries lead; null without a dashboard address. */
  reportUrl(): string | null;
  /** Null when acknowledgements have nowhere to go; they wait on disk until a monitor has somewhere. */
  acknowledgementSync: AcknowledgementSync | null;
  clock: Clock;
  /** Uniform in [0, 1): jitter. */
  random(): number;
  log: Log;
  /** Defaults to `defaultRetryPolicy`. */
  retryPolicy?: RetryPolicy;
  /** Null, or left out, where nothing shows pop-ups. */
  popUps?: PopUpOptions | null;
}

const clearWindows = 2;
const rowsResolveAfterMs = 30 * 60_000;
const faultMessage =
  'The last check failed because of a fault in Watchkeeper. New alerts may be missing. It is tried again; the log says more.';
/** Alerts of before the start are told when every source was heard, or after so long without one of them. */
const reviewAfterMs = 5 * 60_000;
const dayMs = 24 * 3_600_000;

/** The watch over one set of settings. Changed settings: stop it, then make a new one over the same store. */
export function createMonitor(dependencies: MonitorDependencies): Monitor {
  const { sources, store, policy, clock, random, log } = dependencies;
  const stopping = new AbortController();
  const listeners = new Set<(change: MonitorChange) => void>();
  const watch = createWatchState({ sources, intervalMs: policy.intervalMs, clock, log });
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
    onChange: tellDelivered,
  });
  const rules = createDeliveryRules({
    ...{ settings, general: policy, timeZone },
    firstSetUp: delivery.firstSetUp,
    isSetUp: delivery.isSetUp,
    hearsAcknowledgements: delivery.hearsAcknowledgements,
  });
  const muting = createMuting(settings.inhibitions, timeZone);
  const popUps = createMonitorPopUps({
    ...{ options: dependencies.popUps ?? null, policy, store, clock, log },
    review: (tx, face) => reviewForFace(tx, notify(clock.now(), face)),
    onDecided: tellDecided,
    onChange: tellDelivered,
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

  const pacemaker = createPacemaker({
    ...{ intervalMs: policy.intervalMs, clock, random },
    onDue: (trigger) => void runCycle(trigger),
    onBeat() {
      const ended = popUps.pauseEnded();
      if (watch.judge() || ended) emit({ kind: 'health' });
    },
    onJump(gapMs, setBackMs) {
      log.info('The clock jumped; checking at once.', { gapMs });
      if (setBackMs > 0) clockSetBack(setBackMs);
      void runCycle('resume');
      delivery.clockChanged();
    },
  });

  let started = false;
  let running: Promise<void> | null = null;
  let queued: Promise<void> | null = null;
  let lastCycle: MonitorHealth['lastCycle'] = null;
  /** Every active alert is looked at once after the start, and when the times that they wait for are not to be relied on. */
  let owedReview: CycleInput['review'] = 'start';

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
    await Promise.all([running, delivery.stop(), popUps.stop(), carrier.stop()]);
    listeners.clear();
  }

  function runCycle(trigger: CycleTrigger): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    if (running) {
      queued ??= running.then(() => {
        queued = null;
        return runCycle(trigger);
      });
      return queued;
    }
    pacemaker.hold();
    running = cycle(trigger)
      .catch((error: unknown) => {
        log.error('A check failed because of a fault in Watchkeeper.', { error });
        watch.noteStorage({ code: 'unknown', retryable: true, message: faultMessage });
      })
      .finally(() => {
        running = null;
        watch.noteCycleEnd();
        if (!stopping.signal.aborted) pacemaker.next(watch.problem());
        watch.judge();
        emit({ kind: 'health' });
      });
    return running;
  }

  async function cycle(trigger: CycleTrigger): Promise<void> {
    const startedAt = clock.now();
    const cursors = store.transaction((tx) => new Map(sources.map(({ name }) => [name, tx.cursors.read(name)])));
    if (!cursors.ok) {
      watch.noteStorage(cursors.error);
      lastCycle = { startedAt: iso(startedAt), durationMs: clock.now() - startedAt, error: cursors.error.message };
      return;
    }
    const polled = await Promise.all(
      sources.map((source) => poll(source, startedAt, cursors.value.get(source.name)?.cursor ?? null)),
    );
    if (stopping.signal.aborted) return;

    const now = clock.now();
    const patient = now - watch.startedAt < reviewAfterMs;
    const isAwaited = owedReview === 'start' && patient && !polled.every(({ result }) => result.ok);
    const review = isAwaited ? null : owedReview;
    const applied = apply(now, polled, review, !isAwaited);
    for (const { name, result, latencyMs } of polled) {
      const fault = applied.ok ? applied.value.faults.get(name) : undefined;
      watch.noteSource(name, fault ? { ok: false, error: fault } : result, startedAt, latencyMs, applied.ok);
    }
    watch.noteStorage(applied.ok ? null : applied.error);
    lastCycle = {
      startedAt: iso(startedAt),
      durationMs: clock.now() - startedAt,
      error: watch.problem()?.message ?? null,
    };
    if (!applied.ok) return;
    log.debug('Checked.', { trigger, durationMs: lastCycle.durationMs, changed: applied.value.alerts.length });
    if (review === owedReview) owedReview = null;
    told(applied.value);
    carrier.carry();
  }

  function apply(now: number, polled: readonly PolledSource[], review: CycleInput['review'], reviewed: boolean) {
    const context = notify(now, popUps.forCycle(now, reviewed));
    const { mildest } = rules;
    const input = { now, polled, review, alertPolicy: alertPolicy(), notify: context, mildest, muting };
    const applied = applyCycle(store, { ...input, queueSummaries: putSummaries }, log);
    if (!applied.ok) muting.forget();
    return applied;
  }

  function told(outcome: CycleOutcome): void {
    tell(outcome);
    delivery.wake();
    popUps.cycled();
  }

  /** What people did is decided on at once; before the first look at everything, that look does it. */
  function settle(): void {
    if (!started || stopping.signal.aborted || owedReview !== null) return;
    const applied = apply(clock.now(), [], null, true);
    if (applied.ok) told(applied.value);
    else log.warn(applied.error.message);
  }

  function putSummaries(tx: StoreTransaction): void {
    const { summaries } = settings;
    const [now, reportUrl, isSetUp] = [clock.now(), dependencies.reportUrl(), delivery.isSetUp];
    queueSummaries(tx, { settings: summaries, timeZone, now, currency: policy.currency, reportUrl, isSetUp });
  }

  async function poll(
    source: Source,
    now: number,
    cursor: string | null,
  ): Promise<PolledSource & { latencyMs: number }> {
    const context = { clock, deadlineMs: policy.sourceDeadlineMs, signal: stopping.signal, log };
    const seeding = watch.isSeeding(source.name);
    const result = await pollSource(source, { now, cursor }, context);
    return { name: source.name, result, seeding, latencyMs: clock.now() - now };
  }

  function alertPolicy(): AlertPolicy {
    return { deduplicationMs: policy.deduplicationMs, clearWindows, rowsResolveAfterMs };
  }

  function notify(now: number, face: FaceContext | null): NotifyContext {
    const { links } = dependencies;
    const whyMuted = (record: AlertRecord) => muting.why(record, now);
    const { currency } = policy;
    return { now, rules: rules.at(now), currency, links, isSetUp: delivery.isSetUp, whyMuted, popUps: face };
  }

  /** Nothing may wait for a time that was reckoned by a clock that went ahead. */
  function clockSetBack(byMs: number): void {
    owedReview ??= 'clock';
    popUps.clockSetBack(byMs);
  }

  function health(): MonitorHealth {
    watch.judge();
    const { status, reason, since } = watch.verdict();
    const counts = store.transaction((tx) => tx.outbox.counts(clock.now() - dayMs));
    const pending = store.transaction((tx) => tx.outbox.pendingBySender());
    const pausedUntil = popUps.pausedUntil();
    const nextCycleAt = pacemaker.nextCycleAt();
    return {
      status,
      statusReason: reason,
      statusSince: iso(since),
      startedAt: iso(watch.startedAt),
      nextCycleAt: nextCycleAt === null ? null : iso(nextCycleAt),
      cycleIntervalMs: policy.intervalMs,
      lastCycle,
      sources: watch.sources(),
      receivers: pending.ok ? [...delivery.health(pending.value), ...popUps.health(pending.value)] : [],
      popUpsPausedUntil: pausedUntil === null ? null : iso(pausedUntil),
      outbox: counts.ok ? counts.value : { pending: 0, failed: 0, sent: 0 },
    };
  }

  function tell({ alerts, newIds, notifiedIds }: CycleOutcome): void {
    popUps.alertsChanged(alerts, false);
    if (alerts.length > 0) emit({ kind: 'alerts', alerts, newIds });
    tellDecided(notifiedIds);
  }

  function tellDecided(alertIds: string[]): void {
    if (alertIds.length > 0) emit({ kind: 'notifications', alertIds });
  }

  function tellDelivered(entries: OutboxEntry[]): void {
    const alertIds = new Set(entries.filter(isAboutAlert).map(({ alertId }) => alertId));
    emit({ kind: 'notifications', alertIds: [...alertIds] });
    emit({ kind: 'health' });
  }

  function emit(change: MonitorChange): void {
    for (const listener of [...listeners]) {
      try {
        listener(change);
      } catch (error) {
        log.error('A listener of the watch failed.', { error });
      }
    }
  }

  return {
    start,
    stop,
    runCycle,
    health,
    alertsChanged(alerts: Alert[]) {
      popUps.alertsChanged(alerts, true);
      if (alerts.length > 0) emit({ kind: 'alerts', alerts, newIds: [] });
      settle();
      carrier.carry();
    },
    silencesChanged() {
      muting.forget();
      settle();
    },
    async testReceiver(name) {
      const result = await (popUps.test(name) ?? delivery.test(name));
      emit({ kind: 'health' });
      return result;
    },
    pausePopUps(until) {
      const paused = popUps.pause(until);
      emit({ kind: 'health' });
      return paused;
    },
    // Somebody who comes back is told once it was looked at what is now.
    setAway: (away) => popUps.setAway(away, async () => (started ? runCycle('resume') : undefined)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
