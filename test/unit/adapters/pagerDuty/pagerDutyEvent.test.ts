import fc from 'fast-check';
import { expect, it } from 'vitest';
import { triggerOf } from '../../../../core/adapters/pagerDuty/pagerDutyEvent.ts';
import { aMessage } from '../../../support/aMessage.ts';
import { anAlert } from '../../../support/builders.ts';
import { hostileAlerts } from '../../../support/hostileAlerts.ts';
import { pagerDutyComplaint } from '../../../support/pagerDutyLimits.ts';

const key = 'R0UT1NGKEYR0UT1NGKEYR0UT1NGKEY01';

it('stays within the limits of PagerDuty, whatever an alert says', () => {
  fc.assert(
    fc.property(hostileAlerts, (alert) => {
      const event = triggerOf(aMessage({ alert }), key, 'watchkeeper-a1');
      expect(pagerDutyComplaint(event, Buffer.byteLength(JSON.stringify(event)))).toBeNull();
    }),
    { numRuns: 50 },
  );
});

it('leaves out the details where they are too long, and says so', () => {
  const labels = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`label${n}`, 'x'.repeat(2000)]));
  const event = triggerOf(aMessage({ alert: anAlert({ labels }) }), key, 'd');
  expect(event.payload?.custom_details).toEqual({ note: 'The details were too long.' });
  expect(event.payload?.summary).toContain('Revenue drop');
});

it.each(['', ' \n'])('has a summary even for an alert without any words: %j', (title) => {
  const event = triggerOf(aMessage({ alert: anAlert({ title, source: '', metricValue: null }) }), key, 'd');
  expect(event.payload).toMatchObject({ summary: 'Alert', source: 'watchkeeper' });
});

it('has what is known of the cause and the cost among its details', () => {
  const alert = anAlert({ explanation: '91 % of the drop is device = ios', lostRevenue: 4213 });
  const cause = { title: 'Traffic drop', startsAt: '2026-03-10T12:05:00.000Z' };
  expect(triggerOf(aMessage({ alert, cause }), key, 'd').payload?.custom_details.known).toEqual([
    'Probably a consequence of “Traffic drop” (12:05 UTC).',
    '91 % of the drop is device = ios.',
    'Lost so far: about $4,200.',
  ]);
});
