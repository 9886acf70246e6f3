import { describe, expect, it } from 'vitest';
import type { ActiveAdjustment } from '../../../../core/detection/feedback/adjustments.ts';
import { createShopJudge } from '../../../../core/detection/shop/createShopJudge.ts';
import { judgeShop } from '../../../../core/detection/shop/judgeShop.ts';
import type { ShopJudgeOptions } from '../../../../core/detection/shop/shopJudgeOptions.ts';
import type { ShopVerdict } from '../../../../core/detection/shop/shopVerdict.ts';
import type { LearnedState } from '../../../../core/monitor/learnedStates.ts';
import type { MetricWindow } from '../../../../shared/detection/metricWindow.ts';
import { detectors } from '../../../../shared/detection/registry.ts';
import { dataQualityIssue } from '../../../../shared/detection/types/dataQualityIssue.ts';
import { Settings } from '../../../../shared/settings.ts';
import { rhythmicShop, type ShopChange } from '../../../support/rhythmicShop.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A Saturday. */
const judgedFrom = Date.parse('2026-06-13T00:00:00Z');
const at = (hours: number) => judgedFrom + hours * hourMs;

/** Ten days of the rhythmic shop, learned once for all. */
const learnedStates: LearnedState[] = (() => {
  const judge = judgeWith({});
  for (const window of rhythmicShop({ from: judgedFrom - 10 * dayMs, to: judgedFrom })) judge.learn(window);
  return judge.states();
})();

function judgeWith(changes: Partial<ShopJudgeOptions> & { settings?: object }) {
  const { engine, learning, currency } = Settings.parse(changes.settings ?? {});
  return createShopJudge({
    ...{ engine, learning, currency, detectors },
    timeZone: 'UTC',
    adjustments: () => [],
    ...changes,
  });
}

/** What is told of the shop from `judgedFrom` for some hours, by a judge that learned the ten days before. */
function judged(
  hours: number,
  change: (at: number) => ShopChange,
  changes: Parameters<typeof judgeWith>[0] = {},
): ShopVerdict[] {
  const judge = judgeWith({ states: learnedStates, ...changes });
  return judgeShop(
    windowsTo(at(hours), change),
    { judgeFrom: judgedFrom, historyStart: 0 },
    judge,
    Settings.parse({}).engine,
  );
}

const windowsTo = (to: number, change: (at: number) => ShopChange = () => ({})): MetricWindow[] =>
  rhythmicShop({ from: judgedFrom - hourMs, to }, change);

const during = (from: number, to: number, change: ShopChange) => (now: number) =>
  at(from) <= now && now < at(to) ? change : {};

const nameOf = ({ type, labels }: ShopVerdict['anomalies'][number]) => [type, ...Object.values(labels)].join(' ');
const toldAt = (verdicts: readonly ShopVerdict[], hour: number) =>
  verdicts.find(({ window }) => window.start === at(hour))?.anomalies ?? [];
const everTold = (verdicts: readonly ShopVerdict[]) => [
  ...new Set(verdicts.flatMap(({ anomalies }) => anomalies.map(nameOf))),
];
const learnedAlone = { detectors: [] };

