import { systemClock } from '../../core/adapters/system/systemClock.ts';
import type { RecordsDesk } from '../../core/api/deliveryHandlers.ts';
import { compileSilences } from '../../core/notify/routing/compileSilences.ts';
import { createSilenceDesk } from '../../core/notify/silences/silenceDesk.ts';
import type { SilenceRecord } from '../../core/notify/silences/silences.ts';
import type { ReplayedAlert } from '../../core/notify/simulation/replay.ts';
import { createDeliveryDesk } from '../../core/watch/deliveryDesk.ts';
import { receiverViews } from '../../core/watch/receivers.ts';
import type { Alert } from '../../shared/alert.ts';
import type { ReceiverView } from '../../shared/delivery/receiverView.ts';
import type { FeedbackLabel } from '../../shared/learning/feedback.ts';
import { failed, ok } from '../../shared/problem.ts';
import type { SettingsView } from '../../shared/settings.ts';
import { severities } from '../../shared/severity.ts';
import { mockLedger } from './mockLedger.ts';
import type { MockWorld } from './mockWorld.ts';
import { recordingLog } from './recordingLog.ts';

/** Delivery as a host would have it over the alerts of a world: the real decisions, on what the world tells. */
export function createMockDelivery(world: MockWorld, settings: () => SettingsView, tell: (changed: Alert[]) => void) {
  const kept = new Map<string, SilenceRecord>();
  let made = 0;
  const open = () => world.alerts.filter(({ status }) => status !== 'resolved');
  const tx = {
    silences: {
      endingAfter: (after: number) => [...kept.values()].filter(({ endsAt }) => endsAt > after),
      countEndingAfter: (after: number) => [...kept.values()].filter(({ endsAt }) => endsAt > after).length,
      byId: (id: string) => kept.get(id) ?? null,
      save: (silence: SilenceRecord) => void kept.set(silence.id, silence),
      prune: () => {},
    },
    alerts: {
      open,
      byId: (id: string) => world.alerts.find((alert) => alert.id === id) ?? null,
      countsBySilence: () => countsOf(open()),
    },
    reports: { lives: () => world.alerts.slice(0, 2000).map(lifeOf), read: () => reportOf(world.alerts) },
  };
  // Only what the desks use of a store; an alert as it goes over the wire has all of a record that they look at.
  const store = { transaction: <T>(work: (given: never) => T) => ok(work(tx as never)) };

  function judge(): void {
    const now = systemClock.now();
    const active = [...kept.values()].filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
    const { mutedBy } = compileSilences(active);
    const changed = open().flatMap((alert) => {
      const silencedBy = mutedBy(alert);
      if (silencedBy.join() === alert.silencedBy.join()) return [];
      alert.silencedBy = silencedBy;
      return [alert];
    });
    if (changed.length > 0) tell(changed);
  }

  const silences = createSilenceDesk({
    ...{ store, clock: systemClock, log: recordingLog(), newId: () => `silence-${++made}` },
    onChange: judge,
  });
  const desk = () =>
    createDeliveryDesk({
      ...{ store, settings: settings().settings, timeZone: 'UTC', clock: systemClock },
      views: () => [...builtIn, ...ownViews(settings())],
      health: () => world.health().receivers,
      popUpsPausedUntil: () => null,
    });
  const records: RecordsDesk = {
    ledger: (query) => ok(mockLedger(world.alerts, kept, query)),
    report: (from, to) => {
      if (world.name === 'errors')
        return failed('storage', 'The database could not be read. The watch goes on; try again.');
      const within = world.alerts.filter(({ startsAt }) => Date.parse(startsAt) >= from && Date.parse(startsAt) < to);
      return ok({ ...reportOf(within), from: new Date(from).toISOString(), to: new Date(to).toISOString() });
    },
  };
  return { silences, records, desk };
}

