import { describe, expect, it } from 'vitest';
import { createDeliveryRules } from '../../../../core/notify/deliveryRules.ts';
import { type ReplayFacts, replay } from '../../../../core/notify/simulation/replay.ts';
import type { ReplayEvent, ReplayedAlert } from '../../../../core/notify/simulation/replayedLife.ts';
import { plainRoute } from '../../../../shared/delivery/builtInRoutes.ts';
import { DeliveryLimits } from '../../../../shared/delivery/deliveryLimits.ts';
import type { Severity } from '../../../../shared/severity.ts';
import { aDelivery } from '../../../support/aDelivery.ts';

const start = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;
const setUp = ['slack', 'pagerduty', 'email'];

function rulesOf(
  given: Parameters<typeof aDelivery>[0] = {},
  hears: readonly string[] = [],
  remindMs: number | null = null,
) {
  return createDeliveryRules({
    settings: aDelivery(given),
    general: { minSeverity: 'high', deduplicationMs: 15 * minute, repeatMs: 60 * minute, remindMs },
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

const roomy = DeliveryLimits.parse({ perSecond: 100, burst: 100, perGroupPerMinute: 1000, windowSeconds: 0 });

/** Nothing silenced and room for everything, unless told otherwise. */
const replayed = (alerts: readonly ReplayedAlert[], more: Partial<ReplayFacts> = {}) =>
  replay({
    ...{ alerts, rules: rulesOf(toSlack), inhibitions: [], silences: [], until },
    pacing: () => ({ limits: roomy, canDigest: true }),
    ...more,
  });

const counted = (alerts: ReplayedAlert[], rules = rulesOf(toSlack), more: Partial<ReplayFacts> = {}) =>
  replayed(alerts, { rules, ...more })
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
    const { count } = replayed([life('a', 'low', [20, resolved])]);
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
    const { count } = replayed([life('a', 'high', [100, resolved])], {
      rules: rulesOf({ ...toSlack, escalations }),
    });
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
  const { toldOf } = replayed([life('a', 'critical')], { rules: rulesOf({ routes }) });
  expect([...(toldOf.get('a') ?? [])]).toEqual(['email']);
});

describe('what held messages back then does so in a replay', () => {
  const silence = (from: number, to: number, value = 'traffic_drop') => ({
    ...{ id: `${from}-${to}`, startsAt: start + from * minute, endsAt: start + to * minute },
    matchers: [{ name: 'type', op: '=' as const, value }],
  });
  const snoozed = (until: number) => ({ kind: 'snoozed', until: start + until * minute });

  it('a silence, until it ends; that the alert is over meanwhile is not told', () => {
    const long = life('a', 'high', [150, resolved]);
    // Told at 0:00, at 1:30 when the silence ends (the repeat of 1:00), and at its end.
    const silences = [silence(50, 90)];
    expect(counted([long], rulesOf(toSlack), { silences })).toEqual(['firing 1', 'repeat 1', 'resolved 1']);
    expect(counted([long], rulesOf(toSlack), { silences: [silence(-10, 100)] })).toEqual(['firing 1', 'resolved 1']);
    expect(counted([long], rulesOf(toSlack), { silences: [silence(-10, 160)] })).toEqual([]);
    expect(counted([long], rulesOf(toSlack), { silences: [silence(-10, 160, 'revenue_drop')] })).toHaveLength(3);
  });

  it('a silence of a severity, from when the alert has it', () => {
    const critical = { ...silence(-10, 160), matchers: [{ name: 'severity', op: '=' as const, value: 'critical' }] };
    const alerts = [life('a', 'high', [20, raised], [30, { kind: 'severity', severity: 'high' }], [40, resolved])];
    expect(counted(alerts, rulesOf(toSlack), { silences: [critical] })).toEqual(['firing 1', 'resolved 1']);
  });

  it('a snooze, until its end or until somebody takes it back', () => {
    expect(counted([life('a', 'high', [10, snoozed(200)], [190, resolved])])).toEqual(['firing 1', 'resolved 1']);
    expect(counted([life('a', 'high', [10, snoozed(100)], [150, resolved])])).toEqual([
      'firing 1',
      'repeat 1',
      'resolved 1',
    ]);
    const taken = [70, { kind: 'snoozed', until: null }] as [number, object];
    expect(counted([life('a', 'high', [10, snoozed(100)], taken, [100, resolved])])).toContain('repeat 1');
  });

  it('stops escalation as long, and the way to it begins anew', () => {
    const escalations = [{ name: 'default', steps: [{ afterMinutes: 30, receivers: ['pagerduty'] }], repeat: 0 }];
    const rules = rulesOf({ ...toSlack, escalations });
    const escalated = (...events: [number, object][]) =>
      counted([life('a', 'high', ...events)], rules).includes('escalated 1');
    expect(escalated([40, resolved])).toBe(true);
    expect(escalated([10, snoozed(60)], [80, resolved])).toBe(false);
    expect(escalated([10, snoozed(60)], [95, resolved])).toBe(true);
  });
});

describe('alerts that explain others hold them back in a replay', () => {
  const down = { ...life('down', 'high', [40, resolved]), type: 'source_unreachable' };
  const rule = {
    ...{ name: 'down', source: [{ name: 'type', op: '=' as const, value: 'source_unreachable' }] },
    ...{ target: [{ name: 'type', op: '=' as const, value: 'traffic_drop' }], equal: [] as string[] },
  };
  const toldOf = (alerts: ReplayedAlert[], inhibitions = [rule]) =>
    counted(alerts, rulesOf(toSlack), { inhibitions }).join(', ');
  const inTown = (alert: ReplayedAlert, town: string) => ({ ...alert, labels: { town } });

  it('for as long as they fire; what goes on then is told, what is over by then is not', () => {
    const [short, long] = [life('a', 'high', [30, resolved]), life('b', 'high', [50, resolved])];
    expect(toldOf([down, short])).toBe('firing 1, resolved 1');
    expect(toldOf([down, long])).toBe('firing 2, resolved 2');
    expect(toldOf([down, short], [])).toBe('firing 2, resolved 2');
    expect(toldOf([short])).toBe('firing 1, resolved 1');
  });

  it('those alone that agree with them in what the rule says', () => {
    const sameTown = { ...rule, equal: ['town'] };
    const alerts = [inTown(down, 'Bern'), inTown(life('a', 'high', [30, resolved]), 'Basel')];
    expect(toldOf(alerts, [sameTown])).toBe('firing 2, resolved 2');
    expect(toldOf([...alerts, inTown(life('b', 'high', [30, resolved]), 'Bern')], [sameTown])).toBe(
      'firing 2, resolved 2',
    );
  });

  it('with the severity that they have at the time, again when they come back, and never themselves', () => {
    const whileCritical = { ...rule, source: [{ name: 'severity', op: '=' as const, value: 'critical' }] };
    const milder = { kind: 'severity', severity: 'high' };
    const grows = { ...life('down', 'high', [10, raised], [20, milder], [70, resolved]), type: 'source_unreachable' };
    const alert = life('a', 'high', [65, resolved]);
    // Told at once, and not again for the repeat of an hour later.
    expect(toldOf([grows, alert], [whileCritical])).toContain('firing 2');
    const comesBack = {
      ...down,
      events: life('down', 'high', [20, resolved], [30, { kind: 'reopened' }], [50, resolved]).events,
    };
    const [between, meanwhile] = [life('b', 'high', [5, resolved]), life('c', 'high', [15, resolved])];
    expect(toldOf([comesBack, shifted(between, 22), shifted(meanwhile, 32)])).toBe('firing 3, resolved 3');
  });

  it('and stop their escalation', () => {
    const escalations = [{ name: 'default', steps: [{ afterMinutes: 30, receivers: ['pagerduty'] }], repeat: 0 }];
    const rules = rulesOf({ ...toSlack, escalations });
    const both = [life('a', 'high', [65, resolved]), { ...down, severity: 'low' as const }];
    const quiet = both.map((alert) => (alert.id === 'down' ? lowered(alert) : alert));
    expect(counted(quiet, rules)).toContain('escalated 1');
    expect(counted(quiet, rules, { inhibitions: [rule] })).not.toContain('escalated 1');
  });

  const shifted = (alert: ReplayedAlert, minutes: number): ReplayedAlert => ({
    ...alert,
    events: alert.events.map((event) => ({ ...event, at: event.at + minutes * minute })),
  });

  /** Too mild to be told itself. */
  function lowered(alert: ReplayedAlert): ReplayedAlert {
    const events = alert.events.map((event) =>
      event.kind === 'severity' ? { ...event, severity: 'low' as const } : event,
    );
    return { ...alert, events };
  }
});

it('reminders of what somebody has are counted, each hour while it fires', () => {
  const alerts = [life('a', 'high', [10, taken], [200, resolved])];
  expect(counted(alerts, rulesOf(toSlack, [], 60 * minute))).toEqual(['firing 1', 'reminder 3', 'resolved 1']);
});

it('an alert that comes back after its end is told again', () => {
  const alerts = [life('a', 'high', [20, resolved], [50, { kind: 'reopened' }], [70, resolved])];
  expect(counted(alerts)).toEqual(['firing 2', 'resolved 2']);
});

describe('limits put messages together as they would have', () => {
  const limits = DeliveryLimits.parse({ perSecond: 1, burst: 3, windowSeconds: 300, maxPerWindow: 2 });
  const at = (id: string, seconds: number, severity: Severity = 'high'): ReplayedAlert => {
    const alert = life(id, severity);
    return { ...alert, events: alert.events.map((event) => ({ ...event, at: event.at + seconds * 1000 })) };
  };
  const figures = (alerts: ReplayedAlert[], canDigest = true) => {
    const { messages, inDigests, byReceiver } = replayed(alerts, {
      ...{ until: start + 10 * minute, pacing: () => ({ limits, canDigest }) },
    }).count;
    expect(byReceiver).toEqual([{ name: 'slack', messages }]);
    return { messages, inDigests };
  };

  it('a hundred at once are one message', () => {
    const storm = Array.from({ length: 100 }, (_, index) => at(`a${index}`, 0));
    expect(figures(storm)).toEqual({ messages: 1, inDigests: 100 });
    expect(figures(storm, false)).toEqual({ messages: 100, inDigests: 0 });
  });

  it('what is over the window waits and goes as one, and what is critical does not wait', () => {
    // Two go at once, a critical one beside them; four wait until five minutes after the first and are one.
    const waiting = [40, 60, 80, 100].map((seconds) => at(`w${seconds}`, seconds));
    const alerts = [at('a', 0), at('b', 20), at('c', 50, 'critical'), ...waiting];
    expect(figures(alerts)).toEqual({ messages: 4, inDigests: 4 });
  });
});

it('thirty days with ten thousand alerts take about a second', () => {
  const spread = 30 * 24 * 60;
  const alerts = Array.from({ length: 10_000 }, (_, index): ReplayedAlert => {
    const alert = life(`a${index}`, index % 7 === 0 ? 'critical' : 'high', [20, taken], [180, resolved]);
    const offset = Math.floor((index / 10_000) * spread) * minute;
    const events = alert.events.map((event) => ({ ...event, at: event.at + offset }));
    return { ...alert, labels: { shop: `s${index % 50}` }, events };
  });
  // Its own work: what else the machine does in between is not counted.
  const before = process.threadCpuUsage();
  const { count } = replayed(alerts, {
    rules: rulesOf(toSlack, [], 60 * minute),
    until: start + spread * minute,
    pacing: () => ({ limits: DeliveryLimits.parse({}), canDigest: true }),
  });
  expect(count.byReason.find(({ reason }) => reason === 'firing')?.messages).toBe(10_000);
  // Ten times what it takes, for a machine that is slow.
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(5000);
});
