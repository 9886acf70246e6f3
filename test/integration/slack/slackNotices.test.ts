import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userNotices } from '../../../core/adapters/clickhouse/users/userNotices.ts';
import { jobNotices } from '../../../core/jobs/jobNotices.ts';
import type { JobRun } from '../../../core/jobs/jobRun.ts';
import { judgeJobs } from '../../../core/jobs/judgeJobs.ts';
import { receiversOf } from '../../../core/watch/receivers.ts';
import type { SecretName } from '../../../shared/settings.ts';
import { Settings } from '../../../shared/settings.ts';
import { type AWatch, aWatch, minutes } from '../../support/aWatch.ts';
import { eventually } from '../../support/eventually.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { aJob, aRun } from '../../support/jobRuns.ts';
import { type SlackDouble, startSlackDouble } from '../../support/slackDouble.ts';
import {
  apiFault,
  readAloud,
  type ShownChannel,
  type ShownMessage,
  type SlackWorkspace,
  startSlackWorkspace,
} from '../../support/slackWorkspace.ts';

let slack: SlackWorkspace;
let webhooks: SlackDouble;
let channel: ShownChannel;
const made: AWatch[] = [];

beforeEach(async () => {
  [slack, webhooks] = await Promise.all([startSlackWorkspace(), startSlackDouble()]);
  channel = slack.addChannel('alerts');
});
afterEach(async () => {
  for (const watch of made.splice(0)) await stop(watch);
  await Promise.all([slack.close(), webhooks.close()]);
  expect([...slack.complaints, ...webhooks.complaints]).toEqual([]);
});

async function stop(watch: AWatch): Promise<void> {
  const stopped = watch.monitor.stop();
  await watch.clock.advance(2000);
  await stopped;
}

type Has = 'bot' | 'webhook';

/** A watch over the receivers as the settings make them. */
async function watching(has: readonly Has[], given: { jobs?: object; usersChannel?: string; over?: AWatch } = {}) {
  const settings = Settings.parse({
    delivery: { slack: { channel: has.includes('bot') ? 'alerts' : '', usersChannel: given.usersChannel ?? '' } },
    jobs: given.jobs ?? {},
  });
  const secrets: Partial<Record<SecretName, string>> = {
    ...(has.includes('bot') ? { slackBotToken: slack.botToken } : {}),
    ...(has.includes('webhook') ? { slackWebhookUrl: webhooks.url() } : {}),
  };
  const receivers = receiversOf({
    ...{ settings, secret: (name) => secrets[name] ?? null, network: null },
    endpoints: { slackApiUrl: slack.apiUrl, pagerDutyEventsUrl: null },
  });
  const overrides = { receivers, jobs: settings.jobs, pageUrl: (path: string) => `https://watch.example.com${path}` };
  const watch = given.over ? given.over.again(overrides) : aWatch(overrides);
  made.push(watch);
  watch.monitor.start();
  await watch.clock.advance(0);
  return {
    watch,
    async restarted() {
      made.splice(made.indexOf(watch), 1);
      await stop(watch);
      return watching(has, { ...given, over: watch });
    },
    /** One cycle in which these runs have new rows. */
    async runs(...runs: JobRun[]) {
      const { clock, engine } = watch;
      const observations = judgeJobs([aJob(runs)], clock.now(), runs);
      const batches = [aBatch(clock.now(), observations, { source: 'jobs' })];
      engine.next(aReport({ batches, notices: jobNotices(runs) }));
      await watch.cycle();
    },
    async users(...names: string[]) {
      const rows = names.map((name) => ({
        ...{ hash: name.toLowerCase(), alike: 1, at: watch.clock.now() },
        values: { user_id: name, display_name: name, email: `${name}@example.com` },
      }));
      watch.engine.next(aReport({ notices: userNotices(rows, true) }));
      await watch.cycle();
    },
    /** Lets retries come due until it holds; in small steps, as no message under way may come to its deadline meanwhile. */
    until: (expectation: () => void) =>
      eventually(async () => {
        await watch.clock.advance(100);
        expectation();
      }),
  };
}

const startedAt = Date.parse('2026-03-10T11:50:00.000Z');
const running = (more: Partial<JobRun> = {}) => aRun({ status: 'running', startedAt, ...more });
const over = (more: Partial<JobRun> = {}) => aRun({ startedAt, finishedAt: startedAt + minutes(4), ...more });

