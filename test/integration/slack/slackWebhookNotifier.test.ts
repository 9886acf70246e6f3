import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackWebhookNotifier } from '../../../core/adapters/slack/slackWebhookNotifier.ts';
import type { NotificationMessage } from '../../../core/notify/notifier.ts';
import { aDigest } from '../../support/aDigest.ts';
import { anAlert } from '../../support/builders.ts';
import { type SlackDouble, type SlackFault, slackFault, startSlackDouble } from '../../support/slackDouble.ts';

let slack: SlackDouble;
beforeEach(async () => {
  slack = await startSlackDouble();
});
afterEach(async () => {
  await slack.close();
  expect(slack.complaints).toEqual([]);
});

const message: NotificationMessage = {
  ...{ key: 'k', reason: 'firing', alert: anAlert(), currency: 'USD', delayedMs: 0, suppressed: 0, ref: null },
  ...{ dashboardUrl: null, acknowledgeUrl: null },
};
const patient = new AbortController().signal;
const notifierTo = (url: string) => createSlackWebhookNotifier({ receiver: 'slack', url, setIn: 'Setup → Slack' });
const send = (signal = patient) => notifierTo(slack.url()).send(message, signal);

it('posts one message that Slack takes', async () => {
  expect(await send()).toEqual({ ok: true });
  expect(slack.messages.map(({ payload }) => payload.text)).toEqual(['High · Revenue drop: $245, expected $1,850']);
});

describe('what Slack may answer', () => {
  it.each<[string, SlackFault, string, string]>([
    ['an administrator forbade it', slackFault.actionProhibited, 'permanent', 'auth'],
    ['the token is not valid', slackFault.invalidToken, 'permanent', 'auth'],
    ['the channel is gone', slackFault.channelNotFound, 'permanent', 'notConfigured'],
    ['the webhook is gone', slackFault.noService, 'permanent', 'notConfigured'],
    ['the workspace is gone', slackFault.noTeam, 'permanent', 'notConfigured'],
    ['the channel is archived', slackFault.channelIsArchived, 'permanent', 'notConfigured'],
    ['elsewhere', slackFault.redirect, 'permanent', 'notConfigured'],
    ['it is overwhelmed', slackFault.rollupError, 'transient', 'unreachable'],
    ['it is away', slackFault.unavailable, 'transient', 'unreachable'],
    ['a sign-in page', slackFault.notOk, 'transient', 'badAnswer'],
    ['too many', { kind: 'rateLimited', retryAfter: '7' }, 'transient', 'rateLimited'],
    ['nothing, and hangs up', slackFault.cut, 'transient', 'unreachable'],
    ['half a word', slackFault.cutMidAnswer, 'transient', 'unreachable'],
  ])('%s', async (_, fault, kind, code) => {
    slack.answer(fault);
    const result = await send();
    expect(result).toMatchObject({ ok: false, error: { kind, code } });
    expect(slack.messages).toHaveLength(1);
    if (fault.kind === 'rateLimited') expect(result).toMatchObject({ error: { retryAfterMs: 7000 } });
  });

  it.each([slackFault.invalidPayload, slackFault.noText, slackFault.invalidBlocks])(
    '$body: the message is sent once more as plain text',
    async (fault) => {
      slack.next(fault);
      expect(await send()).toEqual({ ok: true });
      expect(slack.messages).toHaveLength(2);
      expect(slack.messages[1]?.payload.attachments).toBeUndefined();
      expect(slack.messages[1]?.payload.text).toContain('Revenue $245 (expected about $1,850).');
    },
  );

  it('refuses plain text too: then it is said, not tried again', async () => {
    slack.next(slackFault.invalidBlocks, slackFault.invalidPayload);
    expect(await send()).toMatchObject({ ok: false, error: { kind: 'rejected', retryable: false } });
    expect(slack.messages).toHaveLength(2);
  });

  it('nothing at all: the deadline ends it', async () => {
    slack.answer(slackFault.hang);
    const deadline = new AbortController();
    const sending = send(deadline.signal);
    while (slack.messages.length === 0) await new Promise((resolve) => setImmediate(resolve));
    deadline.abort();
    expect(await sending).toMatchObject({ ok: false, error: { kind: 'transient', code: 'timeout' } });
  });
});

describe('the address', () => {
  it.each(['http://hooks.example.com/services/T0/B0/secret', 'not an address', 'ftp://127.0.0.1/x'])(
    'is not used when it is not safe: %s',
    async (url) => {
      const result = await notifierTo(url).send(message, patient);
      expect(result).toMatchObject({ ok: false, error: { kind: 'permanent', code: 'notConfigured' } });
      expect(JSON.stringify(result)).not.toContain('secret');
    },
  );

  it('is in no sentence, whatever went wrong', async () => {
    const gone = slack.url('T000-secret');
    await slack.close();
    const result = await notifierTo(gone).send(message, patient);
    expect(result).toMatchObject({ ok: false, error: { kind: 'transient', code: 'unreachable' } });
    expect(JSON.stringify(result)).not.toMatch(/secret|127\.0\.0\.1/);
    slack = await startSlackDouble();
  });
});

it('sends a test message that alarms nobody', async () => {
  expect(await notifierTo(slack.url()).test(patient)).toEqual({ ok: true });
  expect(slack.messages[0]?.payload.text).toContain('Nothing is wrong.');
});

describe('many alerts at once', () => {
  const other = { ...message, alert: anAlert({ id: 'a2', severity: 'critical', title: 'Traffic drop' }) };
  const sendDigest = async () => {
    return notifierTo(slack.url()).sendDigest?.(aDigest([other, message]), patient);
  };

  it('are one message, which its reader can tell at a glance', async () => {
    expect(await sendDigest()).toEqual({ ok: true });
    expect(slack.messages.map(({ payload }) => payload.text)).toEqual(['2 alerts · 1 critical · 1 high']);
    expect(JSON.stringify(slack.messages[0]?.payload.attachments)).toContain('Critical · Traffic drop · $245');
  });

  it('are named in plain text when Slack refuses the blocks', async () => {
    slack.next(slackFault.invalidBlocks);
    expect(await sendDigest()).toEqual({ ok: true });
    expect(slack.messages[1]?.payload.attachments).toBeUndefined();
    expect(slack.messages[1]?.payload.text).toMatch(/^2 alerts.*\n• Critical · Traffic drop.*\n• High · Revenue drop/);
  });
});

it('sends a summary of a day, as plain text when Slack refuses the blocks', async () => {
  slack.next(slackFault.invalidBlocks);
  const period = { from: '2026-03-09T00:00:00.000Z', to: '2026-03-10T00:00:00.000Z', days: [] };
  const counts = { alerts: 3, open: 1, acknowledged: 1, resolved: 2, escalated: 0, messages: 5, failed: 0 };
  const lists = { bySeverity: [], byType: [], noisiest: [] };
  const means = {
    meanTimeToAcknowledgeMs: 60_000,
    meanTimeToResolveMs: null,
    falseAlarmShare: null,
    feedback: { real: 0, expected: 0, falseAlarm: 0, newNormal: 0, unsure: 0 },
    lostRevenue: null,
  };
  const report = { ...period, ...counts, ...lists, ...means };
  const summary = { key: 's', period: 'day' as const, report, dashboardUrl: null, currency: 'USD', delayedMs: 0 };
  expect(await notifierTo(slack.url()).sendSummary?.(summary, patient)).toEqual({ ok: true });
  expect(slack.messages[0]?.payload.attachments).toHaveLength(1);
  expect(slack.messages[1]?.payload.text).toContain('Acknowledged: 1, after 1 min on average');
});
