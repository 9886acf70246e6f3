// The process that is killed: the real store, monitor and notifiers of four receivers, and a source that tells of alerts until there
// are enough. Ends by itself once all of them are sent.

import { createPagerDutyNotifier } from '../../core/adapters/pagerDuty/pagerDutyNotifier.ts';
import { createSlackWebhookNotifier } from '../../core/adapters/slack/slackWebhookNotifier.ts';
import { openStore } from '../../core/adapters/sqlite/openStore.ts';
import { systemClock } from '../../core/adapters/system/systemClock.ts';
import { createWebhookNotifier } from '../../core/adapters/webhook/webhookNotifier.ts';
import type { ObservationBatch } from '../../core/alerts/observation.ts';
import { createMonitor } from '../../core/monitor/createMonitor.ts';
import type { Source } from '../../core/monitor/source.ts';
import { plainRoute } from '../../shared/delivery/builtInRoutes.ts';
import { ok } from '../../shared/problem.ts';
import { aDelivery } from '../support/aDelivery.ts';
import { anObservation } from '../support/builders.ts';
import { recordingLog } from '../support/recordingLog.ts';

const [databasePath = '', total = '0', slackUrl = '', pagerDutyUrl = '', manyUrl = '', oneUrl = ''] =
  process.argv.slice(2);
const alertCount = Number(total);
const alertsAPoll = 25;

const store = openStore(databasePath, { clock: systemClock, log: recordingLog() });
if (!store.ok) throw new Error(store.error.message);

/** Tells the next few of a fixed row of alerts; the cursor says how many were told. */
const source: Source = {
  name: 'told',
  kind: 'anomalies',
  staleAfterMs: null,
  async poll({ now, cursor }) {
    const from = Number(cursor ?? 0);
    const to = Math.min(alertCount, from + alertsAPoll);
    const observations = Array.from({ length: to - from }, (_, index) =>
      anObservation({ source: 'told', severity: 'critical', labels: { number: String(from + index) } }),
    );
    const batch: ObservationBatch = { source: 'told', at: now, observations, completeness: 'rows' };
    const batches = observations.length === 0 ? [] : [batch];
    return ok({ kind: 'read', batches, cursor: String(to), newestRowAt: now, skipped: { count: 0, last: null } });
  },
};

// One message an alert here; the hook `many` takes digests.
const { sendDigest: _, ...slack } = createSlackWebhookNotifier({
  receiver: 'slack',
  url: slackUrl,
  setIn: 'Setup → Slack',
});
const routingKey = '0'.repeat(32);
const hook = { signingKey: null, template: '' };
const receivers = [
  { name: 'slack', notifier: slack },
  {
    name: 'pagerduty',
    notifier: createPagerDutyNotifier({
      ...{ receiver: 'pagerduty', routingKey, setIn: 'Setup → PagerDuty', eventsUrl: pagerDutyUrl },
    }),
  },
  { name: 'many', notifier: createWebhookNotifier({ receiver: 'many', url: manyUrl, ...hook }) },
  {
    name: 'one',
    notifier: createWebhookNotifier({ receiver: 'one', url: oneUrl, ...hook, template: '{"id":"{{alert.id}}"}' }),
  },
];
const routes = plainRoute('All', [], {
  routes: receivers.map(({ name }) => plainRoute(name, [], { receivers: [name], continue: true })),
});
const limits = { perSecond: 1e6, burst: 1e6, perGroupPerMinute: 1e6, windowSeconds: 0, maxPerWindow: 1 };

const monitor = createMonitor({
  sources: [source],
  store: store.value,
  receivers,
  policy: {
    intervalMs: 20,
    sourceDeadlineMs: 1000,
    minSeverity: 'high',
    deduplicationMs: 900_000,
    repeatMs: null,
    remindMs: null,
    currency: 'USD',
  },
  delivery: { settings: { ...aDelivery({ routes }), limits }, timeZone: 'UTC' },
  pageUrl: () => null,
  // The double tells alerts apart by this address.
  links: (id) => ({ dashboardUrl: `http://127.0.0.1/alerts/${id}`, acknowledgeUrl: null }),
  acknowledgementSync: null,
  clock: systemClock,
  random: Math.random,
  log: recordingLog(),
  retryPolicy: { baseMs: 2, maxMs: 20, maxRetryAfterMs: 20, giveUpAfterMs: () => 3_600_000 },
});
monitor.start();
monitor.subscribe(() => {
  const told = store.value.describe().alerts;
  if (told < alertCount || monitor.health().outbox.pending > 0) return;
  void monitor.stop().then(() => {
    store.value.close();
    process.exit(0);
  });
});
