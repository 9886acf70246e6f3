import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slackDigest, slackDigestText } from '../../../../core/adapters/slack/slackDigest.ts';
import type { SlackPayload } from '../../../../core/adapters/slack/slackPayload.ts';
import type { DigestMessage, NotificationMessage } from '../../../../core/notify/notifier.ts';
import type { Alert } from '../../../../shared/alert.ts';
import { aDigest as plainDigest } from '../../../support/aDigest.ts';
import { anAlert } from '../../../support/builders.ts';
import { nastyTexts } from '../../../support/nastyTexts.ts';
import { charactersOf, slackComplaint } from '../../../support/slackLimits.ts';
import { readAloud } from '../../../support/slackWorkspace.ts';

const now = Date.parse('2026-03-10T12:17:30.000Z');

const aMessage = (alert: Partial<Alert> = {}, overrides: Partial<NotificationMessage> = {}): NotificationMessage => ({
  ...{ key: 'k', reason: 'firing', alert: anAlert(alert), currency: 'USD', delayedMs: 0, suppressed: 0, ref: null },
  ...{ dashboardUrl: null, acknowledgeUrl: null },
  ...overrides,
});

const aDigest = (messages: NotificationMessage[], overrides: Partial<DigestMessage> = {}): DigestMessage =>
  plainDigest(messages, { dashboardUrl: 'https://watch.example.com/alerts', ...overrides });

const textsOf = (payload: SlackPayload): string[] => {
  const [attachment] = payload.attachments ?? [];
  return readAloud({ text: '', attachments: JSON.parse(JSON.stringify(attachment ? [attachment] : [])) })
    .split('\n')
    .filter((line) => line !== '');
};

const many = (count: number, alert: Partial<Alert> = {}) =>
  Array.from({ length: count }, (_, at) => aMessage({ id: `a${at}`, title: `Alert number ${at}.`, ...alert }));

