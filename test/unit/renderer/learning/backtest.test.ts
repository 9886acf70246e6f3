import { describe, expect, it } from 'vitest';
import { aboutChoices, ofAbout, triedWords } from '../../../../renderer/features/learning/backtest/backtestAbout.ts';
import { backtestBars, lanesShown } from '../../../../renderer/features/learning/backtest/backtestBars.ts';
import { backtestBarRows, backtestBarWords } from '../../../../renderer/features/learning/backtest/backtestBarWords.ts';
import {
  countsByFeedback,
  countsBySeverity,
  countsByType,
} from '../../../../renderer/features/learning/backtest/backtestCounts.ts';
import { backtestRows } from '../../../../renderer/features/learning/backtest/backtestRows.ts';
import {
  alertsWord,
  backtestHeadline,
  changeWords,
  daysWord,
} from '../../../../renderer/features/learning/backtest/backtestWords.ts';
import { triedLearning } from '../../../../renderer/features/learning/backtest/triedLearning.ts';
import type { Backtest, BacktestAlert } from '../../../../shared/learning/backtest.ts';
import { LearningSettings } from '../../../../shared/learning/learningSettings.ts';
import type { Severity } from '../../../../shared/severity.ts';

const at = (time: string) => `2026-03-10T${time}:00Z`;

const told = (from: string, to: string | null, severity: Severity = 'high', type = 'revenue_drop'): BacktestAlert => ({
  ...{ about: 'shop' as const, type, title: 'Revenue drop', labels: { country: 'DE' }, severity, windows: 2 },
  ...{ startsAt: at(from), endsAt: to === null ? null : at(to) },
});
const raised = (
  from: string,
  to: string | null,
  feedback: Backtest['raised'][number]['feedback'] = null,
): Backtest['raised'][number] => {
  const { windows: _windows, ...alert } = told(from, to);
  return { ...alert, id: `raised-${from}`, feedback };
};
const of = (lists: Partial<Pick<Backtest, 'draft' | 'current' | 'raised'>>) => ({
  ...{ draft: [], current: [], raised: [] },
  ...lists,
});

describe('backtestRows', () => {
  it('takes alerts of the same type and labels that overlap for the same trouble', () => {
    const rows = backtestRows(
      of({
        draft: [told('10:10', '10:30')],
        current: [told('10:00', '10:15')],
        raised: [raised('10:05', '10:20', 'real')],
      }),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      ...{ draft: 'high', current: 'high', raised: { feedback: 'real' }, change: 'same' },
      ...{ at: Date.parse(at('10:00')), until: Date.parse(at('10:30')) },
    });
  });

  it('keeps apart what does not overlap, is of another type, or has other labels', () => {
    const elsewhere = { ...told('10:00', '10:15'), labels: { country: 'US' } };
    const rows = backtestRows(
      of({ draft: [told('11:00', '11:15')], current: [told('10:00', '10:15', 'high', 'traffic_drop'), elsewhere] }),
    );
    expect(rows).toHaveLength(3);
    expect(rows.map(({ change }) => change)).toEqual(['new', 'gone', 'gone']);
  });

  it('never lets one alert stand for two of the same list', () => {
    const rows = backtestRows(
      of({ draft: [told('10:00', null)], current: [told('10:00', '10:05'), told('10:20', '10:25')] }),
    );
    expect(rows.map(({ change }) => change)).toEqual(['gone', 'same']);
  });

  it.each([
    ['high', 'high', 'same'],
    ['medium', 'high', 'milder'],
    ['critical', 'high', 'worse'],
  ] as const)('says what becomes of a severity: %s after %s is %s', (draft, current, change) => {
    const rows = backtestRows(
      of({ draft: [told('10:00', '10:15', draft)], current: [told('10:00', '10:15', current)] }),
    );
    expect(rows[0]?.change).toBe(change);
  });

  it('tells the newest first', () => {
    const rows = backtestRows(of({ draft: [told('08:00', '08:10'), told('12:00', '12:10'), told('10:00', '10:10')] }));
    expect(rows.map((row) => new Date(row.at).getUTCHours())).toEqual([12, 10, 8]);
  });
});

describe('counts of a backtest', () => {
  const lists = of({
    draft: [told('10:00', '10:15')],
    current: [told('10:00', '10:15'), told('11:00', '11:15', 'low', 'traffic_drop')],
    raised: [raised('10:00', '10:15', 'falseAlarm'), raised('15:00', '15:15', 'falseAlarm')],
  });

  it('has a row for every severity, so that rows stay where they are', () => {
    expect(countsBySeverity(lists)).toEqual([
      { severity: 'critical', draft: 0, current: 0, raised: 0 },
      { severity: 'high', draft: 1, current: 1, raised: 2 },
      { severity: 'medium', draft: 0, current: 0, raised: 0 },
      { severity: 'low', draft: 0, current: 1, raised: 0 },
    ]);
  });

  it('counts types by their titles', () => {
    expect(countsByType(lists).map(({ title, draft, current }) => [title, draft, current])).toEqual([
      ['Revenue drop', 1, 1],
      ['Traffic drop', 0, 1],
    ]);
  });

  it('says how many of those that people judged would still be told', () => {
    expect(countsByFeedback(backtestRows(lists))).toEqual([{ label: 'falseAlarm', raised: 2, kept: 1 }]);
  });
});

