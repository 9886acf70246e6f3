import { systemClock } from '../../core/adapters/system/systemClock.ts';
import type { RecordsDesk } from '../../core/api/deliveryHandlers.ts';
import { compileSilences } from '../../core/notify/routing/compileSilences.ts';
import { createSilenceDesk } from '../../core/notify/silences/silenceDesk.ts';
import type { SilenceRecord } from '../../core/notify/silences/silences.ts';
import type { ReplayedAlert } from '../../core/notify/simulation/replay.ts';
import { createDeliveryDesk } from '../../core/watch/deliveryDesk.ts';
import type { Alert } from '../../shared/alert.ts';
import type { LedgerEntry, LedgerQuery } from '../../shared/delivery/ledger.ts';
import type { ReceiverView } from '../../shared/delivery/receiverView.ts';
import { failed, ok } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';
import { severities } from '../../shared/severity.ts';
import { tellDetail } from './mockStory.ts';
import type { MockWorld } from './mockWorld.ts';

/** Delivery as a host would have it over the alerts of a world: the real decisions, on what the world tells. */
export function createMockDelivery(world: MockWorld, settings: () => Settings, tell: (changed: Alert[]) => void) {
  const kept = new Map<string, SilenceRecord>();
  let made = 0;
  const open = () => world.alerts.filter(({ status }) => status !== 'resolved');
  const tx = {
    silences: {
      endingAfter: (after: number) => [...kept.values()].filter(({ endsAt }) => endsAt > after),
      byId: (id: string) => kept.get(id) ?? null,
      save: (silence: SilenceRecord) => void kept.set(silence.id, silence),
      prune: () => {},
    },
    alerts: { open, byId: (id: string) => world.alerts.find((alert) => alert.id === id) ?? null },
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

  const silences = createSilenceDesk({ store, clock: systemClock, newId: () => `silence-${++made}`, onChange: judge });
  const desk = () =>
    createDeliveryDesk({
      ...{ store, settings: settings(), timeZone: 'UTC', clock: systemClock, views: () => views },
      health: () => world.health().receivers,
    });
  const records: RecordsDesk = {
    ledger: (query) => ok(ledgerOf(world.alerts, query)),
    report: (from, to) => {
      if (world.name === 'errors')
        return failed('storage', 'The database could not be read. The watch goes on; try again.');
      const within = world.alerts.filter(({ startsAt }) => Date.parse(startsAt) >= from && Date.parse(startsAt) < to);
      return ok({ ...reportOf(within), from: new Date(from).toISOString(), to: new Date(to).toISOString() });
    },
  };
  return { silences, records, desk };
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

const views: ReceiverView[] = [
  aView('slack-critical', 'slackWebhook', null, null),
  aView('slack-revenue', 'slackWebhook', 'Its webhook is not set.', null),
  aView('slack-technical', 'slackWebhook', null, null),
  aView('slack', 'slackWebhook', null, null),
  aView('slack-bot', 'slackBot', "The Slack bot's token is not set.", null),
  aView('pagerduty', 'pagerDuty', null, null),
  aView('email', 'email', 'The mail server is not set.', null),
];

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

function ledgerOf(alerts: readonly Alert[], query: LedgerQuery) {
  const all = alerts.slice(0, 300).flatMap((alert): LedgerEntry[] =>
    tellDetail(alert).notificationLog.map((entry) => ({
      ...entry,
      alert: { title: alert.title, type: alert.type, severity: alert.severity },
    })),
  );
  const wanted = <T>(list: readonly T[] | undefined, value: T | null) =>
    !list || (value !== null && list.includes(value));
  const items = all.filter(
    ({ receiver, outcome, reason, heldBack, alert }) =>
      wanted(query.receiver, receiver) &&
      wanted(query.outcome, outcome) &&
      wanted(query.reason, reason) &&
      wanted(query.heldBack, heldBack) &&
      wanted(query.severity, alert?.severity ?? null),
  );
  items.sort((one, other) => other.at.localeCompare(one.at));
  return { items: items.slice(0, query.limit ?? 100), nextCursor: null, total: items.length };
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
    ...{ acknowledged: taken.length, escalated: 0, messages: alerts.length, failed: 0, falseAlarmShare: null },
    days: [...days].sort().map(([day, all]) => ({
      day,
      critical: count(all, 'critical'),
      high: count(all, 'high'),
      medium: count(all, 'medium'),
      low: count(all, 'low'),
    })),
  };
}
