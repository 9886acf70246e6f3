import type { Alert, AlertDetail, Trend, Unit } from '../../shared/alert.ts';
import { titleOf } from '../../shared/anomalyTypes.ts';
import type { Severity } from '../../shared/severity.ts';
import { seededRandom } from './seededRandom.ts';

const minute = 60_000;

interface Incident {
  type: string;
  severity: Severity;
  unit: Unit;
  value: number;
  expected: number;
  sentence: string;
  source?: string;
  labels?: Record<string, string>;
  title?: string;
  explanation?: string;
  /** Of what is learned of. */
  series?: string;
  /** In the shop's currency, while it lasts. */
  lostPerMinute?: number;
}

const incidents: Incident[] = [
  {
    type: 'revenue_drop',
    severity: 'critical',
    unit: 'currency',
    value: 245,
    expected: 1850,
    sentence:
      'Revenue $245 in 5 minutes (expected about $1,850): 3 purchases instead of 24. Possible payment or checkout problem.',
    explanation: '91 % of the drop is device = ios',
    series: 'shop/revenue',
    lostPerMinute: 382,
  },
  {
    type: 'cart_abandonment_spike',
    severity: 'critical',
    unit: 'percent',
    value: 92,
    expected: 45,
    sentence:
      'Cart abandonment 92 % (expected about 45 %): 145 carts added, 12 purchases. Possible checkout or payment problem.',
    series: 'shop/abandonment',
    lostPerMinute: 310,
  },
  {
    type: 'traffic_spike',
    severity: 'high',
    unit: 'count',
    value: 4210,
    expected: 1204,
    sentence: 'Traffic 4,210 events in 5 minutes (expected about 1,204), z 4.6. A campaign, a crawler or an attack.',
    series: 'shop/events',
  },
  {
    type: 'conversion_drop',
    severity: 'high',
    unit: 'percent',
    value: 1.4,
    expected: 4.1,
    sentence: 'Conversion 1.4 % (expected about 4.1 %): 9 purchases in 640 sessions. Prices, stock or checkout.',
    series: 'shop/conversion',
    lostPerMinute: 96,
  },
  {
    type: 'traffic_drop',
    severity: 'critical',
    unit: 'count',
    value: 118,
    expected: 1310,
    sentence: 'Traffic 118 events in 5 minutes (expected about 1,310), 91 % below. Tracking or the site may be down.',
    explanation: '84 % of the drop is country = DE',
    series: 'shop/events',
    lostPerMinute: 214,
  },
  {
    type: 'data_quality_issue',
    severity: 'medium',
    unit: 'percent',
    value: 14,
    expected: 0.4,
    sentence:
      '14 % of purchases have no price (expected about 0.4 %): 21 of 150. A feed or a release may have lost it.',
    labels: { check: 'missing_price' },
  },
  {
    type: 'category_imbalance',
    severity: 'low',
    unit: 'percent',
    value: 64,
    expected: 22,
    sentence: 'Category electronics has 64 % of sales (expected about 22 %): 96 of 150 purchases.',
    labels: { category: 'electronics' },
  },
  {
    type: 'spark_lag_high',
    severity: 'medium',
    unit: 'seconds',
    value: 94,
    expected: 20,
    sentence: 'Micro-batch lag 94 s (expected about 20 s) in sessionizer.',
    source: 'anomalies',
    labels: { job: 'sessionizer' },
  },
];

/** What one learns of series beside the rules; they come only where the story names them. */
const learnedIncidents: Incident[] = [
  {
    type: 'learned_low',
    severity: 'medium',
    unit: 'count',
    value: 164,
    expected: 410,
    sentence: 'Sessions 164 in 5 minutes, unusually low for a Tuesday at this hour (usually 330 to 490).',
    title: 'Sessions unusually low',
    labels: { metric: 'sessions' },
    explanation: '78 % of the drop is device = ios',
    series: 'shop/sessions',
    lostPerMinute: 120,
  },
  {
    type: 'trend',
    severity: 'low',
    unit: 'percent',
    value: 85.8,
    expected: 90,
    sentence: 'Disk usage reaches 90 % in about 3 h on system (now 86 %, rising 1.4 points an hour).',
    source: 'learning',
    labels: { metric: 'disk_usage', component: 'system' },
    title: 'Disk usage heads for its limit',
    series: 'metric/system/disk_usage',
  },
  {
    type: 'fetch_latency_high',
    severity: 'low',
    unit: 'seconds',
    value: 9.4,
    expected: 3.1,
    sentence: 'Fetch latency 9.4 s in fetcher (expected about 3.1 s).',
    source: 'metrics',
    labels: { component: 'fetcher' },
    series: 'metric/fetcher/fetch_latency',
  },
];

