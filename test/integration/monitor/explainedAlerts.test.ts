import { afterEach, describe, expect, it } from 'vitest';
import type { Observation } from '../../../core/alerts/observation.ts';
import { type Explainer, explainDeadlineMs } from '../../../core/monitor/explainOpening.ts';
import { failed } from '../../../shared/problem.ts';
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

/** Knows drops of revenue and traffic, and answers as it was told to. */
class FakeExplainer implements Explainer {
  readonly asked: Observation[] = [];
  readonly signals: AbortSignal[] = [];
  answer: (observation: Observation) => Promise<string | null> = async () => '91 % of the drop is device = ios';

  isExplained = ({ type }: Pick<Observation, 'type'>) => type.endsWith('_drop');

  explain(observation: Observation, signal: AbortSignal): Promise<string | null> {
    this.asked.push(observation);
    this.signals.push(signal);
    return this.answer(observation);
  }
}

const sentence = '91 % of the drop is device = ios';
const never = () => new Promise<never>(() => {});

async function liveWatch(explainer: Explainer, overrides: Parameters<typeof aWatch>[0] = {}): Promise<AWatch> {
  const made = watch({ ...overrides, explainer });
  made.monitor.start();
  await made.clock.advance(0);
  return made;
}

const fires = (at: number, ...observations: Partial<Observation>[]) =>
  aReport({
    batches: [
      aBatch(
        at,
        observations.map((each) => anObservation({ windowStart: at, ...each })),
      ),
    ],
    cursor: String(at),
  });

