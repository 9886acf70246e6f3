import { describe, expect, it } from 'vitest';
import type { ChartTheme } from '../../../../renderer/charts/chartTheme.ts';
import { pieOption } from '../../../../renderer/charts/pieOption.ts';
import { metricOption } from '../../../../renderer/features/alertDetail/metricOption.ts';
import { timelineOption } from '../../../../renderer/features/overview/timelineOption.ts';

const colour = (red: number) => `rgba(${red}, 0, 0, 1)`;
const theme: ChartTheme = {
  text: colour(1),
  textMuted: colour(2),
  border: colour(3),
  surface: colour(4),
  accent: colour(5),
  line: colour(6),
  band: colour(7),
  mean: colour(8),
  grid: colour(9),
  severity: { critical: colour(10), high: colour(11), medium: colour(12), low: colour(13) },
  steps: [colour(14)],
  fontFamily: 'sans-serif',
};

interface Series {
  id: string;
  stack?: string;
  data: unknown[];
  itemStyle?: { color: string };
}
const series = (option: Record<string, unknown>) =>
  Object.fromEntries((option.series as Series[]).map((each) => [each.id, each]));

describe('timelineOption', () => {
  const bars = [2, 0, 1].map((critical, index) => ({
    start: index * 900_000,
    end: (index + 1) * 900_000,
    counts: { critical, high: 1, medium: 0, low: 0 },
    total: critical + 1,
  }));
  const option = (highest: typeof bars) =>
    timelineOption({ bars: highest, theme, width: 600, formatTime: String, tooltip: (bar) => `${bar.total} alerts` });

  it('stacks the severities in their colours, worst at the foot', () => {
    const all = option(bars).series as Series[];
    expect(all.map(({ id }) => id)).toEqual(['critical', 'high', 'medium', 'low']);
    expect(all[0]).toMatchObject({ stack: 'alerts', data: [2, 0, 1], itemStyle: { color: theme.severity.critical } });
    expect(new Set(all.map(({ stack }) => stack)).size).toBe(1);
  });

  it('keeps the bars of a quiet day low, and lets a loud one grow', () => {
    expect(option(bars).yAxis).toMatchObject({ max: 4 });
    const loud = bars.map((bar) => ({ ...bar, total: 40 }));
    expect(option(loud).yAxis).not.toHaveProperty('max');
  });

  it('tells the bar under the pointer', () => {
    const { formatter } = option(bars).tooltip as { formatter(params: unknown): string };
    expect(formatter([{ dataIndex: 2 }])).toBe('2 alerts');
    expect(formatter([{ dataIndex: 9 }])).toBe('');
  });
});

describe('pieOption', () => {
  it('dims what the filter leaves out', () => {
    const slice = { id: 'high', value: 3, colour: colour(11), dimmed: false };
    const option = pieOption({ slices: [slice, { ...slice, id: 'low', dimmed: true }], theme, hole: 0.6 });
    expect(series(option).slices?.data).toMatchObject([
      { name: 'high', value: 3, itemStyle: { opacity: 1 } },
      { name: 'low', itemStyle: { opacity: 0.28 } },
    ]);
  });

  it('draws no seam in a pie of one slice', () => {
    const option = pieOption({ slices: [{ id: 'a', value: 1, colour: colour(1), dimmed: false }], theme, hole: 0 });
    expect(series(option).slices?.data).toMatchObject([{ itemStyle: { borderWidth: 0 } }]);
  });
});

describe('metricOption', () => {
  const points = [
    { start: 0, value: 100, mean: 90, lower: 60, upper: 120 },
    { start: 300_000, value: 20, mean: 92, lower: 62, upper: 122 },
    { start: 600_000, value: null, mean: null, lower: null, upper: null },
  ];
  const whole = (underTest: number | null, ceiling: number | null = null) =>
    metricOption({
      points,
      ceiling,
      underTest,
      severity: 'critical',
      theme,
      width: 400,
      formatTime: String,
      formatValue: String,
      tooltip: () => '',
    });
  const option = (underTest: number | null) => series(whole(underTest));

  it.each([
    ['ends at the ceiling in even steps when values come near it', 140, { max: 140, interval: 35 }],
    ['ignores a ceiling that is far off', 400, { max: undefined, interval: undefined }],
    ['has no end of its own without a ceiling', null, { max: undefined, interval: undefined }],
  ])('%s', (_, ceiling, expected) => {
    const [axis] = whole(null, ceiling).yAxis as [{ max?: number; interval?: number }];
    expect({ max: axis.max, interval: axis.interval }).toEqual(expected);
  });

  it('draws the band as its foot and its height above that, with gaps where there is none', () => {
    expect(option(null).bandFoot?.data).toEqual([60, 62, null]);
    expect(option(null).band?.data).toEqual([60, 60, null]);
  });

  it('marks the window under test in the colour of the severity', () => {
    expect(option(1).underTest).toMatchObject({
      data: [null, 20, null],
      itemStyle: { color: theme.severity.critical },
    });
    expect(option(1).window?.data).toEqual([null, 1, null]);
    expect(option(null).window?.data).toEqual([null, null, null]);
  });
});
