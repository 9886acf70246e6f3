import { setImmediate as breathe } from 'node:timers/promises';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { MetricsReader } from '../../adapters/clickhouse/metrics/metricsReader.ts';
import { seriesKey } from '../../adapters/clickhouse/metrics/readSeries.ts';
import type { MinuteSeries } from '../../detection/rules/metricSeries.ts';
import type { MetricWatchRule } from '../../detection/rules/rulesOf.ts';
import { LimitsReplay, type LimitsSide, lookbackOf } from './limitsReplay.ts';

interface LimitsOptions {
  reader: MetricsReader;
  /** Those of every way to judge. */
  rules: readonly MetricWatchRule[];
  /** Judged from and to, ms UTC, on whole minutes. */
  judgeFrom: number;
  to: number;
  currency: string;
  /** The ways to judge a series that rules are about. */
  sidesOf(series: Pick<MinuteSeries, 'metric' | 'labels'>): LimitsSide[];
}

const minuteMs = 60_000;
/** So much is asked of ClickHouse at a time. */
const sliceMs = 24 * 60 * minuteMs;
/** Series of one metric; which ones is always the same. */
const mostPerMetric = 30;
/** So many minutes of a series are judged before others may run: some milliseconds. */
const minutesAtOnce = 360;

/** Reads what rules over metrics are about and judges it minute by minute. Returns what was left out, as sentences. */
export async function judgeLimits(
  { reader, rules, judgeFrom, to, currency, sidesOf }: LimitsOptions,
  signal: AbortSignal,
): Promise<Result<string[]>> {
  const metrics = [...new Set(rules.map(({ metric }) => metric))];
  const replays = new Map<string, LimitsReplay>();
  const cut = new Set<string>();
  let from = judgeFrom - lookbackOf(rules);
  while (metrics.length > 0 && from < to) {
    const end = Math.min(to, from + sliceMs);
    const read = await reader.series({ metrics, from, now: end, most: mostPerMetric }, signal);
    if (signal.aborted) return failed('aborted', 'It was stopped.');
    if (!read.ok) return read;
    for (const metric of read.value.cut) cut.add(metric);
    const minutes = new Map(read.value.series.map((series) => [seriesKey(series), series]));
    for (const [key, series] of minutes) {
      if (!replays.has(key)) replays.set(key, new LimitsReplay(series, sidesOf(series), currency));
    }
    for (const [key, replay] of replays) {
      // What was written after the end counts as of the end, and belongs to the next slice.
      const known = (minutes.get(key)?.minutes ?? []).filter(({ at }) => at < end);
      for (let start = from; start < end; start += minutesAtOnce * minuteMs) {
        const until = Math.min(end, start + minutesAtOnce * minuteMs);
        replay.take(
          known.filter(({ at }) => at >= start && at < until),
          { from: start, to: until },
          judgeFrom,
        );
        await breathe();
        if (signal.aborted) return failed('aborted', 'It was stopped.');
      }
    }
    from = end;
  }
  return ok([...cut].map((metric) => `Limits of ${metric} were tried on ${mostPerMetric} of its series.`));
}
