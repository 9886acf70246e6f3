import type { MetricSeries, SeriesPoint } from '../../../shared/alert.ts';
import { allMetrics } from '../../../shared/detection/allMetrics.ts';
import { baselineOf } from '../../../shared/detection/baseline.ts';
import type { Metric } from '../../../shared/detection/metrics.ts';
import { containWindow, type MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { normalBand } from '../../../shared/detection/trend.ts';
import { spread } from '../../../shared/detection/zScore.ts';
import type { LearningSettings } from '../../../shared/learning/learningSettings.ts';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import { shopSeriesOfMetric } from '../../detection/shop/shopSeries.ts';
import { fillGaps, nextWindowStart, windowStartOf } from '../../detection/windows.ts';
import type { MetricHistory } from '../../monitor/metricHistory.ts';
import { learnedBand } from './learned/learnedBand.ts';
import { createShopHistory } from './learned/shopHistory.ts';
import type { WindowsReader } from './windowsReader.ts';

/** More points than a chart can show; a longer span is cut at its beginning. */
const maxPoints = 600;

export interface MetricHistoryOptions {
  reader: WindowsReader;
  engine: Settings['engine'];
  /** Left out: nothing is learned. */
  learning?: { settings: LearningSettings; timeZone: string };
  now(): number;
}

/** A metric's complete windows with the band of each: mean ± 3σ of the windows before it, or what was learned. */
export function createMetricHistory({ reader, engine, learning, now }: MetricHistoryOptions): MetricHistory {
  const windowMs = engine.windowSeconds * 1000;
  const isLearned = learning?.settings.enabled === true && learning.settings.shop;
  const history = createShopHistory(reader, engine);

  /** Key of the series whose learned band is to be shown; null: that of the windows before. */
  function learnedKey({ metric, learnedSeries = null }: { metric: string; learnedSeries?: string | null }) {
    if (!isLearned || learnedSeries !== null) return learnedSeries;
    return engine.baseline === 'learned' ? (shopSeriesOfMetric(metric)?.key ?? null) : null;
  }

  return {
    async series(query, signal): Promise<Result<MetricSeries>> {
      const to = windowStartOf(Math.min(nextWindowStart(query.to, windowMs), now()), windowMs);
      const from = Math.max(windowStartOf(query.from, windowMs), to - maxPoints * windowMs);
      const key = learnedKey(query);
      if (key !== null) {
        const timeZone = learning?.timeZone ?? 'UTC';
        return learnedBand(history, { key, metric: query.metric, from, to, timeZone }, signal);
      }
      const metric = allMetrics.find((each) => each.name === query.metric);
      if (!metric) return failed('notConfigured', `No metric of the shop is called ${query.metric}.`, false);
      const readFrom = from - engine.baselineWindows * windowMs;
      const read = await reader.read({ from: readFrom, to, windowMs }, signal);
      if (!read.ok) return read;
      const { measure } = metric;
      const measured = measure ? await reader.measure(measure, { from: readFrom, to, windowMs }, signal) : null;
      if (measured?.ok === false) return measured;
      if (measured?.value.kind === 'unavailable') return failed('notConfigured', measured.value.message, false);
      const measurements = measured?.value.windows;
      const known = read.value.windows.map((window) => {
        const measurement = measurements?.get(window.start);
        return containWindow(measurement ? { ...window, measured: new Map([[metric.name, measurement]]) } : window);
      });
      // Before the first window with events nothing is known: the chart begins there instead of at a false zero.
      const first = known.reduce((earliest, window) => Math.min(earliest, window.start), Number.POSITIVE_INFINITY);
      const windows = fillGaps(known, { from: Math.max(readFrom, Math.min(first, to)), to, windowMs });
      const points = windows
        .map((window, index) =>
          pointOf(metric, window, windows.slice(Math.max(0, index - engine.baselineWindows), index)),
        )
        .filter((_point, index) => (windows[index]?.start ?? 0) >= from);
      return ok({ metric: metric.name, unit: metric.unit, windowMs, band: 'windows', points });
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
