// `node test/bench/outbox.ts`: messages a second from the outbox on disk to a local Slack, one after the other.
import { join } from 'node:path';
import { createSlackWebhookNotifier } from '../../core/adapters/slack/slackWebhookNotifier.ts';
import { openStore } from '../../core/adapters/sqlite/openStore.ts';
import { systemClock } from '../../core/adapters/system/systemClock.ts';
import { createDelivery } from '../../core/notify/delivery.ts';
import { defaultRetryPolicy } from '../../core/notify/retryPolicy.ts';
import { manyAlerts } from '../support/manyAlerts.ts';
import { recordingLog } from '../support/recordingLog.ts';
import { reportFigure } from '../support/reportFigure.ts';
import { startSlackDouble } from '../support/slackDouble.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const messages = 2000;

await using folder = await temporaryFolder();
const slack = await startSlackDouble();
const log = recordingLog();
const store = openStore(join(folder.path, 'watchkeeper.db'), { clock: systemClock, log });
if (!store.ok) throw new Error(store.error.message);
const { book, transaction, close } = store.value;

manyAlerts(store.value, messages, Date.now(), 1000);
const { items } = book.list({ limit: messages });
const enqueueStartedAt = performance.now();
transaction(({ outbox }) => {
  for (const alert of items) {
    const links = { dashboardUrl: 'http://127.0.0.1/', acknowledgeUrl: null };
    outbox.enqueue({ key: alert.id, reason: 'firing', alert, currency: 'USD', ...links }, 'slack', Date.now());
  }
});
const enqueueMs = performance.now() - enqueueStartedAt;

// Each alert a message of its own, as where nothing puts them together.
const { sendDigest: _, ...oneByOne } = createSlackWebhookNotifier({
  ...{ receiver: 'slack', url: slack.url(), setIn: 'Setup → Slack' },
});
const { promise: allSent, resolve } = Promise.withResolvers<void>();
let sent = 0;
const delivery = createDelivery({
  receivers: [{ name: 'slack', notifier: oneByOne }],
  limits: { perSecond: 1e6, burst: 1e6, perGroupPerMinute: 1e6, windowSeconds: 0, maxPerWindow: 1 },
  fallbackLine: () => ['slack'],
  ...{ store: store.value, clock: systemClock, random: Math.random, log },
  retryPolicy: defaultRetryPolicy,
  onChange(entries) {
    sent += entries.length;
    if (sent >= messages) resolve();
  },
});
const startedAt = performance.now();
delivery.start();
await allSent;
const seconds = (performance.now() - startedAt) / 1000;
await delivery.stop();
close();
await slack.close();
reportFigure('outbox', { messages, arrived: slack.messages.length, perSecond: messages / seconds, enqueueMs });
