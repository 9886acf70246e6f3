// The process that is killed: the real store, monitor and Slack notifier, and a source that tells of alerts until there
// are enough. Ends by itself once all of them are sent.

import { createSlackWebhookNotifier } from '../../core/adapters/slack/slackWebhookNotifier.ts';
import { openStore } from '../../core/adapters/sqlite/openStore.ts';
import { systemClock } from '../../core/adapters/system/systemClock.ts';
import type { ObservationBatch } from '../../core/alerts/observation.ts';
import { createMonitor } from '../../core/monitor/createMonitor.ts';
import type { Source } from '../../core/monitor/source.ts';
import { ok } from '../../shared/problem.ts';
import { aDelivery } from '../support/aDelivery.ts';
import { anObservation } from '../support/builders.ts';
import { recordingLog } from '../support/recordingLog.ts';

const [databasePath = '', webhookUrl = '', total = '0'] = process.argv.slice(2);
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

const monitor = createMonitor({
  sources: [source],
  store: store.value,
  receivers: [{ name: 'slack', notifier: createSlackWebhookNotifier({ receiver: 'slack', url: webhookUrl }) }],
  policy: {
    intervalMs: 20,
    sourceDeadlineMs: 1000,
    minSeverity: 'high',
    deduplicationMs: 900_000,
    repeatMs: null,
    remindMs: null,
    currency: 'USD',
  },
  delivery: { settings: aDelivery({ limits: { perSecond: 100, burst: 100, windowSeconds: 0 } }), timeZone: 'UTC' },
  reportUrl: () => null,
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