describe('judging a shop that was learned', () => {
  it('says nothing of days like those before', () => {
    expect(everTold(judged(48, () => ({}), learnedAlone))).toEqual([]);
  });

  it('says nothing of what was learned while less than a day is known, and all of what the rules find', () => {
    const judge = judgeWith({});
    const windows = rhythmicShop({ from: judgedFrom, to: at(20) }, during(12, 13, { traffic: 0.05 }));
    const verdicts = judgeShop(windows, { judgeFrom: judgedFrom, historyStart: 0 }, judge, Settings.parse({}).engine);
    expect([...(verdicts.at(-1)?.verdicts.values() ?? [])].every(({ learning }) => learning !== null)).toBe(true);
    expect(everTold(verdicts).filter((name) => name.startsWith('learned'))).toEqual([]);
    expect(everTold(verdicts)).toContain('traffic_drop');
  });

  it('tells a thing once where a rule and what was learned agree, and links the two', () => {
    const told = toldAt(judged(13, during(12, 13, { traffic: 0.1 })), 12);
    expect(told.map(nameOf).filter((name) => name.startsWith('learned'))).toEqual([]);
    expect(told.find(({ type }) => type === 'traffic_drop')).toMatchObject({
      labels: {},
      learnedSeries: 'shop/events',
      sameAs: [{ type: 'learned_low', labels: { metric: 'events' } }],
      facts: [{ name: 'Usual at this hour' }],
    });
  });

  it('goes on with what a rule began when the rule has got used to it', () => {
    const lastWindows = { settings: { engine: { baseline: 'windows' } } };
    const verdicts = judged(16, during(12, 16, { traffic: 0.3 }), lastWindows);
    const late = toldAt(verdicts, 14.5);
    expect(late.map(({ type }) => type)).not.toContain('traffic_drop');
    expect(late.find(({ learnedSeries }) => learnedSeries === 'shop/events')).toMatchObject({
      type: 'learned_low',
      sameAs: [{ type: 'traffic_drop', labels: {} }],
    });
  });

  it('tells traffic that is missing as its cause and the money it costs, not as five alerts', () => {
    const names = everTold(judged(14, during(12, 14, { traffic: 0.4 }), learnedAlone));
    expect(names).toContain('learned_low events');
    expect(names.filter((name) => name !== 'learned_low events' && name !== 'learned_low revenue')).toEqual([]);
  });

  it('tells a broken checkout as abandoned carts and missing money', () => {
    const names = everTold(judged(14, during(12, 14, { bought: 0.2 }), learnedAlone));
    expect(names).toContain('learned_high abandonment');
    expect(names.every((name) => ['learned_high abandonment', 'learned_low revenue'].includes(name))).toBe(true);
  });

  it('does not call revenue low that is only not recorded', () => {
    const change = during(12, 14, { missingPrices: 0.7 });
    expect(everTold(judged(14, change, learnedAlone))).toEqual(['learned_low revenue']);
    expect(everTold(judged(14, change, { detectors: [dataQualityIssue] }))).toEqual(['data_quality_issue']);
  });

  it('is sure of an outage by day and mild about the same at night', () => {
    const severities = (from: number) =>
      judged(from + 1, during(from, from + 1, { traffic: 0 }), learnedAlone)
        .flatMap(({ anomalies }) => anomalies)
        .filter(({ labels }) => labels.metric === 'events')
        .map(({ severity }) => severity);
    expect(severities(14)).toContain('critical');
    // A shop a tenth as large: the same outage is of a handful of events.
    const tiny = judgeWith({ detectors: [] });
    const tenth = (window: MetricWindow): MetricWindow => ({
      ...window,
      events: Math.round(window.events / 20),
      sessions: Math.round(window.sessions / 20),
      cartsAdded: Math.round(window.cartsAdded / 20),
      purchases: Math.round(window.purchases / 20),
      revenue: window.revenue / 20,
    });
    for (const window of rhythmicShop({ from: judgedFrom - 10 * dayMs, to: judgedFrom })) tiny.learn(tenth(window));
    const night = windowsTo(at(5), during(3, 5, { traffic: 0 })).map(tenth);
    const verdicts = judgeShop(night, { judgeFrom: judgedFrom, historyStart: 0 }, tiny, Settings.parse({}).engine);
    const all = verdicts.flatMap(({ anomalies }) => anomalies.map(({ severity }) => severity));
    expect(all.filter((severity) => severity === 'critical' || severity === 'high')).toEqual([]);
  });

  it('holds on while it lasts, window after window, and is over two windows after it ended', () => {
    const verdicts = judged(17, during(12, 15, { traffic: 0.35 }), learnedAlone);
    const hours = (from: number, to: number) =>
      verdicts.filter(({ window }) => window.start >= at(from) && window.start < at(to));
    const isTold = ({ anomalies }: ShopVerdict) => anomalies.some(({ labels }) => labels.metric === 'events');
    expect(hours(12 + 1 / 6, 15).filter(isTold)).toHaveLength(34);
    expect(hours(15 + 1 / 6, 17).filter(isTold)).toEqual([]);
  });

  it('says what is usual at this hour in the words of the shop and its zone', () => {
    const verdicts = judged(13, during(12, 13, { orderValue: 0.3 }), { ...learnedAlone, timeZone: 'Asia/Tokyo' });
    const told = verdicts.flatMap(({ anomalies }) => anomalies).find(({ labels }) => labels.metric === 'order_value');
    expect(told?.title).toBe('Order value lower than usual');
    expect(told?.description).toMatch(
      /^Order value \$\d+(\.\d\d)? at 21:\d\d, usually \$\d+(\.\d\d)? to \$\d+(\.\d\d)? at this hour on Saturdays: \d\d % below\.$/,
    );
    expect(told).toMatchObject({ type: 'learned_low', unit: 'currency', learnedSeries: 'shop/order_value' });
    expect(told?.trend.values).toHaveLength(13);
  });

  it('says what it costs: what was expected less what came, by what was learned or else by the last windows', () => {
    const change = during(12, 13, { bought: 0.1 });
    const learned = judged(13, change).find(({ window }) => window.start === at(12.5));
    expect(learned?.anomalies.find(({ type }) => type === 'revenue_drop')?.lostRevenue).toBe(learned?.shortfall);
    expect(learned?.shortfall).toBeCloseTo(
      learned ? (learned.verdicts.get('shop/revenue')?.expected ?? 0) - learned.window.revenue : 0,
    );
    const alone = judged(13, change, { settings: { learning: { enabled: false } } });
    const first = alone.find(({ window }) => window.start === at(12));
    const before = windowsTo(at(12))
      .slice(-12)
      .reduce((sum, { revenue }) => sum + revenue / 12, 0);
    expect(first?.shortfall).toBeCloseTo(before - (first?.window.revenue ?? 0));
    expect(first?.anomalies.every(({ sameAs, learnedSeries }) => !sameAs && !learnedSeries)).toBe(true);
  });

  it('does not tell a series that is switched off, and needs more of one that people called a false alarm', () => {
    const change = during(12, 13, { orderValue: 0.8 });
    const told = (changes: Parameters<typeof judgeWith>[0]) =>
      everTold(judged(13, change, { ...learnedAlone, ...changes }));
    expect(told({})).toContain('learned_low order_value');
    const off = { learning: { series: { 'shop/order_value': 'off' } } };
    expect(told({ settings: off })).not.toContain('learned_low order_value');
    const lessEager = [1, 2, 3].map(
      (id): ActiveAdjustment => ({
        ...{ id: String(id), series: 'shop/order_value', kind: 'lessEager', until: null },
        hours: { from: 11, to: 14 },
        at: judgedFrom - dayMs,
      }),
    );
    expect(told({ adjustments: () => lessEager })).not.toContain('learned_low order_value');
  });

  it('takes a level over that was called normal, and knows that it no longer holds when that is undone', () => {
    let inForce: ActiveAdjustment[] = [
      { id: 'a', series: 'shop/events', kind: 'newNormal', hours: null, at: at(13), until: null },
    ];
    const judge = judgeWith({ states: learnedStates, adjustments: () => inForce });
    for (const window of windowsTo(at(14), during(10, 14, { traffic: 2 }))) {
      if (window.start >= judgedFrom) judge.learn(window);
    }
    expect(judge.memory().accepted).toEqual([{ id: 'a', series: 'shop/events' }]);
    expect(judge.outdated()).toEqual([]);
    inForce = [];
    expect(judge.outdated()).toEqual(['shop/events']);
  });

  it('remembers a level that was called normal once, however long nothing comes after it', () => {
    const adjustments: ActiveAdjustment[] = [
      { id: 'a', series: 'shop/events', kind: 'newNormal', hours: null, at: at(4), until: null },
    ];
    const judge = judgeWith({ states: learnedStates, adjustments: () => adjustments });
    for (const window of windowsTo(at(6), during(0, 6, { traffic: 0 }))) judge.learn(window);
    expect(judge.memory().accepted).toEqual([{ id: 'a', series: 'shop/events' }]);
  });

  it('goes on after a restart as if it had not stopped', () => {
    const windows = windowsTo(at(16), during(12, 15, { traffic: 0.45 }));
    const { engine } = Settings.parse({});
    const until = at(13);
    const first = judgeWith({ states: learnedStates });
    const range = { judgeFrom: judgedFrom, historyStart: 0 };
    judgeShop(
      windows.filter(({ start }) => start < until),
      range,
      first,
      engine,
    );
    const memory = JSON.parse(JSON.stringify(first.memory()));
    const restarted = judgeWith({ states: first.states(), memory });
    const rest = { judgeFrom: until, historyStart: 0 };
    const told = judgeShop(windows, rest, restarted, engine).map(({ anomalies }) => anomalies);
    expect(told).toEqual(judgeShop(windows, rest, first, engine).map(({ anomalies }) => anomalies));
    expect(told.flat().length).toBeGreaterThan(0);
  });
});

