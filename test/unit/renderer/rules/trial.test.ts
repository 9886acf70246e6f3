import { describe, expect, it } from 'vitest';
import type { ChartTheme } from '../../../../renderer/charts/chartTheme.ts';
import { pointsNear } from '../../../../renderer/features/rules/trial/pointsNear.ts';
import { trialLines } from '../../../../renderer/features/rules/trial/trialLines.ts';
import { trialOption } from '../../../../renderer/features/rules/trial/trialOption.ts';
import {
  firingsSentence,
  labelsText,
  problemSentence,
  seriesWords,
} from '../../../../renderer/features/rules/trial/trialWords.ts';
import { triedRule } from '../../../../renderer/features/rules/trial/triedRule.ts';
import { OwnRule } from '../../../../shared/signals/ownRule.ts';
import type { RuleTrial } from '../../../../shared/signals/ruleTrial.ts';

const now = new Date(2026, 2, 10, 16, 0).getTime();
const minuteMs = 60_000;
const ago = (minutes: number) => new Date(now - minutes * minuteMs).toISOString();
type Series = RuleTrial['series'][number];
const aSeries = (values: [minutesAgo: number, value: number][], firedAgo: number[] = [], labels = {}): Series => ({
  labels,
  points: values.map(([minutes, value]) => ({ at: ago(minutes), value })),
  firedAt: firedAgo.map(ago),
  expected: null,
});

describe('the outcome in a sentence', () => {
  const told = (firings: number, ...series: Series[]) =>
    firingsSentence({ firings, series, to: ago(0), knowsPast: true });

  it.each([
    [3, [600, 300, 85], 'Would have fired 3 times in the last 24 h, last at 14:35.'],
    [1, [85], 'Would have fired once in the last 24 h, at 14:35.'],
    [1, [1200], 'Would have fired once in the last 24 h, yesterday at 20:00.'],
    [0, [], 'Would not have fired in the last 24 h.'],
  ])('%i firings', (firings, firedAgo, sentence) => {
    expect(told(firings, aSeries([[5, 1]], firedAgo))).toBe(sentence);
  });

  it('does not call it fine where there was nothing to judge', () => {
    expect(told(0)).toBe('There is no number in the last 24 h.');
  });

  it.each([
    [1, 'Would fire now. The last 24 h were not tried.', aSeries([[0, 1]], [0])],
    [0, 'Would not fire now. The last 24 h were not tried.', aSeries([[0, 1]])],
    [0, 'There is no number now. The last 24 h were not tried.', aSeries([])],
  ])('claims nothing about a past that was not asked, with %i firings now', (firings, sentence, series) => {
    expect(firingsSentence({ firings, series: [series], to: ago(0), knowsPast: false })).toBe(sentence);
  });
});

it('says of every line between what it was, and when it would have fired', () => {
  const words = (series: Series) => seriesWords(series, null, (value) => `${value} %`);
  expect(
    words(
      aSeries(
        [
          [10, 20],
          [5, 90],
        ],
        [300, 85],
      ),
    ),
  ).toBe('between 20 % and 90 %, fired at 11:00 and 14:35');
  expect(
    words(
      aSeries(
        [
          [10, 20],
          [5, 20],
        ],
        [85],
      ),
    ),
  ).toBe('always 20 %, fired at 14:35');
  expect(words(aSeries([[10, 1]], [60, 50, 40, 30, 20, 10]))).toBe('always 1 %, fired 6 times');
  expect(words(aSeries([]))).toBe('no numbers, not fired');
  expect(words({ ...aSeries([[10, 20]]), expected: 18 })).toBe('always 20 %, usual now 18 %, not fired');
});

it('calls a series by what tells it from the others', () => {
  expect(labelsText({})).toBe('the value');
  expect(labelsText({ component: 'api' })).toBe('api');
  expect(labelsText({ region: 'eu', shop: '2' })).toBe('region=eu, shop=2');
});

it('says a problem of the field that it is at', () => {
  expect(problemSentence('The query', 'It must be a SELECT.')).toBe('The query must be a SELECT.');
  expect(problemSentence('The query', 'ClickHouse did not answer.')).toBe('ClickHouse did not answer.');
});

