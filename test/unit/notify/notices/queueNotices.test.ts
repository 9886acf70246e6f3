import { describe, expect, it } from 'vitest';
import { openStore } from '../../../../core/adapters/sqlite/openStore.ts';
import type { JobNotice, JobsNotice, SourceNotice } from '../../../../core/notify/notices/notice.ts';
import { type NoticeContext, queueNotices } from '../../../../core/notify/notices/queueNotices.ts';
import { isNotice } from '../../../../core/notify/outbox.ts';
import { aJobNotice } from '../../../support/jobRuns.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { recordingLog } from '../../../support/recordingLog.ts';
import { successOf } from '../../../support/successOf.ts';

const clock = new ManualClock();

function told(status: JobNotice['status'], runId: string, more: Partial<JobNotice> = {}): SourceNotice {
  const phase = status === 'running' ? 'started' : 'finished';
  const notice = aJobNotice({ status, phase, runId, ...more });
  const thread = `job/${notice.job}/${runId}`;
  return { key: `${thread}/${status}`, notice, subject: `${notice.job} ${status}`, thread };
}

const user: SourceNotice = {
  ...{ key: 'user/1', subject: 'New user Ana', thread: null },
  notice: {
    ...{ kind: 'user', at: '2026-03-10T12:00:00.000Z', name: 'Ana', email: '', userId: '1', environment: '' },
    totalUsers: null,
  },
};

function desk(receivers: readonly string[], overrides: Partial<NoticeContext> = {}) {
  const store = successOf(openStore(':memory:', { clock, log: recordingLog() }));
  const context: NoticeContext = {
    ...{ now: clock.now(), jobs: { messages: 'all', channels: {} }, failuresAreTold: true },
    jobUrl: (job) => `https://watch.example.com/jobs${job === null ? '' : `?job=${job}`}`,
    firstSetUp: (line) => line.find((name) => receivers.includes(name)) ?? null,
    keepsThreads: (name) => name.startsWith('slack-bot'),
    ...overrides,
  };
  const queued = () =>
    successOf(store.transaction(({ outbox }) => receivers.flatMap((name) => outbox.pending(name)))).flatMap(
      ({ message, receiver }) => (isNotice(message) ? [{ ...message, receiver }] : []),
    );
  return {
    queued,
    subjects: () => queued().map(({ receiver, subject }) => `${receiver}: ${subject}`),
    queue: (...notices: SourceNotice[]) =>
      successOf(store.transaction(({ outbox }) => queueNotices(outbox, notices, context))),
  };
}

it('a bot hears of beginning and end, of each once', () => {
  const { queue, subjects } = desk(['slack-bot', 'slack']);
  queue(told('running', 'r1'));
  queue(told('running', 'r1'), told('succeeded', 'r1'));
  queue(told('succeeded', 'r1'));
  expect(subjects()).toEqual(['slack-bot: nightly running', 'slack-bot: nightly succeeded']);
});

it('a webhook hears of the end alone, and of failures by their alert', () => {
  const { queue, subjects } = desk(['slack']);
  queue(told('running', 'r1'), told('succeeded', 'r1'), told('failed', 'r2'));
  expect(subjects()).toEqual(['slack: nightly succeeded']);
});

it('a webhook hears of failures too where their alerts are too mild to be told', () => {
  const { queue, subjects } = desk(['slack'], { failuresAreTold: false });
  queue(told('failed', 'r2'));
  expect(subjects()).toEqual(['slack: nightly failed']);
});

it.each([
  ['all', ['nightly running', 'nightly succeeded']],
  ['finished', ['nightly succeeded']],
  ['none', []],
] as const)('with messages of kind %s a bot hears of %j', (messages, subjects) => {
  const { queue, queued } = desk(['slack-bot'], { jobs: { messages, channels: {} } });
  queue(told('running', 'r1'), told('succeeded', 'r2'));
  expect(queued().map(({ subject }) => subject)).toEqual(subjects);
});

it('a thread that began ends, whatever the settings say since', () => {
  const context: Partial<NoticeContext> = { jobs: { messages: 'all', channels: {} } };
  const { queue, subjects } = desk(['slack-bot'], context);
  queue(told('running', 'r1'));
  const later = { ...context, jobs: { messages: 'none' as const, channels: {} } };
  Object.assign(context, later);
  queue(told('succeeded', 'r1'));
  expect(subjects()).toEqual(['slack-bot: nightly running', 'slack-bot: nightly succeeded']);
});

