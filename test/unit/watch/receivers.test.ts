import { describe, expect, it } from 'vitest';
import { receiversOf } from '../../../core/watch/receivers.ts';
import { type SecretName, Settings } from '../../../shared/settings.ts';

it('a receiver has the limits that its options give it, and else none of its own', () => {
  const settings = Settings.parse({
    delivery: { options: { slack: { limits: { maxPerWindow: 3 } }, 'slack-critical': { minSeverity: 'high' } } },
  });
  const receivers = receiversOf({
    settings,
    secret: (name) => (name.startsWith('slackWebhook') ? 'https://hooks.slack.com/services/T/B/x' : null),
    endpoints: { slackApiUrl: null, pagerDutyEventsUrl: null },
    network: null,
  });
  expect(receivers.map(({ name, limits }) => [name, limits?.maxPerWindow ?? null])).toEqual([
    ['slack-critical', null],
    ['slack-revenue', null],
    ['slack-technical', null],
    ['slack', 3],
  ]);
});

describe('a receiver that is closed says where people open it again', () => {
  const own = [
    { name: 'team-hook', kind: 'slackWebhook' },
    { name: 'team-channel', kind: 'slackBot', channel: 'team' },
    { name: 'team-duty', kind: 'pagerDuty' },
    { name: 'team-json', kind: 'webhook' },
  ];
  const settings = Settings.parse({ delivery: { receivers: own, slack: { channel: 'alerts' } } });
  /** Everything is refused for good, by each service in its words. */
  const fetch: typeof globalThis.fetch = async (input) =>
    String(input).includes('slack.com/api')
      ? Response.json({ ok: false, error: 'is_archived' })
      : new Response('channel_is_archived', { status: 410 });
  const secrets: Partial<Record<SecretName, string>> = { slackBotToken: 'xoxb-1', pagerDutyKey: 'a'.repeat(32) };
  const receivers = receiversOf({
    ...{ settings, network: null, endpoints: { slackApiUrl: null, pagerDutyEventsUrl: null } },
    proxy: { fetch, dispatcher: () => expect.unreachable() },
    secret: (name) =>
      secrets[name] ?? (name === 'receiver.team-duty' ? 'b'.repeat(32) : 'https://hooks.slack.com/services/T/B/x'),
  });

  it.each([
    ['slack', 'Enter a new webhook in Setup → Slack.'],
    ['slack-bot', 'Choose another in Setup → Slack.'],
    ['pagerduty', 'Enter the integration key of an Events API v2 integration in Setup → PagerDuty.'],
    ['team-hook', 'Enter a new webhook in Delivery → Receivers.'],
    ['team-channel', 'Choose another in Delivery → Receivers.'],
    ['team-duty', 'Enter the integration key of an Events API v2 integration in Delivery → Receivers.'],
    ['team-json', 'Enter its address again in Delivery → Receivers.'],
  ])('%s', async (name, sentence) => {
    const result = await receivers
      .find((receiver) => receiver.name === name)
      ?.notifier.test(new AbortController().signal);
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining(sentence) } });
  });
});
