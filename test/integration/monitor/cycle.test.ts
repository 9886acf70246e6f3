import { afterEach, describe, expect, it } from 'vitest';
import type { MonitorPolicy } from '../../../core/monitor/monitorPolicy.ts';
import { failed, ok } from '../../../shared/problem.ts';
import { type AWatch, aWatch, minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport, FakeSource } from '../../support/fakeSource.ts';

const watches: AWatch[] = [];
function watch(...options: Parameters<typeof aWatch>): AWatch {
  const made = aWatch(...options);
  watches.push(made);
  return made;
}
afterEach(async () => {
  const made = watches.splice(0);
  for (const { monitor } of made) await monitor.stop();
  for (const { clock } of made) expect(clock.pendingTimers).toBe(0);
});

/** A started watch whose first, quiet cycle is behind it. */
async function liveWatch(...options: Parameters<typeof aWatch>): Promise<AWatch> {
  const made = watch(...options);
  made.monitor.start();
  await made.clock.advance(0);
  return made;
}

const fires = (at: number, overrides = {}) =>
  aReport({ batches: [aBatch(at, [anObservation({ windowStart: at, ...overrides })])], cursor: String(at) });
const clear = (at: number) => aReport({ batches: [aBatch(at, [])], cursor: String(at) });

describe('a cycle', () => {
  it('turns what fires into an alert, told once, until it is over', async () => {
    const { clock, engine, slack, store } = await liveWatch({ policy: { ...policyOfAnHour, intervalMs: minutes(5) } });
    const [first, second, third, fourth] = [5, 10, 15, 20].map((count) => clock.now() + minutes(count));
    engine.next(fires(first ?? 0), fires(second ?? 0), clear(third ?? 0), clear(fourth ?? 0));
    await clock.advance(minutes(20));
    expect(slack.told()).toEqual(['firing high', 'resolved high']);
    const [alert] = store.book.list({}).items;
    expect(alert).toMatchObject({ status: 'resolved', occurrences: 2 });
    const detail = store.book.detail(alert?.id ?? '');
    expect(detail?.history.map(({ kind }) => kind)).toEqual(['fired', 'resolved']);
    expect(detail?.notificationLog).toMatchObject([
      { reason: 'firing', outcome: 'sent', receiver: 'slack', attempts: 1 },
      { reason: 'firing', outcome: 'heldBack', heldBack: 'deduplicated' },
      { reason: 'resolved', outcome: 'sent' },
    ]);
  });

  it('passes the cursor on, and keeps it with the alerts that came with it', async () => {
    const { engine, cycle } = await liveWatch();
    engine.next(aReport({ cursor: 'one' }), aReport({ cursor: 'two' }));
    await cycle();
    await cycle();
    await cycle();
    expect(engine.polls.map(({ cursor }) => cursor)).toEqual([null, 'c', 'one', 'two']);
  });

  it('asks every source at once, and lets no slow one hold up or hide another', async () => {
    const slow = new FakeSource({ name: 'anomalies', kind: 'anomalies', standing: () => new Promise(() => {}) });
    const engine = new FakeSource();
    const made = watch({ sources: [slow, engine] });
    const { monitor, clock, slack } = made;
    engine.standing = fires(clock.now(), { severity: 'critical' });
    monitor.start();
    await clock.advance(9_999);
    expect(slow.polls).toHaveLength(1);
    expect(slack.sent).toEqual([]);
    await clock.advance(1);
    expect(slack.told()).toEqual(['firing critical']);
    expect(monitor.health().sources.map(({ status }) => status)).toEqual(['failing', 'ok']);
    expect(monitor.health()).toMatchObject({ status: 'late', lastCycle: { durationMs: 10_000 } });
  });

  it('contains a report that cannot be taken over, takes over the others, and asks for it again', async () => {
    const broken = new FakeSource({ name: 'anomalies', kind: 'anomalies' });
    const engine = new FakeSource();
    const { cycle, slack, monitor, clock } = await liveWatch({ sources: [broken, engine] });
    const observation = anObservation({ source: 'anomalies', type: 'odd', severity: 'critical' });
    const poison = { ...anObservation({ source: 'anomalies' }), windowStart: Number.NaN };
    broken.next(
      aReport({ cursor: 'beyond', batches: [aBatch(clock.now(), [observation, poison], { completeness: 'rows' })] }),
    );
    engine.next(fires(clock.now()));
    await cycle();
    expect(slack.sent.map(({ alert }) => alert.type)).toEqual(['revenue_drop']);
    expect(monitor.health().sources[0]).toMatchObject({ status: 'failing', errorCode: 'unknown' });
    await cycle();
    expect(broken.polls.at(-1)?.cursor).toBe('c');
    expect(monitor.health().status).toBe('live');
  });

  it('costs one small question to the database when nothing is new', async () => {
    const { cycle, engine, changes } = await liveWatch();
    changes.length = 0;
    await cycle();
    await cycle();
    expect(engine.polls).toHaveLength(3);
    expect(changes.map(({ kind }) => kind)).toEqual(['health', 'health']);
  });

  it('tells subscribers what changed and what is worth announcing', async () => {
    const { cycle, engine, changes, clock } = await liveWatch();
    engine.next(
      aReport({
        batches: [
          aBatch(clock.now(), [
            anObservation({ severity: 'critical' }),
            anObservation({ severity: 'medium', type: 'traffic_drop' }),
          ]),
        ],
      }),
    );
    await cycle();
    const change = changes.find(({ kind }) => kind === 'alerts');
    expect(change?.kind === 'alerts' && change.alerts.map(({ type }) => type)).toEqual([
      'revenue_drop',
      'traffic_drop',
    ]);
    expect(change?.kind === 'alerts' && change.newIds).toHaveLength(1);
  });
});

