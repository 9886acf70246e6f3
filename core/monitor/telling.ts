import type { Alert } from '../../shared/alert.ts';
import type { DeliverySettings } from '../../shared/delivery/deliverySettings.ts';
import type { Result } from '../../shared/problem.ts';
import type { AlertRecord } from '../alerts/alertRecord.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createDelivery, type Delivery } from '../notify/delivery.ts';
import { createDeliveryRules } from '../notify/deliveryRules.ts';
import type { NoticeContext } from '../notify/notices/queueNotices.ts';
import type { Receiver } from '../notify/receiver.ts';
import { defaultRetryPolicy, type RetryPolicy } from '../notify/retryPolicy.ts';
import type { Announcements } from './announcements.ts';
import { applyCycle, type CycleInput, type CycleOutcome, type PolledSource, reviewForFace } from './applyCycle.ts';
import { createCauses } from './causes.ts';
import { createDecisionLog } from './decisionLog.ts';
import { alertPolicyOf, type MonitorPolicy } from './monitorPolicy.ts';
import { createMonitorPopUps, type MonitorPopUps, type PopUpOptions } from './monitorPopUps.ts';
import type { MonitorStore } from './monitorStore.ts';
import { createMuting } from './muting.ts';
import { createNews } from './news.ts';
import type { FaceContext, NotifyContext } from './notifyContext.ts';
import { showFeedback } from './showFeedback.ts';

export interface TellingDependencies {
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
  clock: Clock;
  /** Uniform in [0, 1): jitter. */
  random(): number;
  log: Log;
  /** Every attempt to send is logged, whatever came of it. Left out: only failures are. */
  logAttempts?: boolean;
  /** Defaults to `defaultRetryPolicy`. */
  retryPolicy?: RetryPolicy;
  /** Null, or left out, where nothing shows pop-ups. */
  popUps?: PopUpOptions | null;
}

/** Who is told of what the watch found, decided with it in one transaction; and the ways to them. */
export interface Telling {
  delivery: Delivery;
  popUps: MonitorPopUps;
  /** `reviewed`: no source is waited for before alerts of before the start are decided on. */
  apply(
    now: number,
    polled: readonly PolledSource[],
    review: CycleInput['review'],
    reviewed: boolean,
  ): Result<CycleOutcome>;
  /** What was applied is on disk: it may be shown and sent. */
  applied(outcome: CycleOutcome): void;
  /** Messages show what people say of an alert; nothing is decided anew because of that. */
  showFeedback(alerts: readonly Alert[]): void;
  silencesChanged(): void;
}

export function createTelling(dependencies: TellingDependencies, announce: Announcements): Telling {
  const { store, policy, clock, random, log, links, logAttempts = false } = dependencies;
  const { settings, timeZone } = dependencies.delivery;
  const decisions = createDecisionLog(log.child('decisions'));
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
    review: (tx, face) => reviewForFace(tx, contextAt(clock.now(), face)),
    onReviewed: decisions.settle,
    onDecided: announce.decided,
    logAttempts,
    onChange: announce.delivered,
  });

  function contextAt(now: number, face: FaceContext | null): NotifyContext {
    return {
      ...{ now, links, popUps: face },
      rules: rules.at(now),
      currency: policy.currency,
      causeOf: createCauses(),
      isSetUp: delivery.isSetUp,
      whyMuted: (record: AlertRecord) => muting.why(record, now),
      note: decisions.note,
    };
  }

  return {
    delivery,
    popUps,
    apply(now, polled, review, reviewed) {
      const notify = contextAt(now, popUps.forCycle(now, reviewed));
      const { mildest } = rules;
      decisions.settle(false);
      const input = { now, polled, review, alertPolicy: alertPolicyOf(policy), notify, mildest, muting, ...news };
      const applied = applyCycle(store, input, log);
      decisions.settle(applied.ok);
      if (!applied.ok) muting.forget();
      return applied;
    },
    applied({ alerts, newIds, notifiedIds }) {
      popUps.alertsChanged(alerts, false);
      announce.alerts(alerts, newIds);
      announce.decided(notifiedIds);
      delivery.wake();
      popUps.cycled();
    },
    showFeedback(alerts) {
      const { showsFeedback } = delivery;
      const context = { now: clock.now(), currency: policy.currency, links, causeOf: createCauses(), showsFeedback };
      const queued = store.transaction((tx) => alerts.filter(({ id }) => showFeedback(tx, id, context)));
      if (queued.ok) announce.decided(queued.value.map(({ id }) => id));
      else log.warn(queued.error.message);
      delivery.wake();
    },
    silencesChanged: muting.forget,
  };
}