describe('what alerts are about', () => {
  const disk: BacktestAlert = { ...told('12:00', '12:15', 'critical', 'disk_usage_high'), about: 'metric' };
  const day = { from: at('00:00'), to: at('23:59'), windows: 288, problem: null, note: null };

  it('is a choice where there is more than one', () => {
    expect(aboutChoices(of({ draft: [told('10:00', '10:15')], raised: [raised('10:00', '10:15')] }))).toEqual([]);
    const choices = aboutChoices(of({ draft: [disk], current: [told('10:00', '10:15')] }));
    expect(choices).toEqual([
      { value: 'all', label: 'All' },
      { value: 'shop', label: 'Shop' },
      { value: 'metric', label: 'Metrics' },
    ]);
  });

  it('narrows all three lists', () => {
    const whole: Backtest = {
      ...day,
      ...of({ draft: [disk, told('10:00', '10:15')], raised: [raised('10:00', '10:15')] }),
    };
    expect(ofAbout(whole, 'all')).toEqual(whole);
    expect(ofAbout(whole, 'metric')).toEqual({ ...whole, draft: [disk], raised: [] });
  });

  it('stands in a row, so that a list of several says which', () => {
    const rows = backtestRows(of({ draft: [disk, told('10:00', '10:15')] }));
    expect(rows.map(({ about }) => about)).toEqual(['metric', 'shop']);
  });

  it('is said of what is tried', () => {
    expect(triedWords(['shop'])).toBe('the shop');
    expect(triedWords(['metric'])).toBe('metrics');
    expect(triedWords(undefined)).toBe('the shop and of everything that is learned beside it');
  });
});

describe('the words of a backtest', () => {
  const many = (count: number) => Array.from({ length: count }, () => told('10:00', '10:15'));

  it.each([
    [14, 23, true, '14 alerts instead of 23'],
    [0, 2, true, 'No alerts instead of 2'],
    [1, 0, true, '1 alert instead of 0'],
    [3, 3, true, '3 alerts, as many as now'],
    [3, 3, false, '3 alerts'],
  ])('%s against %s, changed %s: %s', (draft, current, isChanged, words) => {
    expect(backtestHeadline({ draft: many(draft), current: many(current) }, isChanged)).toBe(words);
  });

  it('says counts, days and changes as people do', () => {
    expect([alertsWord(0), alertsWord(1), alertsWord(2)]).toEqual(['No alerts', '1 alert', '2 alerts']);
    expect([daysWord(1), daysWord(7)]).toEqual(['the last day', 'the last 7 days']);
    expect([changeWords(2, 5), changeWords(5, 2), changeWords(2, 2)]).toEqual(['−3', '+3', '']);
  });
});

describe('backtestBars', () => {
  const day = { from: '2026-03-10T00:00:00Z', to: '2026-03-11T00:00:00Z' };
  const lists = of({
    draft: [told('10:10', '10:30'), told('10:50', '11:00', 'low')],
    raised: [raised('10:05', '10:20', 'real')],
  });

  it('puts each alert into the bar in which it began', () => {
    const bars = backtestBars({ ...day, ...lists }, null, 25);
    expect(bars).toHaveLength(24);
    expect(bars[10]).toMatchObject({
      draft: { high: 1, low: 1 },
      current: { high: 0 },
      raised: { high: 1 },
      feedback: ['real'],
    });
    expect(bars[9]?.draft.high).toBe(0);
  });

  it('zooms in to narrower bars, and leaves out what lies beyond', () => {
    const range = { from: Date.parse(at('10:00')), to: Date.parse(at('10:45')) };
    const bars = backtestBars({ ...day, ...lists }, range, 30);
    expect(bars.map(({ end, start }) => (end - start) / 60_000)).toEqual([15, 15, 15]);
    expect(bars.map(({ draft }) => draft.high + draft.low)).toEqual([1, 0, 0]);
  });

  it('is empty where a span lies outside', () => {
    const range = { from: Date.parse('2026-03-12T00:00:00Z'), to: Date.parse('2026-03-13T00:00:00Z') };
    expect(backtestBars({ ...day, ...lists }, range, 30)).toEqual([]);
  });

  it('says a bar in words, with what people said', () => {
    const bar = backtestBars({ ...day, ...lists }, null, 25)[10];
    if (!bar) throw new Error('There is a bar at ten.');
    expect(backtestBarWords(bar, lanesShown(true))).toContain(
      'with your changes 1 high, 1 low; with the settings in force none; really raised 1 high; said: real',
    );
    expect(backtestBarRows(bar, lanesShown(true)).at(-1)).toEqual({ label: 'Said: Real', value: '1' });
  });

  it('says nothing of a draft that changes nothing', () => {
    const bar = backtestBars({ ...day, ...lists }, null, 25)[10];
    if (!bar) throw new Error('There is a bar at ten.');
    expect(backtestBarWords(bar, lanesShown(false))).toMatch(
      /: with the settings in force none; really raised 1 high; said: real$/,
    );
    expect(backtestBarRows(bar, lanesShown(false)).map(({ label }) => label)).not.toContain('With your changes');
  });
});

describe('triedLearning', () => {
  const saved = LearningSettings.parse({});

  it('tries a sensitivity beside a query that is not right yet', () => {
    const half = {
      name: 'lag',
      title: '',
      enabled: true,
      query: '',
      everySeconds: 300,
      unit: 'none',
      direction: 'both',
    } as const;
    const draft = { ...saved, sensitivity: 'keen' as const, queries: [half] };
    const tried = triedLearning(draft, saved, { 'learning.queries.0.query': 'is needed' });
    expect(tried).toEqual({ ...saved, sensitivity: 'keen' });
    expect(triedLearning(draft, saved, {})).toEqual(draft);
  });
});
