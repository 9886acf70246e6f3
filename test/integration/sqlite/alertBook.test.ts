import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../core/adapters/sqlite/openStore.ts';
import type { AlertRecord } from '../../../core/alerts/alertRecord.ts';
import { InvalidCursorError } from '../../../core/alerts/invalidCursorError.ts';
import type { Alert } from '../../../shared/alert.ts';
import { AlertPage, type AlertQuery, type AlertSort } from '../../../shared/alertQuery.ts';
import { Overview } from '../../../shared/overview.ts';
import { severityRank } from '../../../shared/severity.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { manyAlerts } from '../../support/manyAlerts.ts';
import { recordingLog } from '../../support/recordingLog.ts';

const hour = 3_600_000;
const now = Date.parse('2026-03-10T12:00:00.000Z');
const alertCount = 2000;
let store: Store;
let all: Alert[];

beforeAll(() => {
  const opened = openStore(':memory:', { clock: new ManualClock(now), log: recordingLog() });
  if (!opened.ok) throw new Error(opened.error.message);
  store = opened.value;
  // One every 90 seconds: two days of them.
  manyAlerts(store, alertCount, now, 90_000);
  all = store.book.list({ limit: 5000 }).items;
});
afterAll(() => store.close());

const list = (query: AlertQuery) => store.book.list({ limit: 5000, ...query });
const recordOf = (id: string): AlertRecord => {
  const record = store.transaction((tx) => tx.alerts.byId(id));
  if (!record.ok || !record.value) throw new Error('no alert');
  return record.value;
};
const ids = (alerts: Alert[]) => alerts.map(({ id }) => id).sort();

