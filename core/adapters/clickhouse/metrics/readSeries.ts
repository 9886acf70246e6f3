import type { MinuteSeries, MinuteValue } from '../../../detection/rules/metricSeries.ts';
import { cleanText } from '../cleanText.ts';
import type { Row } from '../readAnswer.ts';

const minuteMs = 60_000;
const mostLabels = 20;

/** The series of `metricsQuery` that began at `from`, ms UTC; those whose labels read alike are one. */
export function readAllSeries(rows: readonly Row[], from: number): MinuteSeries[] {
  const series = new Map<string, MinuteSeries>();
  for (const row of rows) {
    const read = readSeries(row, from);
    const key = seriesKey(read);
    const known = series.get(key);
    series.set(key, known ? together(known, read) : read);
  }
  return [...series.values()];
}

export const seriesKey = ({ metric, labels }: Pick<MinuteSeries, 'metric' | 'labels'>) =>
  JSON.stringify([metric, Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1))]);

const readSeries = (row: Row, from: number): MinuteSeries => ({ ...readNames(row), minutes: readMinutes(row, from) });

/** Labels that are no JSON are kept whole under `labels`. */
export function readNames(row: Row): Pick<MinuteSeries, 'metric' | 'labels' | 'newestAt'> {
  const component = cleanText(String(row.series_component ?? ''), 200);
  return {
    metric: cleanText(String(row.series_metric ?? ''), 200),
    labels: { ...(component === '' ? {} : { component }), ...readLabels(String(row.series_labels ?? '')) },
    newestAt: Number(row.newest),
  };
}

function readMinutes({ minutes, minute_values: values }: Row, from: number): MinuteValue[] {
  if (!Array.isArray(minutes) || !Array.isArray(values)) return [];
  return minutes
    .map((minute, index) => ({ at: from + Number(minute) * minuteMs, value: Number(values[index]) }))
    .sort((one, other) => one.at - other.at);
}

/** Of a minute that both know, the one that was heard of last has the word. */
function together(one: MinuteSeries, other: MinuteSeries): MinuteSeries {
  const [older, newer] = one.newestAt <= other.newestAt ? [one, other] : [other, one];
  const minutes = new Map([...older.minutes, ...newer.minutes].map((minute) => [minute.at, minute]));
  return { ...newer, minutes: [...minutes.values()].sort((a, b) => a.at - b.at) };
}

function readLabels(text: string): Record<string, string> {
  if (text === '' || text === '{}' || text === '[]') return {};
  const pairs = labelPairs(text);
  if (pairs === null) return { labels: cleanText(text, 200) };
  const named = pairs.map(([name, value]): [string, string] => [cleanText(name, 100), cleanText(textOf(value), 200)]);
  return Object.fromEntries(named.filter(([name]) => name !== 'component' && name !== '').slice(0, mostLabels));
}

/** Of an object, or of a list of pairs; null: it is neither. */
function labelPairs(text: string): [string, unknown][] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return null;
    if (!Array.isArray(parsed)) return Object.entries(parsed);
    const isPairs = parsed.every((pair) => Array.isArray(pair) && pair.length === 2);
    return isPairs ? parsed.map(([name, value]) => [String(name), value]) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