function countsOf(alerts: readonly Alert[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { silencedBy } of alerts) for (const id of silencedBy) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

const aView = (
  name: string,
  kind: ReceiverView['kind'],
  missing: string | null,
  destination: string | null,
): ReceiverView => ({
  ...{ name, kind, missing, destination, builtIn: true, setUp: missing === null },
  health: missing === null ? { name, kind, status: 'ok', lastSentAt: null, lastError: null, pending: 0 } : null,
});

const builtIn: ReceiverView[] = [
  aView('slack-critical', 'slackWebhook', null, null),
  aView('slack-revenue', 'slackWebhook', 'Its webhook is not set.', null),
  aView('slack-technical', 'slackWebhook', null, null),
  aView('slack', 'slackWebhook', null, null),
  aView('slack-bot', 'slackBot', "The Slack bot's token is not set.", null),
  aView('pagerduty', 'pagerDuty', null, null),
  aView('email', 'email', 'The mail server is not set.', null),
];

/** The person's own, as a real host would list them; what a secret says does not matter here. */
function ownViews({ settings, secrets }: SettingsView): ReceiverView[] {
  const secret = (name: keyof typeof secrets) => (secrets[name]?.set ? 'https://example.com/' : null);
  const endpoints = { slackApiUrl: null, pagerDutyEventsUrl: null };
  return receiverViews({ settings, secret, endpoints, network: null }, [])
    .filter((view) => !view.builtIn)
    .map((view) => {
      const { name, kind, setUp } = view;
      const health = { name, kind, status: 'ok' as const, lastSentAt: null, lastError: null, pending: 0 };
      return setUp ? { ...view, health } : view;
    });
}

function lifeOf({
  id,
  fingerprint,
  type,
  source,
  labels,
  severity,
  startsAt,
  acknowledgedAt,
  resolvedAt,
}: Alert): ReplayedAlert {
  const begun = { at: Date.parse(startsAt), kind: 'severity' as const, severity };
  const taken =
    acknowledgedAt === null ? [] : [{ at: Date.parse(acknowledgedAt), kind: 'acknowledged' as const, has: true }];
  const over = resolvedAt === null ? [] : [{ at: Date.parse(resolvedAt), kind: 'resolved' as const }];
  return { id, fingerprint, type, source, labels, severity, events: [begun, ...taken, ...over] };
}

function reportOf(alerts: readonly Alert[]) {
  const types = Map.groupBy(alerts, ({ type }) => type);
  const byType = [...types].map(([type, all]) => ({ type, title: all[0]?.title ?? type, alerts: all.length }));
  const days = Map.groupBy(alerts, ({ startsAt }) => startsAt.slice(0, 10));
  const count = (all: readonly Alert[], severity: Alert['severity']) =>
    all.filter((alert) => alert.severity === severity).length;
  const taken = alerts.filter(({ acknowledgedAt }) => acknowledgedAt !== null);
  const over = alerts.filter(({ resolvedAt }) => resolvedAt !== null);
  const mean = (all: readonly Alert[], end: 'acknowledgedAt' | 'resolvedAt') =>
    all.length === 0
      ? null
      : all.reduce((sum, alert) => sum + Date.parse(alert[end] ?? '') - Date.parse(alert.startsAt), 0) / all.length;
  return {
    ...{ from: '', to: '', alerts: alerts.length, open: alerts.length - over.length, resolved: over.length },
    bySeverity: severities.map((severity) => ({ severity, alerts: count(alerts, severity) })),
    byType,
    noisiest: byType.slice(0, 20).map((one) => ({ ...one, labels: {}, messages: one.alerts })),
    meanTimeToAcknowledgeMs: mean(taken, 'acknowledgedAt'),
    meanTimeToResolveMs: mean(over, 'resolvedAt'),
    ...{ acknowledged: taken.length, escalated: 0, messages: alerts.length, failed: 0 },
    ...judged(alerts),
    lostRevenue: alerts.reduce<number | null>(
      (sum, { lostRevenue }) => (lostRevenue === null ? sum : (sum ?? 0) + lostRevenue),
      null,
    ),
    days: [...days].sort().map(([day, all]) => ({
      day,
      critical: count(all, 'critical'),
      high: count(all, 'high'),
      medium: count(all, 'medium'),
      low: count(all, 'low'),
    })),
  };
}

function judged(alerts: readonly Alert[]) {
  const of = (label: FeedbackLabel) => alerts.filter(({ feedback }) => feedback?.label === label).length;
  const [real, expected, falseAlarm, newNormal] = [of('real'), of('expected'), of('falseAlarm'), of('newNormal')];
  const all = real + expected + falseAlarm + newNormal;
  return {
    feedback: { real, expected, falseAlarm, newNormal, unsure: of('unsure') },
    falseAlarmShare: all === 0 ? null : falseAlarm / all,
  };
}
