import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slackSummary, slackSummaryText } from '../../../../core/adapters/slack/slackSummary.ts';
import type { SummaryMessage } from '../../../../core/notify/notifier.ts';
import type { Report } from '../../../../shared/delivery/report.ts';
import { nastyTexts } from '../../../support/nastyTexts.ts';
import { slackComplaint } from '../../../support/slackLimits.ts';

const aSummary = (report: Partial<Report> = {}): SummaryMessage => ({
  ...{ key: 's1', period: 'week', dashboardUrl: 'https://watch.example.com/report', currency: 'USD', delayedMs: 0 },
  report: {
    ...{ from: '2026-03-02T00:00:00.000Z', to: '2026-03-09T00:00:00.000Z', alerts: 12, open: 1 },
    bySeverity: [
      { severity: 'critical', alerts: 2 },
      { severity: 'high', alerts: 10 },
      { severity: 'medium', alerts: 0 },
    ],
    byType: [],
    noisiest: [
      { title: 'Revenue drop', type: 'revenue_drop', labels: { shop: 'de' }, alerts: 7, messages: 21 },
      { title: 'Traffic drop', type: 'traffic_drop', labels: {}, alerts: 1, messages: 2 },
    ],
    ...{ meanTimeToAcknowledgeMs: 240_000, meanTimeToResolveMs: null, acknowledged: 9, resolved: 0, escalated: 3 },
    ...{ messages: 40, failed: 2, falseAlarmShare: 0.25, days: [], lostRevenue: 48_230 },
    feedback: { real: 5, expected: 1, falseAlarm: 2, newNormal: 0, unsure: 1 },
    ...report,
  },
});

it('counts the alerts, says how quickly people were, and names what fired most often', () => {
  expect(slackSummaryText(aSummary()).text.split('\n')).toEqual([
    'Watchkeeper: the week in short · 12 alerts',
    'By severity: Critical 2, High 10',
    'Still open: 1',
    'Acknowledged: 9, after 4 min on average',
    'Resolved: 0, after – on average',
    'Escalated: 3',
    'Messages: 40, and 2 failed',
    'False alarms: 25 % of those judged',
    'Judged: Real 5, Expected 1, False alarm 2, Unsure 1',
    'Lost: about $48,000',
    'Fired most often',
    '• Revenue drop (shop: de): 7 alerts, 21 messages',
    'https://watch.example.com/report',
  ]);
});

it('alarms nobody, however bad the week was', () => {
  expect(slackSummary(aSummary()).attachments?.[0]?.color).toBe('#8b96a5');
});

it('of a week without alerts says so', () => {
  const quiet = aSummary({ alerts: 0, bySeverity: [], noisiest: [], falseAlarmShare: null });
  expect(slackSummary(quiet).text).toBe('Watchkeeper: the week in short · no alerts');
});

it('keeps within the limits of Slack whatever was noisy', () => {
  const text = fc.constantFrom(...nastyTexts).map((nasty) => nasty.repeat(300));
  const noisy = fc.record({
    ...{ title: text, type: text, labels: fc.dictionary(text, text, { maxKeys: 5 }) },
    ...{ alerts: fc.nat(), messages: fc.nat() },
  });
  fc.assert(
    fc.property(fc.array(noisy, { maxLength: 20 }), (noisiest) => {
      const payload = slackSummary(aSummary({ noisiest }));
      expect(slackComplaint(JSON.parse(JSON.stringify(payload)))).toBeNull();
      expect(JSON.stringify(payload).replaceAll(/<(https:|!date)[^<>]+>/g, '')).not.toMatch(/[<>]/);
      expect(slackComplaint(slackSummaryText(aSummary({ noisiest })))).toBeNull();
    }),
    { numRuns: 50 },
  );
});