describe('odd days of a shop', () => {
  it('takes up its rhythm after a week without a single event, and does not call that a rise', () => {
    const judge = judgeWith({ states: learnedStates, detectors: [] });
    const silent = during(10, 10 + 7 * 24, { traffic: 0 });
    const windows = windowsTo(at(10 + 8 * 24), silent);
    const verdicts = judgeShop(windows, { judgeFrom: judgedFrom, historyStart: 0 }, judge, Settings.parse({}).engine);
    const of = (from: number, to: number) =>
      everTold(verdicts.filter(({ window }) => window.start >= at(from) && window.start < at(to)));
    // The outage is told for as long as it lasts.
    expect(of(10, 12)).toContain('learned_low events');
    expect(of(100, 101)).toContain('learned_low events');
    expect(of(10.5 + 7 * 24, 10 + 8 * 24)).toEqual([]);
  });

  it('is not led astray by windows of numbers that are none', () => {
    const nan = { events: Number.NaN, sessions: Number.POSITIVE_INFINITY, revenue: Number.NaN, purchases: -5 };
    const judge = judgeWith({ states: learnedStates });
    const windows = windowsTo(at(14)).map((window) => (window.start === at(11) ? { ...window, ...nan } : window));
    const verdicts = judgeShop(windows, { judgeFrom: judgedFrom, historyStart: 0 }, judge, Settings.parse({}).engine);
    expect(everTold(verdicts.filter(({ window }) => window.start > at(12)))).toEqual([]);
    for (const { anomalies } of verdicts) {
      for (const { description } of anomalies) expect(description).not.toMatch(/NaN|Infinity|undefined|null/);
    }
  });

  it('keeps its hours when clocks are set back', () => {
    const timeZone = 'Europe/Berlin';
    const changeAt = Date.parse('2026-10-25T01:00:00Z');
    const judge = judgeWith({ timeZone, detectors: [] });
    const [from, to] = [changeAt - 9 * dayMs, changeAt + dayMs];
    const windows = rhythmicShop({ from, to, timeZone });
    const judgeFrom = changeAt - 6 * hourMs;
    for (const window of windows) if (window.start < judgeFrom) judge.learn(window);
    const verdicts = judgeShop(windows, { judgeFrom, historyStart: 0 }, judge, Settings.parse({}).engine);
    expect(everTold(verdicts)).toEqual([]);
  });

  it('learns purchases of best sellers where that is wanted', () => {
    const judge = judgeWith({ settings: { learning: { categories: true } } });
    for (const window of rhythmicShop({ from: judgedFrom, to: at(1) })) judge.learn(window);
    const keys = judge.states().map(({ key }) => key);
    expect(keys).toContain('shop/category_purchases/Shoes');
    expect(keys.filter((key) => key.startsWith('shop/category_purchases/'))).toHaveLength(3);
  });
});

