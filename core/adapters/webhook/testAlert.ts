import type { Alert } from '../../../shared/alert.ts';

/** An alert that is none, for trying out what a template makes of one. Every value is there, so that a number is a number. */
export function testAlert(text: string, now: number): Alert {
  const at = new Date(now).toISOString();
  return {
    ...{ id: 'test', fingerprint: 'test', source: 'watchkeeper', type: 'test', labels: {}, severity: 'low' },
    ...{ status: 'active', title: 'Watchkeeper test', description: text, occurrences: 1 },
    ...{ metricValue: 1, expectedValue: 1, unit: 'count', windowStart: at, startsAt: at, lastSeenAt: at },
    ...{ resolvedAt: null, acknowledgedAt: null, acknowledgedBy: null, note: null, snoozedUntil: null },
    ...{ silencedBy: [], inhibitedBy: [], escalatesAt: null, escalations: 0, runbookUrl: null, trend: null },
    ...{ facts: [], explanation: null, lostRevenue: null, incidentId: null, learnedSeries: null, feedback: null },
  };
}
