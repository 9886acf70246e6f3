import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../core/adapters/sqlite/openStore.ts';
import type { AlertRecord, HistoryRecord } from '../../../core/alerts/alertRecord.ts';
import { queueSummaries } from '../../../core/report/queueSummaries.ts';
import type { DeliverySettings } from '../../../shared/delivery/deliverySettings.ts';
import type { Report } from '../../../shared/delivery/report.ts';
import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { manyAlerts } from '../../support/manyAlerts.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';

const at = (iso: string) => Date.parse(iso);
const minute = 60_000;
const berlin = 'Europe/Berlin';

let store: Store;
let template: AlertRecord;
let made = 0;
beforeEach(() => {
  made = 0;
  store = successOf(openStore(':memory:', { clock: new ManualClock(), log: recordingLog() }));
  // One to make others from.
  manyAlerts(store, 1, at('2020-01-01T00:00:00Z'), minute);
  const id = store.book.list({}).items[0]?.id ?? '';
  const record = successOf(store.transaction((tx) => tx.alerts.byId(id)));
  if (!record) throw new Error('There is no alert to make others from.');
  template = record;
});
afterEach(() => store.close());

/** An alert that began then, of its own fingerprint unless said otherwise; nothing more happened to it. */
function began(iso: string, part: Partial<AlertRecord> = {}): void {
  successOf(
    store.transaction((tx) => {
      const own = { id: `alert-${++made}`, fingerprint: `thing-${made}`, startsAt: at(iso), lastSeenAt: at(iso) };
      tx.alerts.save({ ...template, resolvedAt: null, acknowledgement: null, escalations: 0, ...own, ...part });
    }),
  );
}

const read = (from: string, to: string, timeZone = berlin): Report =>
  successOf(store.transaction((tx) => tx.reports.read({ from: at(from), to: at(to), timeZone })));

it('of an alert it is known what became of it: when it was put off, over and back again', () => {
  const start = '2026-11-20T12:00:00.000Z';
  began(start, { severity: 'high' });
  const id = `alert-${made}`;
  const history: [minutes: number, kind: HistoryRecord['kind'], note: string | null][] = [
    [0, 'fired', null],
    [5, 'snoozed', 'until 2026-11-20T13:00:00.000Z'],
    [6, 'unsnoozed', null],
    [7, 'snoozed', 'until somebody knows'],
    [20, 'resolved', null],
    [25, 'reopened', null],
    [30, 'severityRaised', 'high → critical'],
  ];
  const [life] = successOf(
    store.transaction((tx) => {
      for (const [minutes, kind, note] of history)
        tx.alerts.addHistory({ alertId: id, at: at(start) + minutes * minute, kind, by: 'kim', note });
      return tx.reports.lives(at(start), 10);
    }),
  );
  const after = (minutes: number) => at(start) + minutes * minute;
  expect(life?.events).toEqual([
    { at: after(0), kind: 'severity', severity: 'high' },
    { at: after(5), kind: 'snoozed', until: after(60) },
    { at: after(6), kind: 'snoozed', until: null },
    { at: after(20), kind: 'resolved' },
    { at: after(25), kind: 'reopened' },
    { at: after(30), kind: 'severity', severity: 'critical' },
  ]);
});

describe('a report', () => {
  it('takes what began from its beginning until before its end', () => {
    began('2026-11-19T22:59:59.999Z');
    began('2026-11-19T23:00:00Z', { severity: 'critical', type: 'revenue_drop' });
    began('2026-11-20T22:59:59.999Z', { severity: 'low', type: 'of_our_own' });
    began('2026-11-20T23:00:00Z');
    const report = read('2026-11-19T23:00:00Z', '2026-11-20T23:00:00Z');
    expect(report).toMatchObject({
      alerts: 2,
      open: 2,
      bySeverity: [
        { severity: 'critical', alerts: 1 },
        { severity: 'high', alerts: 0 },
        { severity: 'medium', alerts: 0 },
        { severity: 'low', alerts: 1 },
      ],
      days: [{ day: '2026-11-20', critical: 1, high: 0, medium: 0, low: 1 }],
    });
    expect(report.byType).toEqual([
      { type: 'of_our_own', title: expect.any(String), alerts: 1 },
      { type: 'revenue_drop', title: 'Revenue drop', alerts: 1 },
    ]);
  });

  it('means times over those that were acknowledged or resolved, and says none where none was', () => {
    const acknowledged = (iso: string) => ({ at: at(iso), by: 'kim', note: null, severity: 'high' as const });
    began('2026-11-20T10:00:00Z');
    expect(read('2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z')).toMatchObject({
      meanTimeToAcknowledgeMs: null,
      meanTimeToResolveMs: null,
      falseAlarmShare: null,
    });
    began('2026-11-20T10:00:00Z', { acknowledgement: acknowledged('2026-11-20T10:04:00Z') });
    began('2026-11-20T10:00:00Z', {
      acknowledgement: acknowledged('2026-11-20T10:08:00Z'),
      resolvedAt: at('2026-11-20T11:00:00Z'),
      escalations: 2,
    });
    expect(read('2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z')).toMatchObject({
      meanTimeToAcknowledgeMs: 6 * minute,
      meanTimeToResolveMs: 60 * minute,
      ...{ acknowledged: 2, resolved: 1, open: 2, escalated: 1 },
    });
  });

  it('puts episodes of one thing together, the noisiest first and at most twenty', () => {
    for (let thing = 0; thing < 25; thing++) began('2026-11-20T09:00:00Z');
    for (const hour of ['10', '11', '12']) {
      began(`2026-11-20T${hour}:00:00Z`, { fingerprint: 'noisy', labels: { platform: 'ios' } });
    }
    const { noisiest } = read('2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z');
    expect(noisiest).toHaveLength(20);
    expect(noisiest[0]).toMatchObject({ labels: { platform: 'ios' }, alerts: 3, messages: 0 });
  });

  it('counts by local days, quiet ones too, a day with a change of the clocks as one', () => {
    began('2026-10-24T21:59:59Z', { severity: 'high' });
    began('2026-10-24T22:00:00Z', { severity: 'high' });
    began('2026-10-25T22:59:59Z', { severity: 'high' });
    const { days } = read('2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z');
    expect(days.map(({ day, high }) => [day, high])).toEqual([
      ['2026-10-24', 1],
      ['2026-10-25', 2],
      ['2026-10-26', 0],
    ]);
  });

  it('of a book with nothing in it has zeros', () => {
    expect(read('2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z', 'UTC')).toMatchObject({
      ...{ alerts: 0, open: 0, escalated: 0, messages: 0, failed: 0, byType: [], noisiest: [] },
      days: [{ day: '2026-11-20', critical: 0, high: 0, medium: 0, low: 0 }],
    });
  });
});