const labels = ['real', 'falseAlarm', 'real', 'expected', 'unsure', 'real', 'falseAlarm', 'newNormal'] as const;
const comments = ['The campaign of the weekend.', null, null] as const;

const people = ['Ana', 'Jonas', 'Mei', 'oncall'];

export interface AlertOptions {
  index: number;
  startsAt: number;
  now: number;
  random: () => number;
  /** Of the list above; by default chosen at random. */
  incident?: number;
  /** Of what was learned, in place of `incident`. */
  learned?: number;
  severity?: Severity;
  status?: Alert['status'];
}

/** One alert of the story, told as the engine would tell it. */
export function tellAlert({ index, startsAt, now, random, ...fixed }: AlertOptions): Alert {
  const incident =
    fixed.learned === undefined
      ? (incidents[fixed.incident ?? Math.floor(random() * incidents.length)] ?? incidents[0])
      : learnedIncidents[fixed.learned];
  if (!incident) throw new Error('There are no incidents to tell of.');
  const lastsMs = (5 + Math.floor(random() * 9) * 5) * minute;
  const over = startsAt + lastsMs < now;
  const status = fixed.status ?? (over ? 'resolved' : random() < 0.3 ? 'acknowledged' : 'active');
  const seen = status === 'resolved' ? startsAt + lastsMs : now - Math.floor(random() * 60_000);
  const acknowledged = status === 'acknowledged' || (status === 'resolved' && random() < 0.4);
  const iso = (ms: number) => new Date(ms).toISOString();
  const wobble = 0.9 + random() * 0.2;
  const value = incident.unit === 'percent' ? incident.value : Math.round(incident.value * wobble);
  return {
    id: `${(index + 1).toString(16).padStart(8, '0')}a5c3e911`,
    fingerprint: `f${(index % 977).toString(16).padStart(3, '0')}77b20d4e8c115`,
    source: incident.source ?? 'engine',
    type: incident.type,
    labels: incident.labels ?? {},
    severity: fixed.severity ?? incident.severity,
    status,
    title: incident.title ?? titleOf(incident.type),
    description: incident.sentence,
    metricValue: value,
    expectedValue: incident.expected,
    unit: incident.unit,
    facts: [],
    explanation: incident.explanation ?? null,
    lostRevenue:
      incident.lostPerMinute === undefined ? null : Math.round(((seen - startsAt) / minute) * incident.lostPerMinute),
    incidentId: null,
    learnedSeries: incident.series ?? null,
    // What is over was looked at in part.
    feedback: status === 'resolved' && index % 3 === 0 ? tellFeedback(index, startsAt + lastsMs) : null,
    windowStart: iso(Math.floor((seen - 5 * minute) / (5 * minute)) * 5 * minute),
    startsAt: iso(startsAt),
    lastSeenAt: iso(seen),
    resolvedAt: status === 'resolved' ? iso(startsAt + lastsMs) : null,
    occurrences: Math.max(1, Math.floor((seen - startsAt) / (5 * minute))),
    acknowledgedAt: acknowledged ? iso(Math.min(startsAt + 3 * minute, now)) : null,
    acknowledgedBy: acknowledged ? (people[index % people.length] ?? 'oncall') : null,
    note: acknowledged && random() < 0.4 ? 'Payment provider is on it, ticket 4812.' : null,
    snoozedUntil: null,
    silencedBy: [],
    inhibitedBy: [],
    escalatesAt: null,
    escalations: 0,
    runbookUrl: incident.type.startsWith('revenue') ? 'https://runbooks.example.com/revenue-drop' : null,
    trend: trendTo(value, incident.expected, random),
  };
}