describe('rules that compare with what was learned', () => {
  const learnedBaseline = { engine: { baseline: 'learned' } };
  const rulesOnly = (verdicts: readonly ShopVerdict[]) =>
    everTold(verdicts).filter((name) => !name.startsWith('learned'));

  it('do not mind what nights are like', () => {
    const quiet = during(2, 5, { traffic: 0.2 });
    const judge = judgeWith({ settings: learnedBaseline });
    const usual = (now: number) => quiet(judgedFrom + ((((now - judgedFrom) % dayMs) + dayMs) % dayMs));
    const windows = rhythmicShop({ from: judgedFrom - 10 * dayMs, to: at(7) }, usual);
    for (const window of windows) if (window.start < judgedFrom) judge.learn(window);
    const range = { judgeFrom: judgedFrom, historyStart: 0 };
    const { engine } = Settings.parse(learnedBaseline);
    expect(rulesOnly(judgeShop(windows, range, judge, engine))).toEqual([]);
    const byWindows = judgeShop(windows, range, judgeWith({ settings: { learning: { enabled: false } } }), engine);
    expect(rulesOnly(byWindows)).toEqual(expect.arrayContaining(['traffic_drop', 'traffic_spike', 'revenue_drop']));
  });

  it('fire on what is unusual, with the windows as they were in their trend', () => {
    const verdicts = judged(13, during(12, 13, { traffic: 0.1 }), { settings: learnedBaseline });
    const drop = toldAt(verdicts, 12).find(({ type }) => type === 'revenue_drop');
    expect(drop?.severity).toBe('critical');
    expect(drop?.expectedValue).toBeCloseTo(
      verdicts.find(({ window }) => window.start === at(12))?.verdicts.get('shop/revenue')?.expected ?? 0,
    );
    const before = windowsTo(at(12))
      .slice(-12)
      .map(({ revenue }) => revenue);
    expect(drop?.trend.values.slice(0, 12)).toEqual(before);
  });

  it('compare with the last windows until enough was learned', () => {
    const verdicts = judged(13, during(12, 13, { traffic: 0.1 }), { settings: learnedBaseline, states: [] });
    const before = windowsTo(at(12))
      .slice(-12)
      .reduce((sum, { revenue }) => sum + revenue / 12, 0);
    expect(toldAt(verdicts, 12).find(({ type }) => type === 'revenue_drop')?.expectedValue).toBeCloseTo(before);
  });
});
