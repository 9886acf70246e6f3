import type { Alert } from '../../shared/alert.ts';
import type { AlertQuery } from '../../shared/alertQuery.ts';
import { type DemoState, type ScenarioName, scenarioNames } from '../../shared/demo.ts';
import type { Freshness, Health, SourceHealth } from '../../shared/health.ts';
import { isSilenced, isSnoozed } from '../../shared/muting.ts';
import type { Overview } from '../../shared/overview.ts';
import { severityRank } from '../../shared/severity.ts';
import { tellAlert } from './mockStory.ts';
import { seededRandom } from './seededRandom.ts';

const minute = 60_000;
const hour = 60 * minute;

export const worldNames = [
  'busy',
  'quiet',
  'late',
  'blind',
  'many',
  'empty',
  'firstRun',
  'starting',
  'errors',
  'desktop',
  'locked',
] as const;
/**
 * `errors`: reading works, everything one does fails; `empty`: live, and there never was an alert; `desktop`: as busy, in
 * the desktop app; `locked`: blind, because stored secrets wait for a passphrase.
 */
export type WorldName = (typeof worldNames)[number];

export interface MockWorld {
  name: WorldName;
  alerts: Alert[];
  health(): Health;
  overview(): Overview;
  demo(): DemoState | null;
  toggle(scenario: ScenarioName, running: boolean): void;
  query(query: AlertQuery): Alert[];
  /** A cycle that found something new; the alert is added and returned. */
  arrive(severity: Alert['severity']): Alert;
  cycle(): void;
  pausePopUps(until: string | null): void;
  /** What was missing for a watch is there now: an address, a passphrase. */
  connect(): void;
  /** As another run, with the demo or without. */
  restart(demo: boolean): void;
}

