import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertRecord } from '../../../../core/alerts/alertRecord.ts';
import { assignIncidents } from '../../../../core/alerts/incidents/assignIncidents.ts';
import { describeIncident, isConsequence, likeliestCause } from '../../../../core/alerts/incidents/describeIncident.ts';
import { openAlert } from '../../../../core/alerts/mergeObservation.ts';
import { sha256 } from '../../../../core/monitor/sha256.ts';
import { titleOf } from '../../../../shared/anomalyTypes.ts';
import { anObservation } from '../../../support/builders.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;

function began(type: string, minutes: number, given: Partial<AlertRecord> = {}): AlertRecord {
  const startsAt = noon + minutes * minute;
  const id = given.id ?? `${type}-${minutes}`;
  const observation = anObservation({ type, title: titleOf(type), labels: given.labels ?? {} });
  return { ...openAlert(observation, 'window', { id, fingerprint: id, startsAt }, startsAt).record, ...given };
}

/** Lets them begin one after the other, as they would in as many cycles. */
function oneByOne(records: readonly AlertRecord[]): AlertRecord[] {
  const known: AlertRecord[] = [];
  for (const record of records) {
    known.push({ ...record });
    const [last] = known.slice(-1);
    for (const [id, incidentId] of assignIncidents(last ? [last] : [], known, sha256)) {
      const member = known.find((each) => each.id === id);
      if (member) member.incidentId = incidentId;
    }
  }
  return known;
}

const incidents = (records: readonly AlertRecord[]) => oneByOne(records).map(({ incidentId }) => incidentId);

describe('alerts of the same minutes', () => {
  it('are an incident from the second of them on', () => {
    expect(incidents([began('traffic_drop', 0)])).toEqual([null]);
    const [first, second, third] = incidents([
      began('traffic_drop', 0),
      began('conversion_drop', 5),
      began('revenue_drop', 10),
    ]);
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect([second, third]).toEqual([first, first]);
  });

  it('keep their incident when others join, and get the same one when all is replayed', () => {
    const all = [began('traffic_drop', 0), began('revenue_drop', 5), began('conversion_drop', 9)];
    expect(incidents(all)[0]).toBe(incidents(all.slice(0, 2))[0]);
    expect(assignIncidents(all, all, sha256).get(all[0]?.id ?? '')).toBe(incidents(all)[0]);
  });

  it.each<[string, AlertRecord, AlertRecord]>([
    ['later than ten minutes', began('traffic_drop', 0), began('revenue_drop', 11)],
    ['after the first was over', began('traffic_drop', 0, { resolvedAt: noon + 4 * minute }), began('revenue_drop', 5)],
    [
      'in other components',
      began('lag_high', 0, { labels: { component: 'a' } }),
      began('lag_high', 1, { labels: { component: 'b' } }),
    ],
    ['of receivers', began('receiver_failing', 0), began('revenue_drop', 1)],
    [
      'of jobs that are not one',
      began('job_failed', 0, { labels: { job: 'a' } }),
      began('job_failed', 1, { labels: { job: 'b' } }),
    ],
    ['of a kind that nobody knows', began('spark_lag', 0), began('spark_disk', 0)],
  ])('stand alone when they begin %s', (_, one, other) => {
    expect(incidents([one, other])).toEqual([null, null]);
  });

  it.each<[string, AlertRecord, AlertRecord]>([
    [
      'data that stays away and the shop',
      began('data_stale', 0, { labels: { source: 'engine' } }),
      began('traffic_drop', 3),
    ],
    ['a job and the shop that it feeds', began('job_failed', 0, { labels: { job: 'load' } }), began('revenue_drop', 3)],
    [
      'metrics and errors of a component',
      began('pipeline_error', 0, { labels: { component: 'db' } }),
      began('rpc_error_rate_high', 3, { labels: { component: 'db' } }),
    ],
    [
      'what was learned and a rule',
      began('learned_low', 0, { learnedSeries: 'shop/sessions' }),
      began('revenue_drop', 3),
    ],
  ])('are one incident for %s', (_, one, other) => {
    const [first, second] = incidents([one, other]);
    expect(first).not.toBeNull();
    expect(second).toBe(first);
  });
});

describe('an incident', () => {
  const members = [
    began('revenue_drop', 0),
    began('conversion_drop', 1),
    began('traffic_drop', 2),
    began('data_stale', 4, { labels: { source: 'engine' } }),
  ];

  it('puts the probable cause first, whatever was noticed first', () => {
    const incident = describeIncident('i', members);
    expect(incident.alerts.map(({ type }) => type)).toEqual([
      'data_stale',
      'traffic_drop',
      'conversion_drop',
      'revenue_drop',
    ]);
    expect(incident.startsAt).toBe('2026-03-10T12:00:00.000Z');
    expect(incident.sentence).toBe(
      'Probably begun by “Data stale”; “Traffic drop”, “Conversion drop” and “Revenue drop” followed.',
    );
  });

  it('names a cause to its consequences alone', () => {
    const cause = likeliestCause(members);
    expect(cause?.type).toBe('data_stale');
    expect(members.filter((member) => cause && isConsequence(member, cause)).map(({ type }) => type)).toEqual([
      ...['revenue_drop', 'conversion_drop', 'traffic_drop'],
    ]);
  });

  it('claims no cause where nothing says which it is', () => {
    const component = { labels: { component: 'db' } };
    const both = [began('rpc_error_rate_high', 0, component), began('database_failures_high', 1, component)];
    const cause = likeliestCause(both);
    expect(describeIncident('i', both).sentence).toMatch(/ began within the same minutes\.$/);
    expect(both.filter((record) => cause && isConsequence(record, cause))).toEqual([]);
  });
});

it('groups the same alerts, whatever the order in which they are looked at', () => {
  const types = fc.constantFrom('traffic_drop', 'revenue_drop', 'conversion_drop', 'data_stale', 'spark_lag');
  const some = fc.uniqueArray(fc.record({ type: types, minutes: fc.nat(60) }), {
    selector: ({ type, minutes }) => `${type}${minutes}`,
    maxLength: 20,
  });
  fc.assert(
    fc.property(some, fc.func(fc.nat()), (all, order) => {
      const records = all.map(({ type, minutes }) => began(type, minutes));
      const shuffled = records.toSorted((a, b) => order(a.id) - order(b.id));
      const one = assignIncidents(records, records, sha256);
      expect(new Map([...assignIncidents(shuffled, shuffled, sha256)].sort())).toEqual(new Map([...one].sort()));
      const sizes = Object.values(Object.groupBy([...one.values()], (incident) => incident)).map(
        (each) => each?.length,
      );
      for (const size of sizes) expect(size).toBeGreaterThan(1);
    }),
  );
});

it('groups ten thousand that fail at once in no time', () => {
  const all = Array.from({ length: 10_000 }, (_, index) =>
    began('lag_high', 0, { id: `lag-${index}`, labels: { component: 'db', host: String(index) } }),
  );
  expect(new Set(assignIncidents(all, all, sha256).values()).size).toBe(1);
});