describe('the report of a day, to be sent', () => {
  const off = { enabled: false, at: '08:00', timeZone: '', receiver: '' };
  const settings: DeliverySettings['summaries'] = {
    daily: { ...off, enabled: true, receiver: 'email' },
    weekly: { ...off, on: 'mon' },
  };
  const queueAt = (iso: string, isSetUp = true) =>
    successOf(
      store.transaction((tx) => {
        const context = { settings, timeZone: berlin, currency: 'EUR', reportUrl: null, isSetUp: () => isSetUp };
        queueSummaries(tx, { ...context, now: at(iso) });
        return tx.outbox.ready('email', at(iso), 10).map(({ message }) => message);
      }),
    );

  it('waits for its receiver once, however often it is asked for', () => {
    began('2026-11-19T12:00:00Z');
    expect(queueAt('2026-11-20T06:59:00Z')).toEqual([]);
    expect(queueAt('2026-11-20T07:00:00Z')).toMatchObject([
      { reason: 'summary', period: 'day', report: { alerts: 1 }, line: ['email'] },
    ]);
    expect(queueAt('2026-11-20T07:01:00Z')).toHaveLength(1);
    expect(queueAt('2026-11-21T07:00:00Z')).toHaveLength(2);
  });

  it('is among all that waits, so that it can go another way when its receiver is broken', () => {
    queueAt('2026-11-20T07:00:00Z');
    const waiting = (minimum?: 'low') =>
      successOf(store.transaction((tx) => tx.outbox.pending('email', minimum).length));
    expect(waiting()).toBe(1);
    expect(waiting('low')).toBe(0);
  });

  it('is not made for a receiver that is not set up', () => {
    expect(queueAt('2026-11-20T07:00:00Z', false)).toEqual([]);
  });
});

describe('what people said', () => {
  const week = ['2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z'] as const;
  const judged = (label: FeedbackLabel) =>
    began('2026-03-04T12:00:00Z', { feedback: { label, comment: null, by: 'kim', at: at('2026-03-04T13:00:00Z') } });

  it('is counted by label, and the share of false alarms is that of what was judged', () => {
    for (const label of ['real', 'real', 'expected', 'falseAlarm', 'unsure'] as const) judged(label);
    began('2026-03-04T12:00:00Z');
    expect(read(...week)).toMatchObject({
      alerts: 6,
      feedback: { real: 2, expected: 1, falseAlarm: 1, newNormal: 0, unsure: 1 },
      falseAlarmShare: 0.25,
    });
  });

  it('is no share while nobody is sure of anything', () => {
    judged('unsure');
    expect(read(...week)).toMatchObject({ falseAlarmShare: null, lostRevenue: null });
  });
});

it('counts what a window cost once, though several alerts are about it', () => {
  const lost = (alertId: string, windowStart: string, lostRevenue: number) => ({
    ...{ alertId, fingerprint: `of ${alertId}`, windowStart: at(windowStart), windowMs: 5 * minute, source: 'engine' },
    ...{ severity: 'high' as const, description: '', metricValue: null, expectedValue: null, zScore: null },
    ...{ changePercent: null, observedAt: at(windowStart), rowAcknowledgedAt: null, rowSynced: false, lostRevenue },
  });
  for (const _ of ['revenue', 'traffic']) began('2026-03-04T12:00:00Z', { lostRevenue: 300 });
  successOf(
    store.transaction(({ alerts }) => {
      alerts.saveObservation(lost('alert-1', '2026-03-04T12:00:00Z', 100));
      alerts.saveObservation(lost('alert-1', '2026-03-04T12:05:00Z', 200));
      alerts.saveObservation(lost('alert-2', '2026-03-04T12:05:00Z', 250));
    }),
  );
  expect(read('2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z').lostRevenue).toBe(350);
});
