import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackBotNotifier } from '../../../core/adapters/slack/slackBotNotifier.ts';
import type { DeliveryResult, NotificationMessage, SummaryMessage } from '../../../core/notify/notifier.ts';
import type { Alert, NotificationReason } from '../../../shared/alert.ts';
import { aDigest } from '../../support/aDigest.ts';
import { anAlert } from '../../support/builders.ts';
import {
  type ApiFault,
  apiFault,
  readAloud,
  type ShownChannel,
  type ShownMessage,
  type SlackWorkspace,
  startSlackWorkspace,
} from '../../support/slackWorkspace.ts';

let slack: SlackWorkspace;
let alerts: ShownChannel;
beforeEach(async () => {
  slack = await startSlackWorkspace();
  alerts = slack.addChannel('alerts');
});
afterEach(async () => {
  await slack.close();
  expect(slack.complaints).toEqual([]);
});

const patient = new AbortController().signal;
const noon = Date.parse('2026-03-10T12:00:00.000Z');

const bot = (overrides: Partial<Parameters<typeof createSlackBotNotifier>[0]> = {}) =>
  createSlackBotNotifier({
    ...{ receiver: 'slack-bot', token: slack.botToken, channel: '#alerts', apiUrl: slack.apiUrl, now: () => noon },
    ...overrides,
  });

const aMessage = (
  reason: NotificationReason,
  ref: string | null = null,
  alert: Partial<Alert> = {},
): NotificationMessage => ({
  ...{
    key: `a1/slack-bot/${reason}`,
    reason,
    alert: anAlert(alert),
    currency: 'USD',
    delayedMs: 0,
    suppressed: 0,
    ref,
  },
  ...{ dashboardUrl: 'https://watch.example.com/alerts/a1', acknowledgeUrl: null },
});

const taken = { status: 'acknowledged', acknowledgedBy: 'Ana', acknowledgedAt: '2026-03-10T12:10:00.000Z' } as const;
const over = { status: 'resolved', resolvedAt: '2026-03-10T12:25:30.000Z' } as const;

/** Refused ones have no name; a test that goes on without it would mean nothing. */
function refIn(result: DeliveryResult): string {
  if (!result.ok || result.ref === undefined) throw new Error(`No ref in ${JSON.stringify(result)}`);
  return result.ref;
}

const posted = async (alert: Partial<Alert> = {}) => refIn(await bot().send(aMessage('firing', null, alert), patient));
const first = (): ShownMessage => {
  const [message] = alerts.messages;
  if (!message) throw new Error('Nothing was posted');
  return message;
};
const headline = (message: ShownMessage) => readAloud(message).split('\n')[1];
const thread = () => alerts.messages.filter(({ threadTs }) => threadTs === first().ts);
const methods = () => slack.calls.map(({ method }) => method);

