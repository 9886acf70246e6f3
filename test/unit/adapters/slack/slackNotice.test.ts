import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slackNotice, slackNoticeLine, slackNoticeText } from '../../../../core/adapters/slack/slackNotice.ts';
import type { Notice } from '../../../../core/notify/notices/notice.ts';
import type { NoticeMessage } from '../../../../core/notify/notifier.ts';
import { aJobNotice } from '../../../support/jobRuns.ts';
import { nastyTexts } from '../../../support/nastyTexts.ts';
import { slackComplaint } from '../../../support/slackLimits.ts';
import { readAloud } from '../../../support/slackWorkspace.ts';

const aNotice = (notice: Notice, more: Partial<NoticeMessage> = {}): NoticeMessage => ({
  ...{ key: 'n1', notice, channel: null, dashboardUrl: 'https://watch.example.com/jobs?job=nightly', delayedMs: 0 },
  ref: null,
  ...more,
});
const lines = (message: NoticeMessage) => {
  const { text, attachments = [] } = slackNotice(message);
  return readAloud({ text, attachments: attachments as never }).split('\n');
};

describe('a run', () => {
  it('that went well alarms nobody, and says how long it took and what it did', () => {
    const message = aNotice(aJobNotice({ facts: [{ name: 'rows read', value: '1,200' }] }));
    expect(slackNotice(message).attachments?.[0]?.color).toBe('#8b96a5');
    expect(lines(message)).toEqual([
      'nightly succeeded after 4 min',
      '✅ nightly succeeded after 4 min',
      '*Started*',
      expect.stringContaining('2026-03-10 12:00 UTC'),
      '*Finished*',
      expect.stringContaining('2026-03-10 12:04 UTC'),
      'rows read: 1,200',
      '<https://watch.example.com/jobs?job=nightly|Open in Watchkeeper>',
      'Run r1',
    ]);
  });

  it('that failed has the colour of high, and its error', () => {
    const message = aNotice(aJobNotice({ status: 'failed', error: 'disk full' }));
    expect(slackNotice(message).attachments?.[0]?.color).toBe('#f5852b');
    expect(lines(message)).toContain('disk full');
    expect(slackNoticeLine(message).text).toBe('❌ nightly failed after 4 min\ndisk full');
  });

  it('that began says so, without an end', () => {
    const began = aJobNotice({ phase: 'started', status: 'running', finishedAt: null, durationMs: null });
    expect(lines(aNotice(began))[0]).toBe('nightly started');
    expect(lines(aNotice(began))).not.toContain('*Finished*');
  });

  it('that is told late says how late', () => {
    expect(lines(aNotice(aJobNotice(), { delayedMs: 600_000 }))).toContain('delayed 10 min');
  });
});

it('many runs are counted, the failed ones named first, as far as they fit', () => {
  const runs = Array.from({ length: 30 }, (_, index) => aJobNotice({ runId: `r${index}`, job: `job ${index}` }));
  const failed = { ...aJobNotice({ status: 'failed', error: 'disk full', job: 'billing' }) };
  const counts = { failed: 1, succeeded: 499, running: 0, cancelled: 0 };
  const { text } = slackNoticeText(aNotice({ kind: 'jobs', counts, runs: [failed, ...runs] }));
  expect(text.split('\n').slice(0, 3)).toEqual([
    '500 job runs: 1 failed, 499 succeeded',
    '❌ billing (prod) failed after 4 min: disk full',
    '✅ job 0 (prod) succeeded after 4 min',
  ]);
  expect(text.split('\n').at(-1)).toBe('and 469 more');
});

it('a new user is named, with what is known', () => {
  const user = { kind: 'user', at: '2026-03-10T12:00:00.000Z', name: 'Ana', email: 'a…@example.com' } as const;
  expect(
    lines(aNotice({ ...user, userId: '7', environment: 'prod', totalUsers: 1204 }, { dashboardUrl: null })),
  ).toEqual([
    'New user: Ana',
    '👤 New user: Ana',
    'Name: Ana',
    expect.stringMatching(/^E-mail: a…@\u2060example/),
    'Id: 7',
    'Total users: 1,204',
    'Environment: prod',
  ]);
});

it('keeps within the limits of Slack and pings nobody, whatever the data holds', () => {
  const text = fc.oneof(
    fc.constantFrom(...nastyTexts, ''),
    fc.constantFrom(...nastyTexts).map((nasty) => nasty.repeat(100)),
    fc.string({ unit: 'binary', maxLength: 400 }),
  );
  const instant = fc.constantFrom(null, '2026-03-10T12:00:00.000Z');
  const status = fc.constantFrom('running', 'succeeded', 'failed', 'cancelled') as fc.Arbitrary<'failed'>;
  const run = { job: text, environment: text, runId: text, status, durationMs: fc.option(fc.nat()), error: text };
  const notice: fc.Arbitrary<Notice> = fc.oneof(
    fc.record({
      ...{
        kind: fc.constant('job' as const),
        phase: fc.constantFrom('started', 'finished') as fc.Arbitrary<'started'>,
      },
      ...{ ...run, startedAt: instant, finishedAt: instant },
      facts: fc.array(fc.record({ name: text, value: text }), { maxLength: 15 }),
    }),
    fc.record({
      kind: fc.constant('jobs' as const),
      counts: fc.record({ running: fc.nat(), succeeded: fc.nat(), failed: fc.nat(), cancelled: fc.nat() }),
      runs: fc.array(fc.record(run), { maxLength: 30 }),
    }),
    fc.record({
      ...{ kind: fc.constant('user' as const), at: fc.constant('2026-03-10T12:00:00.000Z') },
      ...{ name: text, email: text, userId: text, environment: text, totalUsers: fc.option(fc.nat()) },
    }),
    fc.record({
      ...{ kind: fc.constant('users' as const), count: fc.nat(), names: fc.array(text, { maxLength: 25 }) },
      totalUsers: fc.option(fc.nat()),
    }),
  );
  fc.assert(
    fc.property(notice, fc.nat(), (each, delayedMs) => {
      const message = aNotice(each, { delayedMs });
      for (const payload of [slackNotice(message), slackNoticeText(message), slackNoticeLine(message)]) {
        expect(slackComplaint(payload)).toBeNull();
        const { text: said, attachments = [] } = payload;
        expect(readAloud({ text: said, attachments: attachments as never })).not.toMatch(
          /<[!@#](?!date\^)|@(here|channel)/,
        );
      }
    }),
    { numRuns: 300 },
  );
});