describe('lists', () => {
  it('hold every alert, in the form that goes over the wire', () => {
    expect(all).toHaveLength(alertCount);
    expect(AlertPage.safeParse(list({})).error).toBeUndefined();
  });

  it('come by urgency: unacknowledged first, then severity, then newest', () => {
    const statuses = ['active', 'acknowledged', 'resolved'];
    const rank = ({ status, severity, startsAt }: Alert) =>
      [statuses.indexOf(status), 4 - severityRank(severity), 1e15 - Date.parse(startsAt)] as const;
    const byHand = all.toSorted((a, b) => {
      const [x, y] = [rank(a), rank(b)];
      return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
    });
    expect(all.map(({ id }) => id)).toEqual(byHand.map(({ id }) => id));
  });

  it.each<[AlertSort, (alert: Alert) => string | number, 'asc' | 'desc']>([
    ['severity', ({ severity }) => severityRank(severity), 'desc'],
    ['startsAt', ({ startsAt }) => startsAt, 'desc'],
    ['lastSeenAt', ({ lastSeenAt }) => lastSeenAt, 'desc'],
    ['title', ({ title }) => title, 'asc'],
    ['source', ({ source }) => source, 'asc'],
  ])('come by %s, either way round', (sort, key, natural) => {
    for (const direction of ['asc', 'desc'] as const) {
      const keys = list({ sort, direction }).items.map(key);
      const sorted = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(keys).toEqual(direction === 'asc' ? sorted : sorted.reverse());
    }
    expect(list({ sort })).toEqual(list({ sort, direction: natural }));
  });

  it.each<[string, AlertQuery, (alert: Alert) => boolean]>([
    ['status', { status: ['active', 'acknowledged'] }, ({ status }) => status !== 'resolved'],
    ['severity', { severity: ['critical'] }, ({ severity }) => severity === 'critical'],
    [
      'type',
      { type: ['traffic_drop', 'spark_lag_high'] },
      ({ type }) => type === 'traffic_drop' || type === 'spark_lag_high',
    ],
    ['source', { source: ['anomalies'] }, ({ source }) => source === 'anomalies'],
    ['from', { from: new Date(now - hour).toISOString() }, ({ lastSeenAt }) => Date.parse(lastSeenAt) >= now - hour],
    ['to', { to: new Date(now - hour).toISOString() }, ({ startsAt }) => Date.parse(startsAt) < now - hour],
    [
      'all at once',
      { status: ['resolved'], severity: ['low'], source: ['engine'], q: 'shop' },
      (alert) => alert.status === 'resolved' && alert.severity === 'low' && alert.source === 'engine',
    ],
    ['empty lists, which filter nothing', { status: [], severity: [] }, () => true],
  ])('are filtered by %s', (_, query, wanted) => {
    const page = list(query);
    expect(ids(page.items)).toEqual(ids(all.filter(wanted)));
    expect(page.items.length).toBeGreaterThan(0);
    expect(page.total).toBe(page.items.length);
  });

  it('jump to an offset', () => {
    const page = store.book.list({ offset: 1990, limit: 100 });
    expect(page.items.map(({ id }) => id)).toEqual(all.slice(1990).map(({ id }) => id));
    expect(page).toMatchObject({ total: alertCount, nextCursor: null });
    expect(store.book.list({ offset: 5000 })).toMatchObject({ items: [], total: alertCount });
  });

  it('are followed page by page without a gap or a repetition', () => {
    for (const query of [
      {},
      { sort: 'title' },
      { sort: 'severity', direction: 'asc' },
      { q: 'revenue' },
    ] satisfies AlertQuery[]) {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page: AlertPage = store.book.list({ ...query, limit: 333, ...(cursor ? { cursor } : {}) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        expect(page.total).toBe(list(query).total);
      } while (cursor);
      expect(seen).toEqual(list(query).items.map(({ id }) => id));
    }
  });

  it.each(['', 'x', 'eyJvcmRlciI6MX0', '%00', Buffer.from('null').toString('base64url')])(
    'refuse the cursor %j, which is not theirs',
    (cursor) => {
      expect(() => store.book.list({ cursor })).toThrow(InvalidCursorError);
    },
  );

  it('refuse the cursor of another order', () => {
    const { nextCursor } = store.book.list({ limit: 10 });
    expect(() => store.book.list({ sort: 'title', cursor: nextCursor ?? '' })).toThrow(InvalidCursorError);
  });
});

describe('lists of what is held back', () => {
  const open = () => all.filter(({ status }) => status !== 'resolved').slice(0, 4);
  const over = () => all.filter(({ status }) => status === 'resolved').slice(0, 1);
  const mark = (alerts: Alert[], silencedBy: string[], snoozedUntil: number | null) =>
    store.transaction((tx) => {
      for (const { id } of alerts) {
        const record = tx.alerts.byId(id);
        if (record) tx.alerts.save({ ...record, silencedBy, snoozedUntil });
      }
    });
  beforeAll(() => {
    mark(over(), ['s1'], now + hour);
    const [one, other, snoozed, awake] = open().map((alert) => [alert]);
    mark(one ?? [], ['s1'], null);
    mark(other ?? [], ['s2', 's1'], null);
    mark(snoozed ?? [], [], now + hour);
    mark(awake ?? [], [], now - 1);
  });
  afterAll(() => {
    mark([...open(), ...over()], [], null);
  });

  it('hold what a silence mutes, and leave out what is over', () => {
    expect(ids(list({ silenced: true }).items)).toEqual(ids(open().slice(0, 2)));
    expect(list({ silenced: false }).total).toBe(alertCount - 2);
  });

  it('hold what one silence mutes, alone or beside others', () => {
    expect(ids(list({ silence: 's1' }).items)).toEqual(ids(open().slice(0, 2)));
    expect(ids(list({ silence: 's2' }).items)).toEqual(ids(open().slice(1, 2)));
    expect(list({ silence: "s' OR 1" })).toMatchObject({ items: [], total: 0 });
  });

  it('hold what is snoozed until a time that is still to come', () => {
    expect(ids(list({ snoozed: true }).items)).toEqual(ids(open().slice(2, 3)));
    expect(list({ snoozed: false }).total).toBe(alertCount - 1);
  });

  it('join other filters', () => {
    const [first] = open();
    expect(list({ silence: 's1', severity: [first?.severity ?? 'low'], q: first?.title ?? '' }).total).toBeGreaterThan(
      0,
    );
    expect(list({ silenced: true, snoozed: true }).total).toBe(0);
  });
});

describe('search', () => {
  const holds = (alert: Alert, text: string) =>
    [alert.title, alert.description, alert.type, JSON.stringify(alert.labels)].some((part) =>
      part.toLowerCase().includes(text.toLowerCase()),
    );

  it.each([
    ...[
      'shop-17',
      'CHECKOUT',
      'spark_lag',
      'Category 9"',
      'g 9',
      '1',
      '12',
      '%',
      '_',
      'e_d',
      'no such text',
      '\\',
      "'",
      '"',
      'Spark lag high',
    ],
    ...['* OR 1=1', 'a'.repeat(200)],
  ])('finds %j wherever it stands, and nothing else', (q) => {
    const page = list({ q });
    expect(ids(page.items)).toEqual(ids(all.filter((alert) => holds(alert, q))));
    expect(page.total).toBe(page.items.length);
  });

  it('follows a sentence that changes', () => {
    const [first] = all;
    const value = recordOf(first?.id ?? '');
    store.transaction((tx) => tx.alerts.save({ ...value, description: 'A walrus in the warehouse.' }));
    expect(list({ q: 'walrus' }).total).toBe(1);
    store.transaction((tx) => tx.alerts.save(value));
    expect(list({ q: 'walrus' }).total).toBe(0);
  });
});

it('what is written beside what it was before reads back whole, whatever of it changed', () => {
  const [open] = all.filter(({ status }) => status === 'active');
  const state = {
    ...{ source: 'engine', completeness: 'window' as const, severity: 'high' as const, lastWindowStart: now },
    ...{ judgedAt: now, clearWindows: 0, clearedAt: null, joined: [] },
  };
  const before = { ...recordOf(open?.id ?? ''), sources: [state] };
  const window = { windowStart: now, lastSeenAt: now, occurrences: before.occurrences + 1 };
  store.transaction((tx) => tx.alerts.save(before));
  const changes: Partial<AlertRecord>[] = [
    window,
    { ...window, description: 'A walrus in the warehouse.' },
    {
      metricValue: 7,
      expectedValue: null,
      trend: null,
      facts: [{ name: 'where', value: 'warehouse' }],
      lostRevenue: 42,
    },
    { ...window, severity: 'low', title: 'Walrus', labels: { shop: 'arctic' } },
    {
      sources: [
        { ...state, source: 'another' },
        { ...state, clearWindows: 1 },
      ],
    },
    { sources: [{ ...state, source: 'another' }] },
    {},
  ];
  for (const change of changes) {
    const after = { ...before, ...change };
    store.transaction((tx) => tx.alerts.save(after, before));
    expect(recordOf(before.id)).toEqual(after);
    if (change.description) expect(list({ q: 'walrus' }).total).toBe(1);
    store.transaction((tx) => tx.alerts.save(before));
    expect(recordOf(before.id)).toEqual(before);
  }
  expect(list({ q: 'walrus' }).total).toBe(0);
});

describe('the glance', () => {
  it('counts what nobody has and shows the newest of it', () => {
    const { unacknowledged, newest } = store.book.glance(5);
    const open = all.filter(({ status }) => status === 'active');
    expect(unacknowledged).toEqual(store.book.overview(now).open.unacknowledged);
    const byHand = open.toSorted((a, b) => Date.parse(b.startsAt) - Date.parse(a.startsAt)).slice(0, 5);
    expect(newest.map(({ id }) => id)).toEqual(byHand.map(({ id }) => id));
  });
});

describe('the overview', () => {
  it('counts what the lists hold', () => {
    const overview = store.book.overview(now);
    expect(Overview.safeParse(overview).error).toBeUndefined();
    const seenSince = (ms: number) => all.filter(({ lastSeenAt }) => Date.parse(lastSeenAt) >= now - ms);
    const open = all.filter(({ status }) => status !== 'resolved');
    const day = seenSince(24 * hour);
    const critical = day.filter(({ severity }) => severity === 'critical');
    const lastHour = seenSince(hour).filter(({ status }) => status !== 'resolved');
    expect(overview.activeLastHour).toMatchObject({
      total: lastHour.length,
      unacknowledged: lastHour.filter(({ status }) => status === 'active').length,
    });
    expect(overview.open.acknowledged).toBe(open.filter(({ status }) => status === 'acknowledged').length);
    expect(overview.open.unacknowledged.high).toBe(
      open.filter(({ status, severity }) => status === 'active' && severity === 'high').length,
    );
    expect(overview.critical24h).toEqual({
      total: critical.length,
      unacknowledged: critical.filter(({ status }) => status === 'active').length,
    });
    expect(overview.bySeverity24h.medium).toBe(day.filter(({ severity }) => severity === 'medium').length);
    expect(overview.byType24h.reduce((sum, { count }) => sum + count, 0)).toBe(day.length);
    expect(overview.recent.map(({ id }) => id)).toEqual(
      list({ sort: 'startsAt' })
        .items.slice(0, 20)
        .map(({ id }) => id),
    );
  });

  it('has a bucket for every quarter of an hour of the day, empty ones too', () => {
    const { bucketMs, buckets } = store.book.overview(now + 600_000).timeline24h;
    expect(bucketMs).toBe(900_000);
    expect(buckets).toHaveLength(96);
    expect(buckets[95]?.start).toBe('2026-03-10T12:00:00.000Z');
    expect(buckets[0]?.start).toBe('2026-03-09T12:15:00.000Z');
    const countIn = (start: string) =>
      all.filter(
        ({ startsAt }) =>
          Date.parse(startsAt) >= Date.parse(start) && Date.parse(startsAt) < Date.parse(start) + bucketMs,
      ).length;
    for (const { start, critical, high, medium, low } of buckets) {
      expect(critical + high + medium + low).toBe(countIn(start));
    }
  });
});

describe('what people do', () => {
  it('acknowledges many at once, leaving out what is unknown and as it is what is over', () => {
    const [active] = list({ status: ['active'] }).items;
    const [resolved] = list({ status: ['resolved'] }).items;
    const done = store.book.acknowledge([active?.id ?? '', 'unknown', resolved?.id ?? ''], 'alex', 'why', now);
    expect(done.map(({ status, acknowledgedBy }) => [status, acknowledgedBy])).toEqual([
      ['acknowledged', 'alex'],
      ['resolved', resolved?.acknowledgedBy ?? null],
    ]);
    const queue = store.transaction((tx) => tx.acknowledgements.pending(10));
    expect(queue.ok && queue.value).toMatchObject([{ alertId: active?.id, acknowledged: true, by: 'alex', at: now }]);
  });

  it('finds nothing under an id that is not there', () => {
    const { book } = store;
    expect([book.detail('x'), book.unacknowledge('x', 'kim', now), book.snooze('x', now + 1, 'kim', now)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

it('forgets what was over long ago, with all that belongs to it', () => {
  const total = store.book.list({}).total;
  const before = now - 24 * hour;
  const old = all.filter(({ resolvedAt }) => resolvedAt !== null && Date.parse(resolvedAt) < before).length;
  const pruned = store.transaction((tx) => tx.alerts.prune(before, 100));
  expect(pruned).toEqual({ ok: true, value: 100 });
  store.transaction((tx) => tx.alerts.prune(before, 10_000));
  expect(store.book.list({}).total).toBe(total - old);
  expect(list({ q: 'shop-1999' }).total).toBe(
    all.some(({ labels, resolvedAt }) => labels.shop === 'shop-1999' && resolvedAt === null) ? 1 : 0,
  );
});
