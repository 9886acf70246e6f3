import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailAsHtml, mailAsText } from '../../../../core/adapters/email/dressMail.ts';
import { alertMail, digestMail } from '../../../../core/adapters/email/mailText.ts';
import { aDigest } from '../../../support/aDigest.ts';
import { aMessage } from '../../../support/aMessage.ts';
import { anAlert } from '../../../support/builders.ts';
import { hostileAlerts } from '../../../support/hostileAlerts.ts';

/** Elements and attributes that the mail itself is made of. */
const ownTags = new Set(['!doctype', 'html', 'head', 'meta', 'body', 'div', 'h1', 'p', 'br', 'a']);
for (const tag of ['table', 'tr', 'td', 'ul', 'li']) ownTags.add(tag);

const isPlain = (html: string): boolean =>
  [...html.matchAll(/<\/?([^\s>/]*)/g)].every(([, tag = '']) => ownTags.has(tag.toLowerCase()));

describe('whatever alerts say', () => {
  it('the subject is one line of bearable length, and the markup is ours alone', () => {
    fc.assert(
      fc.property(hostileAlerts, (alert) => {
        const mail = alertMail(aMessage({ alert }));
        expect(mail.subject).not.toMatch(/[\r\n\0\u2028\u2029]/);
        expect([...mail.subject].length).toBeLessThanOrEqual(200);
        expect(isPlain(mailAsHtml(mail))).toBe(true);
        expect(mail.links.every(({ href }) => /^https?:/i.test(href))).toBe(true);
        expect([...mailAsText(mail)].length).toBeLessThan(60_000);
      }),
      { numRuns: 40 },
    );
  });

  it('a digest of them is markup of ours alone, with one line for each', () => {
    fc.assert(
      fc.property(fc.array(hostileAlerts, { minLength: 1, maxLength: 5 }), (alerts) => {
        const messages = alerts.map((alert) => aMessage({ alert }));
        const mail = digestMail(aDigest(messages));
        expect(mail.items).toHaveLength(alerts.length);
        expect(mail.items.every((item) => !/[\r\n]/.test(item))).toBe(true);
        expect(isPlain(mailAsHtml(mail))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

it('counts the labels and alerts that it has no room for', () => {
  const labels = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`l${n}`, 'x']));
  expect(mailAsText(alertMail(aMessage({ alert: anAlert({ labels }) })))).toContain('and 10 more labels');
  const messages = Array.from({ length: 205 }, () => aMessage());
  const mail = digestMail(aDigest(messages));
  expect(mail.items.at(-1)).toBe('and 5 more');
});

it('says of alerts that came while the mail server was out of reach that they did, and how late the oldest is', () => {
  const messages = [aMessage({ alert: anAlert({ severity: 'critical' }) }), aMessage(), aMessage()];
  const times = { delayedMs: 50 * 60_000, outageMs: 42 * 60_000 };
  const mail = digestMail(aDigest(messages, times));
  const headline = '3 alerts while this could not be delivered, delayed up to 42 min';
  expect(mail).toMatchObject({ subject: `[Critical] ${headline}`, heading: headline, footer: [] });
  expect(mail.paragraphs[0]).toMatch(/^\d critical/);
  expect(digestMail(aDigest(messages, { delayedMs: times.delayedMs })).heading).toMatch(/^3 alerts: /);
});

it('offers to acknowledge while somebody still can', () => {
  const acknowledgeUrl = 'https://watch.example.com/ack';
  const offers = (overrides: Parameters<typeof aMessage>[0]) =>
    alertMail(aMessage({ acknowledgeUrl, ...overrides })).links.some(({ text }) => text === 'Acknowledge');
  expect(offers({})).toBe(true);
  expect(offers({ reason: 'resolved', alert: anAlert({ status: 'resolved' }) })).toBe(false);
  expect(offers({ alert: anAlert({ status: 'acknowledged' }) })).toBe(false);
});

it('says what an alert follows from and what it costs', () => {
  const cause = { title: 'Traffic drop', startsAt: '2026-03-10T12:05:00.000Z' };
  const { paragraphs } = alertMail(aMessage({ alert: anAlert({ lostRevenue: 4213 }), cause }));
  expect(paragraphs.slice(1)).toEqual([
    'Probably a consequence of “Traffic drop” (12:05 UTC).',
    'Lost so far: about $4,200.',
  ]);
});

it('says of many alerts what most of them follow from and what they cost together, after what they have in common', () => {
  const cause = { title: 'Traffic\r\ndrop', startsAt: '2026-03-10T12:05:00.000Z' };
  const messages = [aMessage(), aMessage({ cause }), aMessage({ cause })];
  expect(digestMail(aDigest(messages, { group: 'source = engine', lostRevenue: 4213 })).paragraphs).toEqual([
    'All of them have in common: source = engine.',
    '2 of them are probably a consequence of “Traffic drop” (12:05 UTC).',
    'Lost so far: about $4,200.',
  ]);
  expect(digestMail(aDigest([aMessage(), aMessage()])).paragraphs).toEqual([]);
});
