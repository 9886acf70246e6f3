import { describe, expect, it } from 'vitest';
import { reportCsv } from '../../../../renderer/features/report/reportCsv.ts';
import type { Report } from '../../../../shared/delivery/report.ts';

const report: Report = {
  from: '2026-11-19T23:00:00.000Z',
  to: '2026-11-20T23:00:00.000Z',
  alerts: 3,
  open: 1,
  bySeverity: [{ severity: 'critical', alerts: 3 }],
  byType: [{ type: 'revenue_drop', title: 'Revenue drop', alerts: 3 }],
  noisiest: [
    { title: 'Revenue drop', type: 'revenue_drop', labels: { shop: '=HYPERLINK("http://x")' }, alerts: 2, messages: 4 },
  ],
  meanTimeToAcknowledgeMs: 480_400,
  meanTimeToResolveMs: null,
  acknowledged: 1,
  resolved: 2,
  escalated: 0,
  messages: 4,
  failed: 1,
  falseAlarmShare: 1 / 3,
  feedback: { real: 2, expected: 0, falseAlarm: 1, newNormal: 0, unsure: 0 },
  lostRevenue: 4187.4,
  days: [{ day: '2026-11-20', critical: 2, high: 1, medium: 0, low: 0 }],
};

describe('a report as a table', () => {
  const lines = reportCsv(report).slice(1).split('\r\n');

  it('has every figure of the report, times in seconds', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        'total,Alerts,,3',
        'total,Mean time to acknowledge (s),,480',
        'total,Mean time to resolve (s),,',
        'total,Messages failed,,1',
        'total,"False alarms, share of those judged (%)",,33.3',
        'total,Revenue lost,,4187',
        'label,Real,,2',
        'severity,critical,,3',
        'type,Revenue drop,,3',
        'day,2026-11-20,,3,,2,1,0,0',
      ]),
    );
  });

  it('keeps labels in one cell, whatever they hold', () => {
    expect(lines).toContain('noisiest,Revenue drop,"shop = =HYPERLINK(""http://x"")",2,4');
  });
});