describe('the start', () => {
  it('is quiet about what is over, and about what is not severe', async () => {
    const made = watch();
    const { engine, monitor, clock, slack, store } = made;
    const past = clock.now() - minutes(120);
    engine.next(
      aReport({
        batches: [
          aBatch(past, [anObservation({ type: 'over', severity: 'critical', windowStart: past })]),
          aBatch(past + minutes(5), []),
          aBatch(past + minutes(10), []),
          aBatch(clock.now(), [anObservation({ type: 'mild', severity: 'medium' }), anObservation({ type: 'severe' })]),
        ],
      }),
    );
    monitor.start();
    await clock.advance(0);
    expect(slack.sent.map(({ alert }) => alert.type)).toEqual(['severe']);
    const over = store.book.list({ type: ['over'] }).items[0];
    expect(over).toMatchObject({ status: 'resolved', startsAt: new Date(past).toISOString() });
    expect(store.book.detail(over?.id ?? '')?.notificationLog).toMatchObject([{ heldBack: 'startup' }]);
  });

  it('says nothing again of what was told before it', async () => {
    const first = await liveWatch();
    first.engine.next(fires(first.clock.now()));
    await first.cycle();
    await first.monitor.stop();
    const second = first.again();
    watches.push(second);
    second.monitor.start();
    await second.clock.advance(0);
    expect(first.slack.told()).toEqual(['firing high']);
    expect(second.slack.told()).toEqual([]);
  });

  it('tells of what was active and untold, such as before the first webhook was set', async () => {
    const before = await liveWatch({ receivers: [] });
    before.engine.next(fires(before.clock.now(), { severity: 'critical' }));
    await before.cycle();
    await before.monitor.stop();
    const { slack, monitor, clock } = watch({ store: before.store, clock: before.clock });
    monitor.start();
    await clock.advance(0);
    expect(slack.told()).toEqual(['firing critical']);
  });

  it('does not wait for ever for a source that is away to tell of what was active before', async () => {
    const before = await liveWatch({ receivers: [] });
    before.engine.next(fires(before.clock.now(), { severity: 'critical' }));
    await before.cycle();
    await before.monitor.stop();
    const away = new FakeSource({ name: 'anomalies', kind: 'anomalies', standing: failed('auth', 'Refused.', false) });
    const { slack, monitor, clock } = watch({
      store: before.store,
      clock: before.clock,
      sources: [new FakeSource(), away],
    });
    monitor.start();
    await clock.advance(minutes(4));
    expect(slack.told()).toEqual([]);
    await clock.advance(minutes(2));
    expect(slack.told()).toEqual(['firing critical']);
  });

  it('stays quiet about the past when ClickHouse comes up later than Watchkeeper', async () => {
    const made = watch();
    const past = made.clock.now() - minutes(120);
    made.engine.next(failed('unreachable', 'ClickHouse does not answer.'));
    made.monitor.start();
    await made.clock.advance(0);
    made.engine.next(
      aReport({
        batches: [aBatch(past, [anObservation({ severity: 'critical' })]), aBatch(past + 1, []), aBatch(past + 2, [])],
      }),
    );
    await made.clock.advance(2000);
    expect(made.slack.sent).toEqual([]);
    expect(made.store.book.list({}).total).toBe(1);
  });
});