describe('the life of an alert', () => {
  it('begins with a message, by which it is known from then on', async () => {
    expect(await posted()).toBe(`${alerts.id}:${first().ts}`);
    expect(headline(first())).toBe('💸 High · Revenue drop');
  });

  it('has begun however much Slack gives back of what was posted: told again, it would be told twice', async () => {
    const wordy: typeof fetch = async (input, init) => {
      const answer = (await (await fetch(input, init)).json()) as object;
      return Response.json({ ...answer, message: { text: 'x'.repeat(400_000) } });
    };
    expect(refIn(await bot({ fetch: wordy }).send(aMessage('firing'), patient))).toBe(`${alerts.id}:${first().ts}`);
  });

  it.each<[NotificationReason, boolean]>([
    ['severityRaised', true],
    ['escalated', true],
    ['repeat', false],
    ['reminder', false],
  ])('%s: told in the thread, in the channel too is %s', async (reason, broadcast) => {
    const ref = await posted();
    const worse = { severity: 'critical', occurrences: 4 } as const;
    expect(await bot().send(aMessage(reason, ref, worse), patient)).toEqual({ ok: true, ref });
    expect(thread().map((message) => message.broadcast)).toEqual([broadcast]);
    expect(headline(first())).toBe('💸 Critical · Revenue drop');
    expect(readAloud(first())).toContain('4 occurrences');
  });

  it('is shown as taken, with who, since when and why, and nobody is disturbed', async () => {
    const ref = await posted();
    const result = await bot().send(aMessage('acknowledged', ref, { ...taken, note: 'Rolling back' }), patient);
    expect(result).toEqual({ ok: true, ref });
    expect(alerts.messages).toHaveLength(1);
    expect(headline(first())).toBe('💸 Acknowledged · High · Revenue drop');
    expect(readAloud(first())).toContain('Ana has it since 2026-03-10 12:10 UTC: Rolling back');
    await bot().send(aMessage('unacknowledged', ref), patient);
    expect(alerts.messages).toHaveLength(1);
    expect(headline(first())).toBe('💸 High · Revenue drop');
    expect(readAloud(first())).not.toContain('Ana');
  });

  it('ends with the message calm and a line in the thread', async () => {
    const ref = await posted();
    await bot().send(aMessage('resolved', ref, over), patient);
    expect(first().attachments[0]?.color).toBe('#8b96a5');
    expect(headline(first())).toBe('💸 Resolved · Revenue drop');
    expect(thread().map(({ text }) => text)).toEqual(['Resolved · Revenue drop: $245, expected $1,850 (after 20 min)']);
  });

  it('has a button only while somebody hears it and nobody has the alert', async () => {
    const buttons = () => JSON.stringify(first().attachments).match(/"type":"button"/g)?.length ?? 0;
    const listening = bot({ interactive: true });
    const ref = refIn(await listening.send(aMessage('firing'), patient));
    expect(buttons()).toBe(1);
    await listening.send(aMessage('acknowledged', ref, taken), patient);
    expect(buttons()).toBe(0);
    await listening.send(aMessage('unacknowledged', ref), patient);
    expect(buttons()).toBe(1);
    await bot().send(aMessage('unacknowledged', ref), patient);
    expect(buttons()).toBe(0);
  });
});

describe('a message that cannot be brought up to date', () => {
  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    '%s: a new one takes its place',
    async (word) => {
      const ref = await posted();
      slack.next('chat.update', apiFault.error(word));
      const result = await bot().send(aMessage('severityRaised', ref, { severity: 'critical' }), patient);
      expect(refIn(result)).not.toBe(ref);
      expect(alerts.messages.map(headline)).toEqual(['💸 High · Revenue drop', '💸 Raised to critical · Revenue drop']);
    },
  );

  it('is followed into the channel of now when its own is closed', async () => {
    const ref = await posted();
    alerts.archived = true;
    const incidents = slack.addChannel('incidents');
    const result = await bot({ channel: 'incidents' }).send(aMessage('resolved', ref, over), patient);
    expect(refIn(result)).toBe(`${incidents.id}:${incidents.messages[0]?.ts}`);
  });

  it('is posted when what is known of it makes no sense', async () => {
    expect(refIn(await bot().send(aMessage('repeat', 'C1:../../x'), patient))).toBe(`${alerts.id}:${first().ts}`);
  });
});

describe('half of it', () => {
  it('the reply failed: made again it is there once', async () => {
    const ref = await posted();
    slack.next('chat.postMessage', apiFault.unavailable);
    const worse = aMessage('severityRaised', ref, { severity: 'critical' });
    expect(await bot().send(worse, patient)).toMatchObject({ ok: false, error: { kind: 'transient' } });
    expect(await bot().send(worse, patient)).toEqual({ ok: true, ref });
    expect(thread()).toHaveLength(1);
  });

  it('the update failed: nothing is said in the thread before it is made', async () => {
    const ref = await posted();
    slack.next('chat.update', apiFault.rateLimited('30'));
    const result = await bot().send(aMessage('resolved', ref, over), patient);
    expect(result).toMatchObject({ ok: false, error: { code: 'rateLimited', retryAfterMs: 30_000 } });
    expect(thread()).toEqual([]);
  });
});