/** What a host would know in one of its possible conditions, as one consistent story around the present. */
export function createMockWorld(
  name: WorldName,
  { cycleMs = 30_000, count = 100_000, now = () => Date.now() } = {},
): MockWorld {
  const random = seededRandom(20_260_310);
  const begun = now();
  let alerts = tellStory(name, begun, count, random);
  let lastCycleAt = begun - 9_000;
  let popUpsPausedUntil: string | null = null;
  const running = new Map<ScenarioName, number>();
  const iso = (ms: number) => new Date(ms).toISOString();
  /** No address, or no password: nothing is watched until there is one. */
  let unconnected = name === 'firstRun' || name === 'locked';
  let withDemo = name === 'busy' || name === 'quiet';
  let startedAt = begun - 5 * hour;
  const freshness = (): Freshness => {
    if (name === 'late' || name === 'blind' || name === 'starting') return name;
    return unconnected ? 'blind' : 'live';
  };
  const blindSince = begun - 6 * minute - 20_000;

  const source = (kind: SourceHealth['kind'], sourceName: string): SourceHealth => {
    const locked = name === 'locked' && unconnected;
    const failing = name === 'blind' || (name === 'late' && kind === 'anomalies') || locked;
    const refused = `ClickHouse at clickhouse.shop.internal:8443 refused the connection. ${kind === 'engine' ? 'Nothing new is detected' : 'Rows of other detectors are not read'} until it answers. Check that it runs, or the address in Setup → Connection.`;
    return {
      name: sourceName,
      kind,
      status: failing ? 'failing' : name === 'starting' ? 'starting' : 'ok',
      lastSuccessAt: name === 'starting' ? null : failing ? iso(blindSince) : iso(lastCycleAt),
      lastError: locked ? lockedOut : failing ? refused : null,
      errorCode: locked ? 'auth' : failing ? 'unreachable' : null,
      latencyMs: failing || name === 'starting' ? null : kind === 'engine' ? 18 : 6,
      ...(name === 'starting' ? {} : { latency: { polls: 100, p50Ms: kind === 'engine' ? 16 : 5, p95Ms: 41 } }),
      ...(name === 'errors' && kind === 'engine'
        ? {
            lastFailure: {
              at: iso(begun - 50 * minute),
              message: 'engine did not answer within 10 s.',
              code: 'timeout',
            },
          }
        : {}),
      newestRowAt: name === 'starting' ? null : iso((failing ? blindSince : lastCycleAt) - 3000),
      skippedRows: kind === 'anomalies' ? 2 : 0,
      lastSkipped: kind === 'anomalies' ? 'Severity "panic" is not known.' : null,
      note: null,
    };
  };

  const blindReasons: Partial<Record<WorldName, string>> = {
    firstRun: 'Nothing is watched. Set up ClickHouse in Setup → Connection.',
    locked: lockedOut,
  };
  const reasons: Record<Freshness, string | null> = {
    live: null,
    starting: 'The first check is still running.',
    late: 'The external detector did not answer the last check. The detection engine still watches.',
    blind:
      blindReasons[name] ??
      'ClickHouse has not answered for 6 minutes. New trouble would not be seen. It is tried again every 30 s.',
  };

  const noticesOf = (): Health['notices'] => {
    if (name === 'late') {
      return [{ code: 'plainHttp', severity: 'warning', message: 'ClickHouse is reached over plain HTTP.' }];
    }
    if (name !== 'quiet' || !withDemo) return [];
    const message = 'Your ClickHouse is set up. Restart Watchkeeper to watch it in place of the demo.';
    return [{ code: 'leaveDemo', severity: 'info', message }];
  };

  return {
    name,
    get alerts() {
      return alerts;
    },
    health: () => ({
      status: freshness(),
      statusReason: reasons[freshness()],
      statusSince: iso({ live: begun - 3 * hour, blind: blindSince }[freshness() as string] ?? begun - 40_000),
      version: '0.1.0',
      host: name === 'desktop' ? 'desktop' : 'browser',
      demo: withDemo,
      startedAt: iso(startedAt),
      nextCycleAt: iso(lastCycleAt + cycleMs),
      cycleIntervalMs: cycleMs,
      lastCycle: name === 'starting' ? null : { startedAt: iso(lastCycleAt), durationMs: 31, error: null },
      sources: name === 'firstRun' && unconnected ? [] : [source('engine', 'engine'), source('anomalies', 'anomalies')],
      receivers: [
        {
          name: 'slack-critical',
          kind: 'slackWebhook',
          status: 'ok',
          lastSentAt: iso(begun - 25 * minute),
          lastError: null,
          pending: 0,
        },
        {
          name: 'slack-technical',
          kind: 'slackWebhook',
          status: name === 'errors' ? 'broken' : 'ok',
          lastSentAt: iso(begun - 80 * minute),
          lastError:
            name === 'errors' ? 'Slack answered that the webhook no longer exists. Set a new one in Setup.' : null,
          ...(name === 'errors' ? { brokenSince: iso(begun - 12 * minute), retryAt: iso(begun + 3 * minute) } : {}),
          pending: name === 'errors' ? 3 : 0,
        },
      ],
      popUpsPausedUntil,
      outbox: { pending: name === 'errors' ? 3 : 0, failed: name === 'errors' ? 1 : 0, sent: 41 },
      notices: noticesOf(),
      unencrypted: name === 'late',
    }),
    overview: () => summarise(alerts, now()),
    demo: () =>
      withDemo
        ? {
            clickhouseUrl: 'http://127.0.0.1:18123',
            clickhouse: 'running',
            message: null,
            scenarios: scenarioNames.map((scenario) => {
              const startedAt = running.get(scenario);
              return {
                scenario,
                title: scenarioTitles[scenario],
                description: `${scenarioTitles[scenario]} in the simulated shop; its alert comes within about two minutes.`,
                raises: [scenario],
                expectedAfterMs: 2 * minute,
                running: startedAt !== undefined,
                startedAt: startedAt === undefined ? null : iso(startedAt),
                endsAt: startedAt === undefined ? null : iso(startedAt + 10 * minute),
              };
            }),
          }
        : null,
    toggle(scenario, on) {
      if (on) running.set(scenario, now());
      else running.delete(scenario);
    },
    query: (query) => select(alerts, query, now()),
    arrive(severity) {
      const incident = severity === 'critical' ? 4 : severity === 'high' ? 2 : severity === 'medium' ? 5 : 6;
      const alert = tellAlert({
        index: alerts.length + 7_000_000,
        startsAt: now(),
        now: now(),
        random,
        incident,
        severity,
        status: 'active',
      });
      alerts = [alert, ...alerts];
      return alert;
    },
    cycle() {
      lastCycleAt = now();
    },
    pausePopUps(until) {
      popUpsPausedUntil = until;
    },
    connect() {
      unconnected = false;
      lastCycleAt = now();
    },
    restart(demo) {
      withDemo = demo;
      if (demo) unconnected = false;
      startedAt = now();
      lastCycleAt = now();
    },
  };
}