describe('time', () => {
  it('is kept: the next cycle follows the interval, give or take a tenth', async () => {
    for (const [random, intervalMs] of [
      [0, 27_000],
      [0.5, 30_000],
      [0.999_999, 33_000],
    ] as const) {
      const { engine, clock } = await liveWatch({ random: () => random });
      await clock.advance(intervalMs - 1);
      expect(engine.polls).toHaveLength(1);
      await clock.advance(1);
      expect(engine.polls).toHaveLength(2);
    }
  });

  it('is short after a failure: 2, 5 and 10 s, then the interval', async () => {
    const { engine, clock, monitor } = await liveWatch();
    engine.standing = failed('unreachable', 'ClickHouse does not answer.');
    const start = clock.now();
    const times: number[] = [];
    engine.poll = async ({ now }) => {
      times.push(now - start);
      return failed('unreachable', 'ClickHouse does not answer.');
    };
    await clock.advance(120_000);
    expect(times).toEqual([30_000, 32_000, 37_000, 47_000, 77_000, 107_000]);
    expect(monitor.health()).toMatchObject({ status: 'blind', statusReason: 'ClickHouse does not answer.' });
  });

  it('is not wasted on a failure that trying again cannot mend', async () => {
    const { engine, clock } = await liveWatch();
    engine.standing = failed('auth', 'ClickHouse refused the password.', false);
    await clock.advance(59_000);
    expect(engine.polls).toHaveLength(2);
  });

  it('is short while a source has more of its past to read than one check has time for', async () => {
    const { engine, clock } = await liveWatch();
    const start = clock.now();
    const times: number[] = [];
    engine.poll = async ({ now }) => {
      times.push(now - start);
      return aReport({ hasMore: times.length < 3 });
    };
    await clock.advance(65_000);
    expect(times).toEqual([30_000, 30_500, 31_000, 61_000]);
  });

  it('that jumps, as over a sleep, is noticed at once', async () => {
    const { engine, clock } = await liveWatch();
    await clock.advance(10_000);
    clock.jump(minutes(60));
    await clock.advance(5000);
    expect(engine.polls.length).toBeGreaterThanOrEqual(2);
    expect((engine.polls[1]?.now ?? 0) - (engine.polls[0]?.now ?? 0)).toBeGreaterThan(minutes(59));
  });

  it('turns live into blind by itself when the newest event grows too old', async () => {
    const engine = new FakeSource({ staleAfterMs: minutes(10) });
    const made = watch({ sources: [engine], policy: policyOfAnHour });
    engine.standing = aReport({ newestRowAt: made.clock.now() });
    made.monitor.start();
    await made.clock.advance(0);
    expect(made.monitor.health().status).toBe('live');
    made.changes.length = 0;
    await made.clock.advance(minutes(10) + 5000);
    expect(engine.polls).toHaveLength(1);
    expect(made.changes.some(({ kind }) => kind === 'health')).toBe(true);
    expect(made.monitor.health()).toMatchObject({ status: 'blind', statusSince: expect.stringMatching('12:10:0') });
  });

  it('does not let cycles overlap: whoever asks meanwhile gets the next one', async () => {
    const engine = new FakeSource();
    const { monitor, clock } = watch({ sources: [engine] });
    let under = 0;
    let most = 0;
    engine.standing = async () => {
      most = Math.max(most, ++under);
      await new Promise<void>((resolve) => clock.after(1000, resolve));
      under--;
      return aReport();
    };
    const asked = [monitor.runCycle('manual'), monitor.runCycle('manual'), monitor.runCycle('network')];
    await clock.advance(1000);
    expect(engine.polls).toHaveLength(2);
    await clock.advance(1000);
    await Promise.all(asked);
    expect(engine.polls).toHaveLength(2);
    expect(most).toBe(1);
  });
});