function tellFeedback(index: number, at: number): Alert['feedback'] {
  const turn = Math.floor(index / 3);
  return {
    label: labels[turn % labels.length] ?? 'real',
    comment: comments[turn % comments.length] ?? null,
    by: people[turn % people.length] ?? 'oncall',
    at: new Date(at).toISOString(),
  };
}

function trendTo(value: number, expected: number, random: () => number): Trend {
  const spread = Math.max(expected * 0.07, 0.2);
  const values = Array.from({ length: 12 }, () => expected + (random() + random() - 1) * spread * 2);
  return {
    values: [...values.map((sample) => Math.round(sample * 100) / 100), value],
    lowerBound: Math.max(0, expected - 3 * spread),
    upperBound: expected + 3 * spread,
  };
}

/** The same alert with all that its drawer shows. */
export function tellDetail(alert: Alert, { seriesFails = false } = {}): AlertDetail {
  const random = seededRandom(Number.parseInt(alert.id.slice(0, 8), 16));
  const windowMs = 5 * minute;
  const end = Date.parse(alert.windowStart);
  const expected = alert.expectedValue ?? 100;
  const spread = Math.max(expected * 0.07, 0.2);
  const points = Array.from({ length: 24 }, (_, index) => {
    const start = end - (23 - index) * windowMs;
    const firing = start >= Date.parse(alert.startsAt) - windowMs;
    return {
      windowStart: new Date(start).toISOString(),
      value: firing ? alert.metricValue : expected + (random() + random() - 1) * spread * 2,
      mean: expected + Math.sin(index / 5) * spread * 0.4,
      lowerBound: Math.max(0, expected - 3 * spread),
      upperBound: expected + 3 * spread,
    };
  });
  const log = (receiver: string, outcome: 'sent' | 'heldBack' | 'failed' | 'pending', detail: string | null) => ({
    id: `${alert.id}-${receiver}-${outcome}`,
    alertId: alert.id,
    at: alert.startsAt,
    receiver,
    via: receiver,
    reason: 'firing' as const,
    outcome,
    heldBack: outcome === 'heldBack' ? ('belowMinimum' as const) : null,
    attempts: outcome === 'heldBack' ? 0 : 1,
    detail,
  });
  return {
    ...alert,
    observations: points.slice(-alert.occurrences).map((point) => ({
      source: alert.source,
      severity: alert.severity,
      description: alert.description,
      metricValue: point.value,
      expectedValue: alert.expectedValue,
      zScore: alert.unit === 'percent' ? null : ((alert.metricValue ?? 0) - expected) / spread,
      changePercent: (((alert.metricValue ?? 0) - expected) / expected) * 100,
      windowStart: point.windowStart,
      windowMs,
      observedAt: new Date(Date.parse(point.windowStart) + windowMs + 31_000).toISOString(),
    })),
    history: [
      { at: alert.startsAt, kind: 'fired', by: alert.source, note: null },
      ...(alert.acknowledgedAt
        ? [{ at: alert.acknowledgedAt, kind: 'acknowledged' as const, by: alert.acknowledgedBy, note: alert.note }]
        : []),
      ...(alert.resolvedAt ? [{ at: alert.resolvedAt, kind: 'resolved' as const, by: alert.source, note: null }] : []),
    ],
    notificationLog:
      alert.severity === 'critical' || alert.severity === 'high'
        ? [log(alert.severity === 'critical' ? 'slack-critical' : 'slack-technical', 'sent', null)]
        : [log('slack-technical', 'heldBack', null)],
    inhibitors: [],
    incident: null,
    escalatesTo: [],
    series:
      alert.source === 'engine' && !seriesFails
        ? { metric: alert.type, unit: alert.unit, windowMs, band: 'windows', points }
        : null,
    seriesError: seriesFails ? 'ClickHouse did not answer within 10 s. The chart comes back when it does.' : null,
  };
}
