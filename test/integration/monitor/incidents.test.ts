import { afterEach, expect, it } from 'vitest';
import type { AlertQuery } from '../../../shared/alertQuery.ts';
import { type AWatch, aWatch, minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';

let watch: AWatch;
afterEach(async () => {
  await watch.monitor.stop();
  expect(watch.clock.pendingTimers).toBe(0);
});

async function watched(): Promise<void> {
  watch = aWatch();
  watch.monitor.start();
  await watch.clock.advance(0);
}

/** A window in which these fire. */
async function fire(...types: string[]): Promise<void> {
  const at = watch.clock.now();
  const observations = types.map((type) => anObservation({ type, windowStart: at, severity: 'critical' }));
  watch.engine.next(aReport({ batches: [aBatch(at, observations)] }));
  await watch.cycle();
}

const alertOf = (type: string) => {
  const [alert] = watch.store.book.list({ type: [type] }).items;
  if (!alert) throw new Error(`no alert of type ${type}`);
  return alert;
};

it('begins with the second alert, is shown with each of them, and is found by its id', async () => {
  await watched();
  await fire('revenue_drop');
  expect(alertOf('revenue_drop').incidentId).toBeNull();
  await watch.clock.advance(minutes(5));
  watch.changes.length = 0;
  await fire('revenue_drop', 'traffic_drop');

  const { id, incidentId } = alertOf('traffic_drop');
  expect(incidentId).not.toBeNull();
  expect(alertOf('revenue_drop').incidentId).toBe(incidentId);
  const incident = watch.store.book.detail(alertOf('revenue_drop').id)?.incident;
  expect(incident).toMatchObject({
    id: incidentId,
    alerts: [{ id, type: 'traffic_drop' }, { type: 'revenue_drop' }],
    sentence: 'Probably begun by “Traffic drop”; “Revenue drop” followed.',
  });
  expect(watch.store.book.list({ incident: incidentId ?? '' }).total).toBe(2);
  const told = watch.changes.flatMap((change) => (change.kind === 'alerts' ? change.alerts : []));
  expect(told.map((alert) => alert.incidentId)).toEqual([incidentId, incidentId]);
});

it('says of each alert of a list how many belong together, whatever else the list leaves out', async () => {
  await watched();
  await fire('traffic_drop', 'revenue_drop', 'conversion_drop');
  await watch.clock.advance(minutes(40));
  await fire('spark_lag_high');
  const sizes = (query: AlertQuery) =>
    watch.store.book.list(query).items.map(({ type, incidentSize }) => [type, incidentSize]);
  expect(new Map(sizes({}) as [string, number | null][])).toEqual(
    new Map([
      ...(['traffic_drop', 'revenue_drop', 'conversion_drop'] as const).map((type) => [type, 3] as const),
      ['spark_lag_high', null] as const,
    ]),
  );
  expect(sizes({ type: ['revenue_drop'] })).toEqual([['revenue_drop', 3]]);
  expect(sizes({ type: ['spark_lag_high'] })).toEqual([['spark_lag_high', null]]);
});

it('tells the pages of an alert of before that it is now part of one, and nobody else', async () => {
  await watched();
  await fire('traffic_drop');
  await watch.clock.advance(minutes(5));
  const sent = watch.slack.sent.length;
  watch.changes.length = 0;
  const at = watch.clock.now();
  const late = anObservation({
    type: 'data_stale',
    source: 'watchkeeper',
    labels: { source: 'engine' },
    windowStart: at,
  });
  watch.engine.next(aReport({ batches: [aBatch(at, [late], { completeness: 'rows' })] }));
  await watch.cycle();
  const told = watch.changes.flatMap((change) => (change.kind === 'alerts' ? change.alerts : []));
  expect(told.map(({ type }) => type).sort()).toEqual(['data_stale', 'traffic_drop']);
  expect(watch.slack.sent.slice(sent).map(({ alert }) => alert.type)).toEqual(['data_stale']);
});

it('is named in the message about a consequence, and not in that about its cause', async () => {
  await watched();
  await fire('traffic_drop', 'revenue_drop');
  const causes = watch.slack.sent.map(({ alert, cause }) => [alert.type, cause?.title ?? null]);
  expect(causes.sort()).toEqual([
    ['revenue_drop', 'Traffic drop'],
    ['traffic_drop', null],
  ]);
});

it('stays the same over a restart', async () => {
  await watched();
  await fire('traffic_drop', 'revenue_drop');
  const { incidentId } = alertOf('traffic_drop');
  await watch.monitor.stop();
  watch = watch.again();
  watch.monitor.start();
  await watch.clock.advance(minutes(5));
  await fire('traffic_drop', 'revenue_drop', 'conversion_drop');
  expect(['traffic_drop', 'revenue_drop', 'conversion_drop'].map((type) => alertOf(type).incidentId)).toEqual([
    ...[incidentId, incidentId, incidentId],
  ]);
});