it('a job has the channel that is given for its name, and a link to its page', () => {
  const { queue, queued } = desk(['slack-bot'], { jobs: { messages: 'all', channels: { billing: '#money' } } });
  queue(told('succeeded', 'r1', { job: 'billing' }), told('succeeded', 'r2', { job: 'constructor' }));
  expect(queued().map(({ channel, dashboardUrl }) => [channel, dashboardUrl])).toEqual([
    ['#money', 'https://watch.example.com/jobs?job=billing'],
    [null, 'https://watch.example.com/jobs?job=constructor'],
  ]);
});

it.each([
  [['slack-users', 'slack-bot', 'slack'], 'slack-users'],
  [['slack-bot', 'slack'], 'slack-bot'],
  [['slack'], 'slack'],
])('users go to the first of theirs that is set up: of %j to %s', (receivers, receiver) => {
  const { queue, queued } = desk(receivers);
  queue(user);
  expect(queued().map((message) => message.receiver)).toEqual([receiver]);
});

it('nobody is told where nothing is set up', () => {
  const { queue, queued } = desk(['pagerduty', 'email']);
  queue(user, told('succeeded', 'r1'));
  expect(queued()).toEqual([]);
});

describe('a storm', () => {
  const many = (count: number, of: (index: number) => Partial<JobNotice> = () => ({})) =>
    Array.from({ length: count }, (_, index) =>
      told(index % 100 === 7 ? 'failed' : 'succeeded', `r${index}`, of(index)),
    );

  it('of 500 runs is one message, the failed ones first', () => {
    const { queue, queued } = desk(['slack-bot']);
    queue(...many(500));
    const [message, ...more] = queued();
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      subject: '500 job runs: 5 failed, 495 succeeded',
      dashboardUrl: 'https://watch.example.com/jobs',
      thread: null,
      notice: { kind: 'jobs', counts: { failed: 5, succeeded: 495, running: 0, cancelled: 0 } },
    });
    const runs = (message?.notice as JobsNotice | undefined)?.runs ?? [];
    expect(runs.slice(0, 6).map(({ status }) => status)).toEqual([...Array(5).fill('failed'), 'succeeded']);
    expect(runs).toHaveLength(30);
  });

  it('is one message to each channel', () => {
    const { queue, queued } = desk(['slack-bot'], { jobs: { messages: 'all', channels: { billing: 'money' } } });
    queue(...many(60, (index) => ({ job: index % 2 === 0 ? 'billing' : 'nightly' })));
    expect(queued().map(({ channel, subject }) => [channel, subject])).toEqual([
      ['money', '30 job runs: 30 succeeded'],
      [null, '30 job runs: 1 failed, 29 succeeded'],
    ]);
  });

  it('leaves no run that began in a thread without its end', () => {
    const { queue, queued } = desk(['slack-bot']);
    queue(told('running', 'r3'), told('running', 'r7'));
    queue(...many(60));
    expect(queued().map(({ subject, thread }) => [subject, thread])).toEqual([
      ['nightly running', 'job/nightly/r3'],
      ['nightly running', 'job/nightly/r7'],
      ['nightly succeeded', 'job/nightly/r3'],
      ['nightly failed', 'job/nightly/r7'],
      ['58 job runs: 58 succeeded', null],
    ]);
  });

  it('that is one only by the ends of threads is told run by run', () => {
    const { queue, queued } = desk(['slack-bot']);
    for (const from of [0, 15]) {
      queue(...Array.from({ length: 15 }, (_, index) => told('running', `r${from + index}`)));
    }
    queue(...many(30));
    expect(queued()).toHaveLength(60);
  });

  it('is told once, though rows of its runs come again one by one', () => {
    const { queue, queued } = desk(['slack-bot']);
    queue(...many(21));
    queue(...many(3));
    expect(queued()).toHaveLength(1);
    queue(...many(500));
    expect(queued().map(({ subject }) => subject)).toEqual([
      '21 job runs: 1 failed, 20 succeeded',
      '479 job runs: 4 failed, 475 succeeded',
    ]);
  });

  it('of twenty runs are twenty messages', () => {
    const { queue, queued } = desk(['slack-bot']);
    queue(...many(20));
    expect(queued()).toHaveLength(20);
  });
});
