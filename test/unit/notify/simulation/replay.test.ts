import { describe, expect, it } from 'vitest';
import { createDeliveryRules } from '../../../../core/notify/deliveryRules.ts';
import { type ReplayEvent, type ReplayedAlert, replay } from '../../../../core/notify/simulation/replay.ts';
import { plainRoute } from '../../../../shared/delivery/builtInRoutes.ts';
import type { Severity } from '../../../../shared/severity.ts';
import { aDelivery } from '../../../support/aDelivery.ts';

const start = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;
const setUp = ['slack', 'pagerduty', 'email'];

function rulesOf(given: Parameters<typeof aDelivery>[0] = {}, hears: readonly string[] = []) {
  return createDeliveryRules({
    settings: aDelivery(given),
    general: { minSeverity: 'high', deduplicationMs: 15 * minute, repeatMs: 60 * minute, remindMs: null },
    timeZone: 'UTC',
    firstSetUp: (line) => line.find((name) => setUp.includes(name)) ?? null,
    isSetUp: (name) => setUp.includes(name),
    hearsAcknowledgements: (name) => hears.includes(name),
  });
}
const toSlack = { routes: plainRoute('All', [], { receivers: ['slack'], escalation: 'default' }) };

function life(id: string, severity: Severity, ...events: [minutes: number, event: object][]): ReplayedAlert {
  const begun: ReplayEvent = { at: start, kind: 'severity', severity };
  const more = events.map(([minutes, event]) => ({ at: start + minutes * minute, ...event }) as ReplayEvent);
  const about = { id, fingerprint: `f-${id}`, type: 'traffic_drop', source: 'engine', labels: {}, severity };
  return { ...about, events: [begun, ...more] };
}
const resolved = { kind: 'resolved' };
const raised = { kind: 'severity', severity: 'critical' };
const taken = { kind: 'acknowledged', has: true };
const until = start + 24 * 60 * minute;

const counted = (alerts: ReplayedAlert[], rules = rulesOf(toSlack)) =>
  replay(alerts, rules, until)
    .count.byReason.map(({ reason, messages }) => `${reason} ${messages}`)
    .sort();

describe('a replay counts what would have been sent', () => {
  it('of an alert that comes and goes', () => {
    expect(counted([life('a', 'high', [20, resolved])])).toEqual(['firing 1', 'resolved 1']);
  });

  it('of one that nobody takes: again every hour', () => {
    expect(counted([life('a', 'high', [150, resolved])])).toEqual(['firing 1', 'repeat 2', 'resolved 1']);
  });

  it('of one that somebody takes: nothing more until its end', () => {
    expect(counted([life('a', 'high', [10, taken], [300, resolved])])).toEqual(['firing 1', 'resolved 1']);
  });

  it('of one that grows worse, before somebody has it and after', () => {
    expect(counted([life('a', 'high', [5, raised], [20, resolved])])).toEqual([
      'firing 1',
      'resolved 1',
      'severityRaised 1',
    ]);
    expect(counted([life('a', 'high', [5, taken], [9, raised], [20, resolved])])).toContain('severityRaised 1');
  });

  it('of one that is too mild: nothing, and it is counted as untold', () => {
    const { count } = replay([life('a', 'low', [20, resolved])], rulesOf(toSlack), until);
    expect(count).toMatchObject({ messages: 0, alerts: 1, untold: 1 });
  });

  it('of the same thing twice within the deduplication window: once', () => {
    const again = { ...life('b', 'high'), fingerprint: 'f-a' };
    const later = again.events.map((event) => ({ ...event, at: event.at + 5 * minute }));
    const first = life('a', 'high', [1, { kind: 'acknowledged', has: true }]);
    expect(counted([first, { ...again, events: [...later, { at: start + 9 * minute, kind: 'resolved' }] }])).toEqual([
      'firing 1',
    ]);
  });

  it('of escalations, once for each step', () => {
    const escalations = [{ name: 'default', steps: [{ afterMinutes: 30, receivers: ['pagerduty'] }], repeat: 1 }];
    const { count } = replay([life('a', 'high', [100, resolved])], rulesOf({ ...toSlack, escalations }), until);
    expect(count.byReceiver).toEqual([
      { name: 'slack', messages: 3 },
      { name: 'pagerduty', messages: 3 },
    ]);
  });

  it('for a receiver that hears of acknowledgements, with that', () => {
    const rules = rulesOf(toSlack, ['slack']);
    expect(counted([life('a', 'high', [10, taken], [20, resolved])], rules)).toEqual([
      'acknowledged 1',
      'firing 1',
      'resolved 1',
    ]);
  });
});

it('other routes send to others, and say whom each alert reached', () => {
  const routes = plainRoute('All', [], { routes: [plainRoute('Mail', [], { receivers: ['email'] })] });
  const { toldOf } = replay([life('a', 'critical')], rulesOf({ routes }), until);
  expect([...(toldOf.get('a') ?? [])]).toEqual(['email']);
});
