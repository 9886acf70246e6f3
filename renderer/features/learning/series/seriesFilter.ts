import type { LearnedSeries } from '../../../../shared/learning/learnedSeries.ts';

export const groups = ['shop', 'metric', 'job', 'query'] as const;
export const states = ['learning', 'ready', 'stopped', 'off', 'capped'] as const;

export interface SeriesFilter {
  group: LearnedSeries['group'] | '';
  state: LearnedSeries['state'] | 'unusual' | '';
  text: string;
  sort: 'group' | 'unusual';
}

export const everySeries: SeriesFilter = { group: '', state: '', text: '', sort: 'group' };

type Placed = Pick<LearnedSeries, 'lastValue' | 'lower' | 'upper'>;

/** How far out of its band a series is, in heights of the band: 0 inside, below it less; null: unknown. */
export function outOfBand({ lastValue, lower, upper }: Placed): number | null {
  if (lastValue === null || lower === null || upper === null) return null;
  const height = Math.max(upper - lower, Math.abs(upper) * 1e-6, 1e-9);
  if (lastValue > upper) return (lastValue - upper) / height;
  return lastValue < lower ? (lastValue - lower) / height : 0;
}

/** Those that a filter leaves, by group and name or the most unusual first. */
export function filterSeries(items: readonly LearnedSeries[], filter: SeriesFilter): LearnedSeries[] {
  const text = filter.text.trim().toLowerCase();
  const found = items.filter(
    (series) =>
      (filter.group === '' || series.group === filter.group) &&
      (filter.state === '' || (filter.state === 'unusual' ? isUnusual(series) : series.state === filter.state)) &&
      (text === '' || `${series.title} ${series.key}`.toLowerCase().includes(text)),
  );
  const byName = (one: LearnedSeries, other: LearnedSeries) =>
    groups.indexOf(one.group) - groups.indexOf(other.group) ||
    // Those of the shop have an order of their own.
    (one.group === 'shop' ? 0 : one.title.localeCompare(other.title));
  if (filter.sort === 'group') return found.sort(byName);
  return found.sort((one, other) => distance(other) - distance(one) || byName(one, other));
}

const isUnusual = (series: Placed) => distance(series) > 0;
const distance = (series: Placed) => Math.abs(outOfBand(series) ?? 0);
