import { describe, expect, it } from 'vitest';
import type { ChartTheme } from '../../../../renderer/charts/chartTheme.ts';
import { forecastOption } from '../../../../renderer/features/learning/forecastOption.ts';
import { forecastPoints, pointNear, pointOfWindow } from '../../../../renderer/features/learning/forecastPoints.ts';
import { forecastReach } from '../../../../renderer/features/learning/forecastReach.ts';
import { forecastWords } from '../../../../renderer/features/learning/forecastWords.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
const forecast = {
  title: 'Disk usage',
  past: [-2, -1].map((hours) => ({ at: at(hours), value: 80 + hours, expected: 80, lower: 78, upper: 82 })),
  ahead: [1, 2].map((hours) => ({ at: at(hours), expected: 84 + hours, lower: 82 + hours, upper: 86 + hours })),
  limit: 90 as number | null,
  reachesLimitAt: at(3) as string | null,
};
const colour = (red: number) => `rgba(${red}, 0, 0, 1)`;
const theme: ChartTheme = {
  ...{ text: colour(1), textMuted: colour(2), border: colour(3), surface: colour(4), accent: colour(5) },
  ...{
    line: colour(6),
    band: colour(7),
    mean: colour(8),
    grid: colour(9),
    steps: [colour(14)],
    fontFamily: 'sans-serif',
  },
  severity: { critical: colour(10), high: colour(11), medium: colour(12), low: colour(13) },
};

describe('forecastPoints', () => {
  const points = forecastPoints(forecast);

  it('puts what was and what is to come in one row', () => {
    expect(points.map(({ value, ahead }) => [value, ahead])).toEqual([
      [78, false],
      [79, false],
      [null, true],
      [null, true],
    ]);
  });

  it('finds the point next to the pointer', () => {
    expect(pointNear(points, now - 0.6 * 3_600_000)).toBe(points[1]);
    expect(pointNear([], now)).toBeNull();
  });

  it('finds the window of an alert, though only some of its day are drawn', () => {
    const hour = 3_600_000;
    const stepMs = 60_000;
    expect(pointOfWindow(points, { at: now - 1.4 * hour, value: null, stepMs })).toBe(points[1]);
    expect(pointOfWindow(points, { at: now - 1.4 * hour, value: 77, stepMs })).toBe(points[0]);
    expect(pointOfWindow(points, { at: now - hour, value: 77, stepMs })).toBe(points[1]);
    expect(pointOfWindow(points, { at: now + hour, value: 79, stepMs })).toBeNull();
    expect(pointOfWindow([], { at: now, value: 79, stepMs })).toBeNull();
  });
});

describe('forecastReach', () => {
  const band = (upper: number, lower = 0) => ({
    ...{ at: 0, value: 10, expected: 10, lower, upper, ahead: false },
  });
  const many = (count: number, upper: number) => Array.from({ length: count }, () => band(upper));

  it('shows values, bands and the limit as far as they go', () => {
    expect(forecastReach([...many(9, 20), band(24)], null)).toMatchObject({ from: 0, to: 24 });
    expect(forecastReach(many(9, 20), 50)).toMatchObject({ from: 0, to: 50 });
  });

  it('cuts the band of hours of which little was known, for the line not to lie flat below it', () => {
    const [above, below] = [band(400), band(20, -400)].map((odd) => forecastReach([...many(9, 20), odd], null));
    expect(above).toEqual({ from: 0, to: 25, isCut: { below: false, above: true } });
    expect(below).toEqual({ from: -5, to: 20, isCut: { below: true, above: false } });
  });

  it('cuts no value, however far off it is', () => {
    expect(forecastReach([...many(9, 20), { ...band(20), value: 400 }], null).to).toBe(400);
  });

  it('is nothing of nothing', () => {
    expect(forecastReach([], null)).toMatchObject({ from: 0, to: 0 });
  });
});

describe('forecastWords', () => {
  const words = (part: Partial<typeof forecast> = {}) =>
    forecastWords({ ...forecast, ...part }, (value) => `${value} %`, now);

  it('says what is, what is usual, what is to come, and when the limit is reached', () => {
    expect(words()).toBe(
      'Disk usage is 79 %, usual is 78 % to 82 %; in 2 h 84 % to 88 % is expected; it reaches its limit of 90 % in about 3 h.',
    );
  });

  it('says what is missing', () => {
    expect(words({ ahead: [], limit: null, reachesLimitAt: null })).toBe('Disk usage is 79 %, usual is 78 % to 82 %.');
    expect(words({ past: [], ahead: [], limit: 90, reachesLimitAt: null })).toBe(
      'No value of Disk usage in the last 24 h; its limit of 90 % is not reached.',
    );
    expect(words({ reachesLimitAt: at(-1) })).toContain('it has reached its limit of 90 %');
  });
});

describe('forecastOption', () => {
  const series = (part: { limit?: number | null; reachesLimitAt?: number | null } = {}) => {
    const option = forecastOption({
      ...{ points: forecastPoints(forecast), limit: 90, reachesLimitAt: now + 3_600_000, theme, width: 600, ...part },
      ...{ formatTime: String, formatValue: String, tooltip: String },
    });
    const all = option.series as { id: string; data: unknown[] }[];
    return Object.fromEntries(all.map(({ id, data }) => [id, data]));
  };

  it('draws the band of the past and that of the future apart', () => {
    expect(series().band).toEqual([-2, -1, 1, 2].map((hours) => [now + hours * 3_600_000, hours < 0 ? 4 : null]));
    expect((series().ahead as [number, number | null][]).map(([, height]) => height)).toEqual([null, null, 4, 4]);
  });

  it('marks the limit, and where it is reached if that is in sight', () => {
    expect(series().reaches).toEqual([[now + 3_600_000, 90]]);
    expect(series({ reachesLimitAt: now + 30 * 3_600_000 }).reaches).toEqual([]);
    expect(series({ limit: null }).limit).toEqual([]);
  });
});
