import { describe, expect, it } from 'vitest';
import { reportCsv, toCsv } from '../../../../renderer/features/report/reportCsv.ts';
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
  falseAlarmShare: null,
  days: [{ day: '2026-11-20', critical: 2, high: 1, medium: 0, low: 0 }],
};

describe('a table for spreadsheets', () => {
  it('says by its first character that it is UTF-8', () => {
    expect(toCsv([['Zoë']])).toBe('\uFEFFZoë\r\n');
  });

  it.each([
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'say "hi"', '"say ""hi"""'],
    ['a line break', 'one\ntwo', '"one\ntwo"'],
    ['plain words', 'Revenue drop', 'Revenue drop'],
    ['nothing', null, ''],
    ['a number, which may be negative', -5, '-5'],
  ])('writes %s as a reader of CSV expects it', (_what, cell, written) => {
    expect(toCsv([[cell]])).toBe(`\uFEFF${written}\r\n`);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1+1', '\t=1', '\r=1', '＝1+1'])(
    'lets no text be taken for a formula: %j',
    (text) => {
      expect(toCsv([[text]])).toBe(`\uFEFF"'${text}"\r\n`);
    },
  );
});

describe('a report as a table', () => {
  const lines = reportCsv(report).slice(1).split('\r\n');

  it('has every figure of the report, times in seconds', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        'total,Alerts,,3',
        'total,Mean time to acknowledge (s),,480',
        'total,Mean time to resolve (s),,',
        'total,Messages failed,,1',
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
