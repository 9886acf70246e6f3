import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSlackBotNotifier } from '../../../core/adapters/slack/slackBotNotifier.ts';
import { createSlackSocket, type SlackSocket } from '../../../core/adapters/slack/slackSocket.ts';
import type { NotificationMessage, Notifier } from '../../../core/notify/notifier.ts';
import type { Alert } from '../../../shared/alert.ts';
import { anAlert } from '../../support/builders.ts';
import { eventually } from '../../support/eventually.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import {
  readAloud,
  type ShownChannel,
  type SlackWorkspace,
  startSlackWorkspace,
} from '../../support/slackWorkspace.ts';

// The watch is stood in for by the few lines that keep one alert: what it decides has its own tests.
let slack: SlackWorkspace;
let channel: ShownChannel;
let bot: Notifier;
let socket: SlackSocket;
let alert: Alert;
let ref: string | null;

const signal = new AbortController().signal;
const links = { dashboardUrl: 'https://watch.example.com/alerts/a1', acknowledgeUrl: null };

async function tell(reason: NotificationMessage['reason'], change: Partial<Alert> = {}): Promise<void> {
  alert = { ...alert, ...change };
  const message = { key: reason, reason, alert, currency: 'USD', delayedMs: 0, suppressed: 0, ref, ...links };
  const result = await bot.send(message, signal);
  if (!result.ok) throw new Error(result.error.message);
  ref = result.ref ?? null;
}

beforeEach(async () => {
  slack = await startSlackWorkspace();
  channel = slack.addChannel('alerts');
  alert = anAlert();
  ref = null;
  const { apiUrl, botToken, appToken } = slack;
  bot = createSlackBotNotifier({
    receiver: 'slack-bot',
    token: botToken,
    channel: 'alerts',
    apiUrl,
    interactive: true,
  });
  socket = createSlackSocket({
    ...{ appToken, botToken, apiUrl, log: recordingLog(), clock: new ManualClock() },
    async acknowledge(id, by) {
      if (id !== alert.id) return 'This Watchkeeper does not know the alert.';
      if (alert.acknowledgedBy !== null) return `${alert.acknowledgedBy} has it already.`;
      await tell('acknowledged', { status: 'acknowledged', acknowledgedBy: by, acknowledgedAt: alert.startsAt });
      return null;
    },
    async giveFeedback(_, label, by) {
      await tell('feedback', { feedback: { label, comment: null, by, at: alert.startsAt } });
      return null;
    },
  });
});
afterEach(async () => {
  await socket.stop();
  await slack.close();
  expect(slack.complaints).toEqual([]);
});

it('an alert is posted, grows worse, is taken by a button in Slack, and ends: one message and its thread', async () => {
  socket.start();
  await slack.line.connected();
  await tell('firing');
  await tell('severityRaised', { severity: 'critical' });

  const [message] = channel.messages;
  const buttons = message?.attachments.flatMap(({ blocks }) => blocks.flatMap(({ elements }) => elements ?? [])) ?? [];
  const button = (buttons as Record<string, string>[]).find(({ type }) => type === 'button');
  const pressed = { actionId: button?.action_id ?? '', value: button?.value ?? '', channel: channel.id };
  await slack.line.press({ ...pressed, userId: 'U0000001' });
  await eventually(async () =>
    expect(readAloud(message ?? { text: '', attachments: [] })).toContain('Ana has it since'),
  );

  // Somebody whose screen is behind.
  await slack.line.press({ ...pressed, userId: 'U0000002' });
  await eventually(async () => expect(slack.ephemeral.map(({ text }) => text)).toEqual(['Ana has it already.']));

  await tell('resolved', { status: 'resolved', resolvedAt: '2026-03-10T12:25:30.000Z' });
  const seen = channel.messages.map(({ threadTs, broadcast, ...shown }) => [
    threadTs === null ? 'channel' : broadcast ? 'thread and channel' : 'thread',
    readAloud(shown).split('\n')[0],
  ]);
  expect(seen).toEqual([
    ['channel', 'Resolved · Revenue drop: $245, expected $1,850'],
    ['thread and channel', 'Raised to critical · Revenue drop: $245, expected $1,850'],
    ['thread', 'Resolved · Revenue drop: $245, expected $1,850 (after 20 min)'],
  ]);
});