/** `channel: …` or `thread: …` of every message, as people read its first line. */
const shown = (messages: readonly ShownMessage[]) =>
  messages.map(
    (message) => `${message.threadTs === null ? 'channel' : 'thread'}: ${readAloud(message).split('\n')[0]}`,
  );

describe('a run told by a bot', () => {
  it('is one message that shows how it ended, and one in its thread', async () => {
    const { runs, until } = await watching(['bot']);
    await runs(running());
    await until(() => expect(shown(channel.messages)).toEqual(['channel: nightly started']));
    await runs(over({ stats: '{"rows": 7}' }));
    await until(() =>
      expect(shown(channel.messages)).toEqual([
        'channel: nightly succeeded after 4 min',
        'thread: ✅ nightly succeeded after 4 min',
      ]),
    );
    const [first, second] = channel.messages;
    expect(first).toMatchObject({ edits: 1 });
    expect(second?.threadTs).toBe(first?.ts);
    expect(readAloud(first ?? { text: '', attachments: [] })).toContain('rows: 7');
    expect(readAloud(first ?? { text: '', attachments: [] })).toContain('https://watch.example.com/jobs?job=nightly');
  });

  it('waits with its end until its beginning got through', async () => {
    slack.next('chat.postMessage', ...Array(3).fill({ kind: 'status', status: 500, body: 'oops' }));
    const { runs, until } = await watching(['bot']);
    await runs(running());
    await runs(over());
    await until(() => expect(channel.messages).toHaveLength(2));
    expect(shown(channel.messages)).toEqual([
      'channel: nightly succeeded after 4 min',
      'thread: ✅ nightly succeeded after 4 min',
    ]);
  });

  it('keeps its thread over a restart', async () => {
    const first = await watching(['bot']);
    await first.runs(running());
    // Noted as sent, too: what Slack has taken unheard is sent again.
    await first.until(() => expect(first.watch.monitor.health().outbox).toMatchObject({ sent: 1, pending: 0 }));
    const second = await first.restarted();
    await second.runs(over());
    await second.until(() => expect(channel.messages).toHaveLength(2));
    expect(channel.messages[1]?.threadTs).toBe(channel.messages[0]?.ts);
  });

  it('is told once, though its rows come again and in any order', async () => {
    const { runs, until, watch } = await watching(['bot']);
    await runs(running());
    await runs(over());
    await runs(over({ stats: '{"rows": 9}' }));
    await until(() => expect(channel.messages).toHaveLength(2));
    await watch.clock.advance(minutes(2));
    expect(channel.messages).toHaveLength(2);
  });

  it('that is over when it is first seen stands alone, without a beginning', async () => {
    const { runs, until } = await watching(['bot']);
    await runs(over());
    await until(() => expect(shown(channel.messages)).toEqual(['channel: nightly succeeded after 4 min']));
  });

  it('whose thread was deleted is told anew', async () => {
    const { runs, until } = await watching(['bot']);
    await runs(running());
    await until(() => expect(channel.messages).toHaveLength(1));
    channel.messages.splice(0);
    await runs(over());
    await until(() => expect(shown(channel.messages)).toEqual(['channel: nightly succeeded after 4 min']));
  });

  it('after half of its end got through is not told twice', async () => {
    const { runs, until } = await watching(['bot']);
    await runs(running());
    await until(() => expect(channel.messages).toHaveLength(1));
    // The update gets through, the answer in the thread does not at first.
    slack.next('chat.postMessage', apiFault.unavailable);
    await runs(over());
    await until(() => expect(channel.messages).toHaveLength(2));
    expect(shown(channel.messages)).toEqual([
      'channel: nightly succeeded after 4 min',
      'thread: ✅ nightly succeeded after 4 min',
    ]);
  });

  it.each<[string, { archived?: boolean; joined?: boolean } | null]>([
    ['does not exist', null],
    ['is archived', { archived: true }],
  ])('comes where alerts do when the channel of its job %s, and closes nothing for them', async (_, money) => {
    if (money) slack.addChannel('money', money);
    const { watch, runs, until } = await watching(['bot'], { jobs: { channels: { billing: '#money' } } });
    await runs(running({ job: 'billing' }));
    await until(() => expect(shown(channel.messages)).toEqual(['channel: billing started']));
    await until(() => {
      const [bot] = watch.monitor.health().receivers;
      expect(bot).toMatchObject({ status: 'ok', lastError: null, note: expect.stringContaining('#money') });
    });
  });

  it('goes to the channel of its job', async () => {
    const money = slack.addChannel('money');
    const { runs, until } = await watching(['bot'], { jobs: { channels: { billing: '#money' } } });
    await runs(running({ job: 'billing' }), running());
    await runs(over({ job: 'billing' }), over());
    await until(() => expect([money.messages.length, channel.messages.length]).toEqual([2, 2]));
    expect(shown(money.messages)[0]).toBe('channel: billing succeeded after 4 min');
  });

  it('that failed is told in its thread, and is an alert beside it', async () => {
    const { runs, until } = await watching(['bot']);
    await runs(running());
    await until(() => expect(channel.messages).toHaveLength(1));
    await runs(over({ status: 'failed', error: 'disk full', metadata: '{"password":"hunter2"}' }));
    await until(() => expect(channel.messages).toHaveLength(3));
    const texts = shown(channel.messages);
    expect(texts[0]).toBe('channel: nightly failed after 4 min');
    expect(texts).toContain('thread: ❌ nightly failed after 4 min');
    expect(texts.some((text) => text.startsWith('channel: High · Job failed'))).toBe(true);
    expect(JSON.stringify(slack.calls)).not.toContain('hunter2');
  });

  it('in a storm of 500 is one message', async () => {
    const { runs, until, watch } = await watching(['bot']);
    await runs(...Array.from({ length: 500 }, (_, index) => over({ runId: `r${index}` })));
    await until(() => expect(channel.messages).toHaveLength(1));
    await watch.clock.advance(minutes(1));
    expect(shown(channel.messages)).toEqual(['channel: 500 job runs: 500 succeeded']);
  });

  it('shows its end in a storm as well', async () => {
    const { runs, until } = await watching(['bot']);
    await runs(running({ runId: 'r0' }));
    await until(() => expect(shown(channel.messages)).toEqual(['channel: nightly started']));
    await runs(...Array.from({ length: 500 }, (_, index) => over({ runId: `r${index}` })));
    await until(() =>
      expect(shown(channel.messages).toSorted()).toEqual([
        'channel: 499 job runs: 499 succeeded',
        'channel: nightly succeeded after 4 min',
        'thread: ✅ nightly succeeded after 4 min',
      ]),
    );
  });
});

