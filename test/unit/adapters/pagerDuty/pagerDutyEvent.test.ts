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