describe('many alerts in one message', () => {
  it('are counted by severity and each named with its value and age', () => {
    const payload = slackDigest(
      aDigest(
        [
          aMessage({ severity: 'critical', title: 'Traffic drop', unit: 'count', metricValue: 12 }),
          aMessage({ severity: 'high' }, { reason: 'severityRaised' }),
          aMessage({ severity: 'low', title: 'Old news', metricValue: null }, { reason: 'repeat' }),
          aMessage({ ...{ status: 'resolved', resolvedAt: '2026-03-10T12:06:30.000Z' } }, { reason: 'resolved' }),
        ],
        { group: 'source = engine' },
      ),
      now,
    );
    expect(textsOf(payload)).toEqual([
      '4 alerts · 1 critical · 1 high · 1 low · 1 resolved',
      'What they have in common: source = engine',
      '• Critical · Traffic drop · 12 · 12 min',
      '• Raised to high · Revenue drop · $245 · 12 min',
      '• Still firing · Low · Old news · 12 min',
      '• Resolved · Revenue drop · $245 · 1 min',
      '<https://watch.example.com/alerts|Open in Watchkeeper>',
    ]);
    expect(payload.text).toBe('4 alerts · 1 critical · 1 high · 1 low · 1 resolved');
  });

  it.each([slackDigest, slackDigestText])('say what most of them follow from, and what they cost together', (write) => {
    const traffic = { title: 'Traffic drop', startsAt: '2026-03-10T12:05:00.000Z' };
    const later = { title: 'Checkout <!channel> errors', startsAt: '2026-03-10T12:10:00.000Z' };
    const lineOf = (messages: NotificationMessage[], lostRevenue: number | null) => {
      const payload = write(aDigest(messages, { lostRevenue }), now);
      const shown = payload.attachments === undefined ? payload.text.split('\n') : textsOf(payload);
      return shown.slice(
        1,
        shown.findIndex((line) => line.startsWith('• ')),
      );
    };
    const follows = (...causes: (typeof traffic | null)[]) => causes.map((cause) => aMessage({}, { cause }));
    expect(lineOf(follows(null, later, traffic, traffic), 4213)).toEqual([
      '2 of them are probably a consequence of “Traffic drop” (12:05 UTC). Lost so far: about $4,200.',
    ]);
    expect(lineOf(follows(traffic, traffic), null)).toEqual([
      'All of them are probably a consequence of “Traffic drop” (12:05 UTC).',
    ]);
    expect(lineOf(follows(later, null), 0.4)).toEqual([
      '1 of them is probably a consequence of “Checkout &lt;!channel&gt; errors” (12:10 UTC).',
    ]);
    const over = aMessage({ status: 'resolved', resolvedAt: '2026-03-10T12:06:30.000Z' }, { reason: 'resolved' });
    expect(lineOf([over], 80)).toEqual(['Lost: about $80.']);
    expect(lineOf(follows(null, null), null)).toEqual([]);
  });

  it('carry the colour of the worst that is not over, and a calm one when all are', () => {
    const over = aMessage({ severity: 'critical', status: 'resolved' }, { reason: 'resolved' });
    const colourOf = (messages: NotificationMessage[]) => slackDigest(aDigest(messages), now).attachments?.[0]?.color;
    expect(colourOf([over, aMessage({ severity: 'medium' })])).toBe('#e2b93b');
    expect(colourOf([over])).toBe('#8b96a5');
  });

  it('say how many repetitions were held back, and how late they are', () => {
    const messages = [aMessage({}, { suppressed: 2 }), aMessage({}, { suppressed: 1 })];
    const texts = textsOf(slackDigest(aDigest(messages, { delayedMs: 300_000 }), now));
    expect(texts.slice(-2)).toEqual(['3 repetitions held back since', 'delayed 5 min']);
  });

  it.each([slackDigest, slackDigestText])(
    'that came while Slack was out of reach do not read like a storm',
    (write) => {
      const payload = write(aDigest(many(7), { delayedMs: 50 * 60_000, outageMs: 42 * 60_000 }), now);
      const shown = payload.attachments === undefined ? payload.text.split('\n') : textsOf(payload);
      const headline = '7 alerts while this could not be delivered, delayed up to 42 min';
      expect(shown.slice(0, 2)).toEqual([headline, expect.stringMatching(/^7 alerts · 7 \w+$/)]);
      expect(payload.text.split('\n')[0]).toBe(headline);
      expect(shown.join('\n')).not.toContain('delayed 5');
    },
  );

  it.each([slackDigest, slackDigestText])(
    'that do not fit are counted: every alert is named or among the rest',
    (write) => {
      const payload = write(aDigest(many(500)), now);
      const shown = payload.attachments === undefined ? payload.text.split('\n') : textsOf(payload);
      const named = shown.filter((line) => line.startsWith('• '));
      const [rest] = shown.filter((line) => line.startsWith('and '));
      expect(named.length).toBeGreaterThan(100);
      expect(named).toEqual(named.map((_, at) => expect.stringContaining(`Alert number ${at}.`)));
      expect(Number(rest?.match(/^and (\d+) more: /)?.[1])).toBe(500 - named.length);
      expect(rest).toContain('open Watchkeeper');
    },
  );
});

it('keeps within the limits of Slack whatever is in it', () => {
  const text = fc.oneof(
    fc.constantFrom(...nastyTexts).map((nasty) => nasty.repeat(50)),
    fc.string({ unit: 'binary' }),
  );
  const message = fc
    .tuple(text, text, fc.option(fc.double()), fc.constantFrom('firing' as const, 'resolved' as const), fc.option(text))
    .map(([title, description, metricValue, reason, begunBy]) => {
      const cause = begunBy === null ? null : { title: begunBy, startsAt: '2026-03-10T12:05:00.000Z' };
      return aMessage({ title, description, metricValue }, { reason, cause });
    });
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 200 }),
      fc.option(text),
      fc.option(fc.double({ noDefaultInfinity: true, noNaN: true })),
      (some, times, group, lostRevenue) => {
        const messages = Array.from({ length: times }, () => some).flat();
        const digest = aDigest(messages, {
          group,
          lostRevenue,
          delayedMs: times * 1000,
          outageMs: times % 2 === 0 ? times * 1000 : null,
        });
        const payload = slackDigest(digest, now);
        expect(slackComplaint(JSON.parse(JSON.stringify(payload)))).toBeNull();
        expect(charactersOf(payload.attachments)).toBeLessThanOrEqual(12_000);
        const inText = slackDigestText(digest, now);
        expect(slackComplaint(inText)).toBeNull();
        expect(inText.text.length).toBeLessThanOrEqual(12_000);
        expect(readAloud({ text: payload.text, attachments: payload.attachments as never }).isWellFormed()).toBe(true);
        const markup = JSON.stringify(payload).replaceAll(/<https:[^<>|\s]+\|[^<>|]+>/g, '');
        expect(markup).not.toMatch(/[<>]/);
      },
    ),
    { numRuns: 30 },
  );
});
