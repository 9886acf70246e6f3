import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailAsHtml, mailAsText } from '../../../../core/adapters/email/dressMail.ts';
import { alertMail, digestMail } from '../../../../core/adapters/email/mailText.ts';
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
        expect(mailAsText(mail).length).toBeLessThan(60_000);
      }),
      { numRuns: 40 },
    );
  });

  it('a digest of them is markup of ours alone, with one line for each', () => {
    fc.assert(
      fc.property(fc.array(hostileAlerts, { minLength: 1, maxLength: 5 }), (alerts) => {
        const messages = alerts.map((alert) => aMessage({ alert }));
        const mail = digestMail({ messages, group: null, dashboardUrl: null, currency: 'USD', delayedMs: 0 });
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
  const mail = digestMail({ messages, group: null, dashboardUrl: null, currency: 'USD', delayedMs: 0 });
  expect(mail.items.at(-1)).toBe('and 5 more');
});

it('offers to acknowledge while somebody still can', () => {
  const acknowledgeUrl = 'https://watch.example.com/ack';
  const offers = (overrides: Parameters<typeof aMessage>[0]) =>
    alertMail(aMessage({ acknowledgeUrl, ...overrides })).links.some(({ text }) => text === 'Acknowledge');
  expect(offers({})).toBe(true);
  expect(offers({ reason: 'resolved', alert: anAlert({ status: 'resolved' }) })).toBe(false);
  expect(offers({ alert: anAlert({ status: 'acknowledged' }) })).toBe(false);
});