describe('an alert that begins', () => {
  it('says where its change comes from, in the same cycle', async () => {
    const explainer = new FakeExplainer();
    const { engine, cycle, clock, store, slack } = await liveWatch(explainer);
    engine.next(fires(clock.now(), {}));
    await cycle();
    expect(store.book.list({}).items).toMatchObject([{ type: 'revenue_drop', explanation: sentence }]);
    expect(slack.told()).toEqual(['firing high']);
  });

  it('is asked about once, however long it lasts', async () => {
    const explainer = new FakeExplainer();
    const { engine, cycle, clock, store } = await liveWatch(explainer);
    for (let window = 0; window < 3; window++) {
      engine.next(fires(clock.now(), {}));
      await cycle();
      await clock.advance(1000);
    }
    expect(explainer.asked).toHaveLength(1);
    expect(store.book.list({}).items).toMatchObject([{ occurrences: 3, explanation: sentence }]);
  });

  it('is not asked about when it is a part of one that is open', async () => {
    const explainer = new FakeExplainer();
    const { engine, cycle, clock } = await liveWatch(explainer);
    engine.next(fires(clock.now(), {}));
    await cycle();
    await clock.advance(1000);
    const sameAs = [{ type: 'revenue_drop', labels: {} }];
    engine.next(fires(clock.now(), { type: 'learned_drop', labels: { metric: 'revenue' }, sameAs }));
    await cycle();
    expect(explainer.asked).toHaveLength(1);
  });

  it('is not asked about when one that is open is about the same, whichever of the two came first', async () => {
    const explainer = new FakeExplainer();
    const { engine, cycle, clock, store } = await liveWatch(explainer);
    const learned = { type: 'learned_drop', labels: { metric: 'revenue' } };
    engine.next(fires(clock.now(), { ...learned, sameAs: [{ type: 'revenue_drop', labels: {} }] }));
    await cycle();
    await clock.advance(1000);
    engine.next(fires(clock.now(), {}));
    await cycle();
    expect(explainer.asked).toHaveLength(1);
    expect(store.book.list({}).items).toMatchObject([{ explanation: sentence }]);
  });

  it('is asked about once when two of one check are about the same', async () => {
    const explainer = new FakeExplainer();
    const { engine, cycle, clock, store } = await liveWatch(explainer);
    const learned = { type: 'learned_drop', labels: { metric: 'revenue' } };
    engine.next(fires(clock.now(), { ...learned, sameAs: [{ type: 'revenue_drop', labels: {} }] }, {}));
    await cycle();
    expect(explainer.asked.map(({ type }) => type)).toEqual(['revenue_drop']);
    expect(store.book.list({}).items).toMatchObject([{ type: 'revenue_drop', explanation: sentence }]);
  });

  it('is told without an explanation when ClickHouse takes too long, and no later than the deadline', async () => {
    const explainer = new FakeExplainer();
    explainer.answer = never;
    const { engine, clock, store, slack, monitor } = await liveWatch(explainer);
    engine.next(fires(clock.now(), { severity: 'critical' }));
    void monitor.runCycle('manual');
    await clock.advance(explainDeadlineMs - 1);
    expect(store.book.list({}).items).toEqual([]);
    await clock.advance(1);
    expect(store.book.list({}).items).toMatchObject([{ severity: 'critical', explanation: null }]);
    expect(slack.told()).toEqual(['firing critical']);
    expect(explainer.signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('is told at once when the explanation fails, and what others tell is not held up', async () => {
    const explainer = new FakeExplainer();
    explainer.answer = async ({ type }) => {
      if (type === 'traffic_drop') throw new TypeError('a fault');
      return sentence;
    };
    const anomalies = new FakeSource({ name: 'anomalies', kind: 'anomalies' });
    const engine = new FakeSource();
    const { cycle, clock, store, log } = await liveWatch(explainer, { sources: [engine, anomalies] });
    engine.next(fires(clock.now(), { type: 'traffic_drop' }));
    const row = anObservation({ source: 'anomalies', type: 'revenue_drop', windowStart: clock.now() });
    anomalies.next(aReport({ batches: [aBatch(clock.now(), [row], { completeness: 'rows' })], cursor: 'rows' }));
    await cycle();
    const byType = Object.fromEntries(store.book.list({}).items.map(({ type, explanation }) => [type, explanation]));
    expect(byType).toEqual({ traffic_drop: null, revenue_drop: sentence });
    expect(log.lines.map(({ message }) => message)).toContain(
      'An alert could not be explained because of a fault in Watchkeeper.',
    );
  });

  it('is asked about with four others at most, the worst first', async () => {
    const explainer = new FakeExplainer();
    const { engine, cycle, clock, store } = await liveWatch(explainer);
    const categories = Array.from({ length: 8 }, (_, index) => ({
      labels: { category: `c${index}` },
      severity: index === 7 ? ('critical' as const) : ('medium' as const),
    }));
    engine.next(fires(clock.now(), ...categories));
    await cycle();
    expect(explainer.asked).toHaveLength(5);
    expect(explainer.asked[0]?.labels).toEqual({ category: 'c7' });
    expect(store.book.list({}).items).toHaveLength(8);
  });

  it('is not asked about when it is hours old, or of another kind, or there is nothing to take over', async () => {
    const explainer = new FakeExplainer();
    const { engine, cycle, clock } = await liveWatch(explainer);
    engine.next(
      fires(clock.now() - minutes(60), {}),
      fires(clock.now(), { type: 'disk_usage_high' }),
      failed('unreachable', 'ClickHouse does not answer.'),
    );
    for (let count = 0; count < 3; count++) await cycle();
    expect(explainer.asked).toEqual([]);
  });

  it('keeps an odd report from hiding the others', async () => {
    const explainer = new FakeExplainer();
    const odd = new FakeSource({ name: 'anomalies', kind: 'anomalies' });
    const engine = new FakeSource();
    const { cycle, clock, store } = await liveWatch(explainer, { sources: [odd, engine] });
    const poison = { ...anObservation({ source: 'anomalies' }), labels: null as unknown as Record<string, string> };
    odd.next(aReport({ batches: [aBatch(clock.now(), [poison])], cursor: 'odd' }));
    engine.next(fires(clock.now(), {}));
    await cycle();
    expect(store.book.list({}).items).toMatchObject([{ type: 'revenue_drop' }]);
  });

  it('does not keep the watch from stopping', async () => {
    const explainer = new FakeExplainer();
    explainer.answer = never;
    const { engine, clock, monitor } = await liveWatch(explainer);
    engine.next(fires(clock.now(), {}));
    void monitor.runCycle('manual');
    await clock.advance(0);
    await monitor.stop();
    expect(explainer.signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
