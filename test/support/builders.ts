import type { Observation } from '../../core/alerts/observation.ts';
import type { Alert, AlertDetail } from '../../shared/alert.ts';
import type { ListedAlert } from '../../shared/alertQuery.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');

export function anObservation(overrides: Partial<Observation> = {}): Observation {
  return {
    source: 'engine',
    type: 'revenue_drop',
    labels: {},
    severity: 'high',
    description: 'Revenue $245 (expected about $1,850).',
    metricValue: 245,
    expectedValue: 1850,
    unit: 'currency',
    windowStart: noon,
    windowMs: 300_000,
    zScore: -6.1,
    changePercent: -86.8,
    trend: null,
    runbookUrl: null,
    acknowledgement: null,
    ...overrides,
  };
}

export function anAlert(overrides: Partial<Alert> = {}): Alert {
  return {
    id: 'a1',
    fingerprint: 'f1',
    source: 'engine',
    type: 'revenue_drop',
    labels: {},
    severity: 'high',
    status: 'active',
    title: 'Revenue drop',
    description: 'Revenue $245 (expected about $1,850).',
    metricValue: 245,
    expectedValue: 1850,
    unit: 'currency',
    windowStart: '2026-03-10T12:00:00.000Z',
    startsAt: '2026-03-10T12:05:30.000Z',
    lastSeenAt: '2026-03-10T12:05:30.000Z',
    resolvedAt: null,
    occurrences: 1,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    snoozedUntil: null,
    silencedBy: [],
    inhibitedBy: [],
    escalatesAt: null,
    escalations: 0,
    runbookUrl: null,
    trend: null,
    facts: [],
    explanation: null,
    lostRevenue: null,
    incidentId: null,
    learnedSeries: null,
    feedback: null,
    ...overrides,
  };
}

/** As a row of a list that stands alone, unless told otherwise. */
export function aListedAlert(overrides: Partial<ListedAlert> = {}): ListedAlert {
  return { ...anAlert(overrides), incidentSize: overrides.incidentSize ?? null };
}

/** An alert with everything the drawer shows; its metric could be read: no series, no reason for none. */
export function anAlertDetail(overrides: Partial<AlertDetail> = {}): AlertDetail {
  return {
    ...anAlert(),
    observations: [],
    history: [],
    notificationLog: [],
    inhibitors: [],
    incident: null,
    escalatesTo: [],
    series: null,
    seriesError: null,
    ...overrides,
  };
}