const policyOfAnHour: MonitorPolicy = {
  ...{ intervalMs: minutes(60), sourceDeadlineMs: 10_000, deduplicationMs: minutes(15), minSeverity: 'high' as const },
  ...{ repeatMs: minutes(60), remindMs: null, currency: 'USD' },
};

describe('rows of others', () => {
  const rows = (at: number, cursor: string, overrides = {}) =>
    aReport({
      batches: [
        aBatch(at, [anObservation({ source: 'anomalies', windowStart: at, ...overrides })], { completeness: 'rows' }),
      ],
      cursor,
    });

  async function liveAnomalies() {
    const anomalies = new FakeSource({ name: 'anomalies', kind: 'anomalies' });
    return { anomalies, ...(await liveWatch({ sources: [anomalies] })) };
  }

  it('that come an hour late fire now', async () => {
    const { anomalies, clock, slack, cycle, store } = await liveAnomalies();
    const early = clock.now() - minutes(60);
    clock.jump(30_000);
    anomalies.next(rows(early, 'a'));
    await cycle();
    expect(slack.told()).toEqual(['firing high']);
    expect(store.book.list({}).items[0]).toMatchObject({ status: 'active', startsAt: new Date(early).toISOString() });
  });

  it('are over after half an hour of silence, but not while nobody can look', async () => {
    const { anomalies, clock, cycle, store } = await liveAnomalies();
    anomalies.next(rows(clock.now(), 'a'));
    await cycle();
    anomalies.standing = failed('unreachable', 'ClickHouse does not answer.');
    clock.jump(minutes(45));
    await cycle();
    expect(store.book.list({}).items[0]?.status).toBe('active');
    anomalies.standing = aReport({ cursor: 'a' });
    await cycle();
    expect(store.book.list({}).items[0]?.status).toBe('resolved');
  });

  it('of a source that was switched off are over in the end too', async () => {
    const first = await liveAnomalies();
    first.anomalies.next(rows(first.clock.now(), 'a'));
    await first.cycle();
    await first.monitor.stop();
    const second = watch({ store: first.store, clock: first.clock });
    first.clock.jump(minutes(31));
    await second.cycle();
    expect(first.store.book.list({}).items[0]?.status).toBe('resolved');
  });
});

it('ends no alert while nothing can be read, even of a source that is not there', async () => {
  const before = await liveWatch({
    sources: [new FakeSource({ name: 'anomalies', kind: 'anomalies', standing: rowsOf('anomalies') })],
  });
  await before.monitor.stop();
  const { clock, store } = await liveWatch({
    ...{ store: before.store, clock: before.clock },
    sources: [new FakeSource({ standing: failed('tls', 'The address may not be used.', false) })],
  });
  await clock.advance(minutes(90));
  expect(store.book.list({}).items[0]?.status).toBe('active');
});

function rowsOf(source: string) {
  const at = Date.parse('2026-03-10T12:00:00.000Z');
  return aReport({ batches: [aBatch(at, [anObservation({ source, windowStart: at })], { completeness: 'rows' })] });
}

it('is blind, not green, when nothing is set up', async () => {
  const { monitor } = await liveWatch({
    sources: [new FakeSource({ standing: ok({ kind: 'notSetUp', message: 'There is no table realtime.events.' }) })],
  });
  expect(monitor.health()).toMatchObject({
    status: 'blind',
    statusReason: 'Nothing is watched: There is no table realtime.events.',
    sources: [{ status: 'notSetUp' }],
  });
});

it('stops in the middle of a poll without a word', async () => {
  const engine = new FakeSource({ standing: () => new Promise(() => {}) });
  const { monitor, clock, store } = watch({ sources: [engine] });
  monitor.start();
  await clock.advance(0);
  await monitor.stop();
  expect(clock.pendingTimers).toBe(0);
  expect(store.book.list({}).total).toBe(0);
});