describe('a run told by a webhook alone', () => {
  const texts = () => webhooks.messages.map(({ payload }) => payload.text);

  it('is told when it is over', async () => {
    const { runs, until, watch } = await watching(['webhook']);
    await runs(running());
    await runs(over());
    await until(() => expect(texts()).toEqual(['nightly succeeded after 4 min']));
    await watch.clock.advance(minutes(1));
    expect(texts()).toHaveLength(1);
  });

  it('that failed is an alert, and nothing beside it', async () => {
    const { runs, until, watch } = await watching(['webhook']);
    await runs(running());
    await runs(over({ status: 'failed', error: 'disk full' }));
    await until(() => expect(texts()).toHaveLength(1));
    await watch.clock.advance(minutes(1));
    expect(texts()).toEqual([expect.stringMatching(/^High · Job failed/)]);
  });
});

describe('a new user', () => {
  it('is told in the channel of users', async () => {
    const users = slack.addChannel('users');
    const { users: register, until } = await watching(['bot', 'webhook'], { usersChannel: 'users' });
    await register('Ana');
    await until(() => expect(shown(users.messages)).toEqual(['channel: New user: Ana']));
    expect(readAloud(users.messages[0] as ShownMessage).replaceAll('\u2060', '')).toContain('A…@example.com');
    expect([channel.messages, webhooks.messages]).toEqual([[], []]);
  });

  it('is told in the usual channel where users have none', async () => {
    const { users: register, until } = await watching(['bot', 'webhook']);
    await register('Ana', 'Bo');
    await until(() => expect(shown(channel.messages)).toEqual(['channel: New user: Ana', 'channel: New user: Bo']));
  });

  it('is told by the webhook where there is no bot, is no alert and does not show on the tray', async () => {
    const { users: register, until, watch } = await watching(['webhook']);
    await register('Ana');
    await until(() => expect(webhooks.messages.map(({ payload }) => payload.text)).toEqual(['New user: Ana']));
    expect(watch.store.book.list({}).total).toBe(0);
  });

  it('is told in the usual channel while that of users is gone', async () => {
    slack.addChannel('users', { archived: true });
    const { users: register, until } = await watching(['bot'], { usersChannel: 'users' });
    await register('Ana');
    await until(() => expect(shown(channel.messages)).toEqual(['channel: New user: Ana']));
  });
});
