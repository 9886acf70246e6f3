import type { MetricSeries, SeriesPoint } from '../../../shared/alert.ts';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import { baselineOf } from '../../detection/baseline.ts';
import { type Metric, metrics } from '../../detection/metrics.ts';
import { containWindow, type MetricWindow } from '../../detection/metricWindow.ts';
import { normalBand } from '../../detection/trend.ts';
import { fillGaps, nextWindowStart, windowStartOf } from '../../detection/windows.ts';
import { spread } from '../../detection/zScore.ts';
import type { MetricHistory } from '../../monitor/metricHistory.ts';
import type { WindowsReader } from './windowsReader.ts';

/** More points than a chart can show; a longer span is cut at its beginning. */
const maxPoints = 600;

export interface MetricHistoryOptions {
  reader: WindowsReader;
  engine: Settings['engine'];
  now(): number;
}

/** A metric's complete windows with the band of each: mean ± 3σ of the windows before it. */
export function createMetricHistory({ reader, engine, now }: MetricHistoryOptions): MetricHistory {
  const windowMs = engine.windowSeconds * 1000;
  return {
    async series(query, signal): Promise<Result<MetricSeries>> {
      const metric = metrics.find((each) => each.name === query.metric);
      if (!metric) return failed('notConfigured', `No metric of the shop is called ${query.metric}.`, false);
      const to = windowStartOf(Math.min(nextWindowStart(query.to, windowMs), now()), windowMs);
      const from = Math.max(windowStartOf(query.from, windowMs), to - maxPoints * windowMs);
      const readFrom = from - engine.baselineWindows * windowMs;
      const read = await reader.read({ from: readFrom, to, windowMs }, signal);
      if (!read.ok) return read;
      const known = read.value.windows.map(containWindow);
      // Before the first window with events nothing is known: the chart begins there instead of at a false zero.
      const first = known.reduce((earliest, window) => Math.min(earliest, window.start), Number.POSITIVE_INFINITY);
      const windows = fillGaps(known, { from: Math.max(readFrom, Math.min(first, to)), to, windowMs });
      const points = windows
        .map((window, index) =>
          pointOf(metric, window, windows.slice(Math.max(0, index - engine.baselineWindows), index)),
        )
        .filter((_point, index) => (windows[index]?.start ?? 0) >= from);
      return ok({ metric: metric.name, unit: metric.unit, windowMs, points });
    },
  };

  function pointOf(metric: Metric, window: MetricWindow, before: readonly MetricWindow[]): SeriesPoint {
    const baseline = before.length < engine.minBaselineWindows ? null : baselineOf(before.map(metric.of));
    // σ as it was measured: the noise that a detector expects of a flat baseline is the detector's own affair.
    const band = baseline && normalBand(metric, baseline, spread(baseline, 0));
    return {
      windowStart: new Date(window.start).toISOString(),
      value: metric.of(window),
      mean: baseline?.mean ?? null,
      lowerBound: band?.lower ?? null,
      upperBound: band?.upper ?? null,
    };
  }
}