describe('what Slack may answer', () => {
  it.each<[string, string, string]>([
    ['invalid_auth', 'auth', 'Slack does not accept the bot token'],
    ['token_revoked', 'auth', 'The bot token was revoked'],
    ['account_inactive', 'auth', 'The app was removed from the Slack workspace'],
    ['missing_scope', 'auth', 'Give the app the scope chat:write'],
    ['not_in_channel', 'notConfigured', 'Invite the app there'],
    ['channel_not_found', 'notConfigured', "Slack's channel #alerts does not exist, or is private"],
    ['is_archived', 'notConfigured', "Slack's channel #alerts is archived"],
    ['restricted_action', 'notAllowed', 'does not let the app write to #alerts'],
    ['some_word_of_next_year', 'notConfigured', 'some_word_of_next_year'],
  ])('%s: broken until a person mends it, and says how', async (word, code, sentence) => {
    slack.next('chat.postMessage', apiFault.error(word));
    const result = await bot().send(aMessage('firing'), patient);
    expect(result).toMatchObject({ ok: false, error: { kind: 'permanent', code, retryable: false } });
    expect(result).toMatchObject({ error: { message: expect.stringContaining(sentence) } });
    expect(result).toMatchObject({ error: { message: expect.stringContaining('Setup → Slack') } });
    expect(slack.calls).toHaveLength(1);
  });

  it.each<[string, ApiFault, string]>([
    ['an error of its own', apiFault.error('fatal_error'), 'unreachable'],
    ['an error inside', apiFault.error('internal_error'), 'unreachable'],
    ['it is away', apiFault.error('service_unavailable'), 'unreachable'],
    ['a server that is down', apiFault.unavailable, 'unreachable'],
    ['a sign-in page', apiFault.signInPage, 'badAnswer'],
    ['too many, in a word', apiFault.error('ratelimited'), 'rateLimited'],
    ['nothing, and hangs up', apiFault.cut, 'unreachable'],
  ])('%s: it passes', async (_, fault, code) => {
    slack.next('chat.postMessage', fault);
    const result = await bot().send(aMessage('firing'), patient);
    expect(result).toMatchObject({ ok: false, error: { kind: 'transient', code, retryable: true } });
    expect(slack.calls).toHaveLength(1);
  });

  it.each(['msg_too_long', 'invalid_blocks', 'msg_blocks_too_long', 'no_text'])(
    '%s: once more as plain text, then no more',
    async (word) => {
      slack.next('chat.postMessage', apiFault.error(word));
      expect(await bot().send(aMessage('firing'), patient)).toMatchObject({ ok: true });
      expect(first().attachments).toEqual([]);
      expect(first().text).toContain('Revenue $245 (expected about $1,850).');
      slack.answer('chat.postMessage', apiFault.error(word));
      expect(await bot().send(aMessage('firing'), patient)).toMatchObject({ ok: false, error: { kind: 'rejected' } });
      expect(slack.calls).toHaveLength(4);
    },
  );

  it('no to the blocks of an update: text takes their place, and nothing of before is left', async () => {
    const ref = await posted();
    slack.next('chat.update', apiFault.error('invalid_blocks'));
    expect(await bot().send(aMessage('acknowledged', ref, taken), patient)).toEqual({ ok: true, ref });
    expect(first().attachments).toEqual([]);
    expect(first().text).toContain('Ana has it since');
  });

  it('nothing at all: the deadline ends it', async () => {
    slack.answer('chat.postMessage', apiFault.hang);
    const deadline = new AbortController();
    const sending = bot().send(aMessage('firing'), deadline.signal);
    while (slack.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    deadline.abort();
    expect(await sending).toMatchObject({ ok: false, error: { kind: 'transient', code: 'timeout' } });
  });

  it('elsewhere: the token is not carried there', async () => {
    slack.next('chat.postMessage', apiFault.redirect);
    expect(await bot().send(aMessage('firing'), patient)).toMatchObject({ ok: false, error: { kind: 'permanent' } });
  });
});

it('keeps the token out of every sentence', async () => {
  slack.revoke('bot');
  for (const notifier of [bot(), bot({ token: 'xoxb-wrong-secret' })]) {
    const result = await notifier.send(aMessage('firing'), patient);
    expect(result).toMatchObject({ ok: false, error: { kind: 'permanent', code: 'auth' } });
    expect(JSON.stringify(result)).not.toMatch(/xoxb-|secret|127\.0\.0\.1/);
  }
});

it('sends its token to no address that is not safe', async () => {
  const notifier = createSlackBotNotifier({
    ...{ receiver: 'slack-bot', token: 'xoxb-1', channel: 'alerts', apiUrl: 'http://slack.example.com/api/' },
  });
  expect(await notifier.test(patient)).toMatchObject({
    ok: false,
    error: { kind: 'permanent', code: 'notConfigured' },
  });
});

describe('a digest', () => {
  const two = () => [
    aMessage('firing', null, { id: 'a1' }),
    aMessage('firing', null, { id: 'a2', title: 'Traffic drop' }),
  ];

  it('is one message; what becomes of its alerts is told in its thread, and worse than that on its own', async () => {
    const ref = refIn((await bot().sendDigest?.(aDigest(two()), patient)) ?? { ok: true });
    expect(await bot().send(aMessage('acknowledged', ref, taken), patient)).toEqual({ ok: true, ref });
    expect(await bot().send(aMessage('resolved', ref, over), patient)).toEqual({ ok: true, ref });
    expect(thread().map(({ text, broadcast }) => [text.split('\n')[0], broadcast])).toEqual([
      ['Acknowledged · High · Revenue drop: $245, expected $1,850', false],
      ['Resolved · Revenue drop: $245, expected $1,850 (after 20 min)', false],
    ]);
    expect(first().edits).toBe(0);
    const own = refIn(await bot().send(aMessage('severityRaised', ref, { severity: 'critical' }), patient));
    expect(own).not.toContain('digest');
    expect(alerts.messages.at(-1)?.threadTs).toBeNull();
  });

  it('brings the messages up to date that its alerts have already, and leaves them theirs', async () => {
    const ref = await posted();
    const [, other] = two();
    const digest = aDigest([aMessage('resolved', ref, over), ...(other ? [other] : [])]);
    expect(await bot().sendDigest?.(digest, patient)).toEqual({ ok: true });
    expect(headline(first())).toBe('💸 Resolved · Revenue drop');
  });

  it('is told though Slack has no time left to bring those messages up to date: told late, it would be told twice', async () => {
    const ref = await posted();
    const digest = aDigest([1, 2, 3].map((n) => aMessage('resolved', ref, { ...over, id: `a${n}` })));
    let time = noon;
    const slow: typeof fetch = (input, init) => {
      time += 3000;
      return fetch(input, init);
    };
    const before = slack.calls.length;
    expect(await bot({ fetch: slow, now: () => time }).sendDigest?.(digest, patient)).toEqual({ ok: true });
    expect(methods().slice(before)).toEqual(['chat.postMessage', 'chat.update']);
  });
});

it('sends a summary as one message', async () => {
  const summary: SummaryMessage = {
    ...{ key: 's1', period: 'day', dashboardUrl: null, currency: 'USD', delayedMs: 0 },
    report: {
      ...{ from: '2026-03-09T00:00:00.000Z', to: '2026-03-10T00:00:00.000Z', alerts: 1, open: 0 },
      ...{ bySeverity: [], byType: [], noisiest: [], meanTimeToAcknowledgeMs: null, meanTimeToResolveMs: null },
      ...{
        acknowledged: 0,
        resolved: 1,
        escalated: 0,
        messages: 2,
        failed: 0,
        falseAlarmShare: null,
        feedback: { real: 0, expected: 0, falseAlarm: 0, newNormal: 0, unsure: 0 },
        lostRevenue: null,
        days: [],
      },
    },
  };
  expect(await bot().sendSummary?.(summary, patient)).toEqual({ ok: true });
  expect(headline(first())).toBe('Watchkeeper: the day in short · 1 alert');
});

it('is tested by its token and by a message that alarms nobody', async () => {
  expect(await bot().test(patient)).toEqual({ ok: true });
  expect(methods()).toEqual(['auth.test', 'chat.postMessage']);
  expect(first().text).toContain('Nothing is wrong.');
});