const lockedOut =
  'Stored passwords are locked, so ClickHouse is not asked. Nothing is watched until the passphrase is entered.';

const scenarioTitles: Record<ScenarioName, string> = {
  traffic_drop: 'Traffic drop',
  traffic_spike: 'Traffic spike',
  revenue_drop: 'Revenue drop',
  checkout_broken: 'Checkout broken',
  missing_prices: 'Missing prices',
  category_flood: 'Category flood',
  disk_filling: 'Disk filling up',
  disk_leak: 'Disk leak',
  database_errors: 'Database errors',
  model_drift: 'Model drift',
  failing_job: 'Failing job',
  error_burst: 'Error burst',
};

function tellStory(name: WorldName, now: number, count: number, random: () => number): Alert[] {
  if (name === 'empty' || name === 'firstRun' || name === 'starting' || name === 'locked') return [];
  const learned = (
    index: number,
    agoMs: number,
    which: number,
    status: Alert['status'],
    incidentId: string | null,
  ) => ({
    ...tellAlert({ index, startsAt: now - agoMs, now, random, learned: which, status }),
    incidentId,
  });
  const tell = (index: number, agoMs: number, incident?: number, status?: Alert['status']) =>
    tellAlert({
      index,
      startsAt: now - agoMs,
      now,
      random,
      ...(incident === undefined ? {} : { incident }),
      ...(status === undefined ? {} : { status }),
    });
  if (name === 'many') {
    return Array.from({ length: count }, (_, index) => tell(index, Math.floor(random() * 7 * 24 * 60) * minute));
  }
  const past = Array.from({ length: 34 }, (_, index) =>
    tell(index, (100 + Math.floor(random() * 22 * 60)) * minute, undefined, 'resolved'),
  );
  if (name === 'quiet') return past;
  return [
    {
      ...{ ...tell(101, 11 * minute, 0, 'active'), incidentId: 'incident-checkout' },
      escalatesAt: new Date(now + 12 * minute).toISOString(),
    },
    { ...tell(102, 9 * minute, 1, 'active'), incidentId: 'incident-checkout' },
    { ...tell(103, 26 * minute, 2, 'active'), incidentId: 'incident-rush' },
    { ...tell(104, 31 * minute, 3, 'acknowledged'), incidentId: 'incident-rush' },
    tell(105, 44 * minute, 5, 'acknowledged'),
    tell(106, 52 * minute, 6, 'active'),
    tell(107, 70 * minute, 7, 'acknowledged'),
    ...past,
    learned(108, 10 * minute, 0, 'active', 'incident-checkout'),
    learned(109, 95 * minute, 1, 'active', null),
    learned(110, 130 * minute, 2, 'acknowledged', null),
  ];
}

const statusRank = { active: 0, acknowledged: 1, resolved: 2 } as const;