describe('the lines of the chart', () => {
  it('are broken where nothing came, and marked where they would have fired', () => {
    const series = aSeries(
      [
        [60, 1],
        [55, 2],
        [50, 9],
        [10, 3],
        [5, 4],
      ],
      [50],
    );
    const [line] = trialLines({ series: [series], limit: 5 });
    expect(line?.points.map(([, value]) => value)).toEqual([1, 2, 9, null, 3, 4]);
    expect(line?.fired).toEqual([[now - 50 * minuteMs, 9]]);
    expect(pointsNear(line ? [line] : [], now - 48 * minuteMs)).toEqual([{ line: 0, value: 9 }]);
    expect(pointsNear(line ? [line] : [], now - 31 * minuteMs)).toEqual([]);
  });

  it('are six at most', () => {
    const series = Array.from({ length: 9 }, () => aSeries([[5, 1]]));
    expect(trialLines({ series, limit: null })).toHaveLength(6);
  });
});

describe('the chart of a trial', () => {
  const colour = (red: number) => `rgba(${red}, 0, 0, 1)`;
  const theme: ChartTheme = {
    ...{ text: colour(1), textMuted: colour(2), border: colour(3), surface: colour(4), accent: colour(5) },
    ...{ line: colour(6), band: colour(7), mean: colour(8), grid: colour(9) },
    severity: { critical: colour(10), high: colour(11), medium: colour(12), low: colour(13) },
    ...{ steps: [colour(14)], fontFamily: 'sans-serif' },
  };
  const option = (limit: number | null) =>
    trialOption({
      lines: trialLines({
        series: [
          aSeries(
            [
              [60, 1],
              [55, 9],
            ],
            [55],
          ),
          aSeries([
            [60, 2],
            [55, 3],
          ]),
        ],
        limit,
      }),
      ...{ from: now - 1440 * minuteMs, to: now, limit, severity: 'high' as const, theme, width: 600 },
      formatTime: String,
      formatValue: String,
      tooltip: (at) => `at ${at}`,
    });
  const series = (of: ReturnType<typeof option>) =>
    Object.fromEntries((of.series as { id: string; data: unknown[] }[]).map((each) => [each.id, each]));

  it('spans the whole day, whatever there is of it', () => {
    expect(option(5).xAxis).toMatchObject({ min: now - 1440 * minuteMs, max: now });
  });

  it('draws the limit from end to end and the marks in the colour of the severity', () => {
    const drawn = series(option(5));
    expect(drawn.limit).toMatchObject({
      data: [
        [now - 1440 * minuteMs, 5],
        [now, 5],
      ],
      lineStyle: { color: colour(11) },
    });
    expect(drawn.fired).toMatchObject({ data: [[now - 55 * minuteMs, 9]], itemStyle: { color: colour(11) } });
    expect(drawn.line0).toMatchObject({ lineStyle: { color: colour(6) } });
    expect(drawn.line1).toMatchObject({ lineStyle: { color: colour(5) } });
  });

  it('has no line for a limit that moves', () => {
    expect(series(option(null)).limit?.data).toEqual([]);
  });

  it('tells the moment under the pointer', () => {
    const { formatter } = option(5).tooltip as { formatter(params: unknown): string };
    expect(formatter([{ axisValue: 7 }])).toBe('at 7');
    expect(formatter([])).toBe('');
  });
});

describe('what is tried', () => {
  const sql = OwnRule.parse({ kind: 'sql', name: 'few', query: 'SELECT 1', condition: { kind: 'above', limit: 5 } });

  it('does not wait for how the rule is called and told', () => {
    expect(triedRule({ ...sql, name: 'Not A Name', runbookUrl: 'nowhere' })).toMatchObject({
      kind: 'sql',
      query: 'SELECT 1',
    });
  });

  it('waits for what is judged', () => {
    expect(triedRule({ ...sql, condition: { kind: 'above', limit: Number.NaN } })).toBeNull();
    expect(triedRule({ ...sql, query: 'DROP TABLE events' } as OwnRule)).toBeNull();
  });
});