function select(alerts: readonly Alert[], query: AlertQuery, now: number): Alert[] {
  const within = <T>(list: readonly T[] | undefined, value: T) => !list || list.length === 0 || list.includes(value);
  const text = query.q?.toLowerCase();
  const found = alerts.filter(
    (alert) =>
      within(query.status, alert.status) &&
      within(query.severity, alert.severity) &&
      within(query.type, alert.type) &&
      within(query.source, alert.source) &&
      (query.silenced === undefined || query.silenced === isSilenced(alert)) &&
      (query.snoozed === undefined || query.snoozed === isSnoozed(alert, now)) &&
      (query.silence === undefined || (isSilenced(alert) && alert.silencedBy.includes(query.silence))) &&
      (query.incident === undefined || alert.incidentId === query.incident) &&
      within(query.feedback, alert.feedback?.label ?? 'none') &&
      (query.incident === undefined || query.incident === alert.incidentId) &&
      within(query.feedback, alert.feedback?.label ?? 'none') &&
      (query.from === undefined || alert.lastSeenAt >= query.from) &&
      (query.to === undefined || alert.lastSeenAt < query.to) &&
      (!text || `${alert.title} ${alert.description} ${alert.type}`.toLowerCase().includes(text)),
  );
  const sort = query.sort ?? 'urgency';
  const compare = (a: Alert, b: Alert): number => {
    switch (sort) {
      case 'urgency':
        return (
          statusRank[b.status] - statusRank[a.status] ||
          severityRank(a.severity) - severityRank(b.severity) ||
          a.lastSeenAt.localeCompare(b.lastSeenAt)
        );
      case 'severity':
        return severityRank(a.severity) - severityRank(b.severity);
      case 'status':
        return statusRank[b.status] - statusRank[a.status];
      default:
        return a[sort].localeCompare(b[sort]);
    }
  };
  const sign = query.direction === 'asc' ? 1 : -1;
  return found.sort((a, b) => sign * compare(a, b) || a.id.localeCompare(b.id));
}

function summarise(alerts: readonly Alert[], now: number): Overview {
  const iso = (ms: number) => new Date(ms).toISOString();
  const counts = (list: readonly Alert[]) => {
    const result = { critical: 0, high: 0, medium: 0, low: 0 };
    for (const { severity } of list) result[severity]++;
    return result;
  };
  const day = alerts.filter(({ lastSeenAt }) => lastSeenAt >= iso(now - 24 * hour));
  const lastHour = alerts.filter(({ status, lastSeenAt }) => status !== 'resolved' && lastSeenAt >= iso(now - hour));
  const types = new Map<string, number>();
  for (const { type } of day) types.set(type, (types.get(type) ?? 0) + 1);
  const bucketMs = 15 * minute;
  const first = Math.floor(now / bucketMs) * bucketMs - 95 * bucketMs;
  const buckets = Array.from({ length: 96 }, (_, index) => ({
    start: iso(first + index * bucketMs),
    critical: 0,
    high: 0,
    medium: 0,
    low: 0,
  }));
  for (const { startsAt, severity } of alerts) {
    const bucket = buckets[Math.floor((Date.parse(startsAt) - first) / bucketMs)];
    if (bucket) bucket[severity]++;
  }
  const critical = day.filter(({ severity }) => severity === 'critical');
  return {
    generatedAt: iso(now),
    activeLastHour: {
      total: lastHour.length,
      unacknowledged: lastHour.filter(({ status }) => status === 'active').length,
      bySeverity: counts(lastHour),
    },
    open: {
      unacknowledged: counts(alerts.filter(({ status }) => status === 'active')),
      acknowledged: alerts.filter(({ status }) => status === 'acknowledged').length,
    },
    critical24h: {
      total: critical.length,
      unacknowledged: critical.filter(({ status }) => status === 'active').length,
    },
    bySeverity24h: counts(day),
    byType24h: [...types].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count),
    recent: [...alerts].sort((a, b) => b.startsAt.localeCompare(a.startsAt)).slice(0, 20),
    timeline24h: { bucketMs, buckets },
  };
}
