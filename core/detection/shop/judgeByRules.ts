import type { Anomaly } from '../../../shared/detection/anomaly.ts';
import type { Detector } from '../../../shared/detection/anomalyType.ts';
import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { learnedBaseline } from './learnedBaseline.ts';
import { findingOf, reachOf } from './learnedFinding.ts';
import type { LearnedSample } from './learnedSample.ts';
import type { ShopJudgeOptions } from './shopJudgeOptions.ts';
import { seriesOfRule } from './shopSeries.ts';

const trendWindows = 12;

/**
 * What the rules say of a window. With `engine.baseline` on `learned` they compare it with this hour of the week, and
 * what lies within the learned band is no anomaly: 30 % less revenue of five purchases at night is what nights are like.
 * Until enough was learned they compare with the last windows, as they do by default.
 */
export function judgeByRules(
  window: MetricWindow,
  baseline: readonly MetricWindow[],
  samples: readonly LearnedSample[],
  { engine, currency, detectors }: ShopJudgeOptions,
): Anomaly[] {
  const settings = { ...engine, currency };
  const learned = engine.baseline === 'learned' ? learnedBaseline(samples, baseline) : null;
  if (learned === null) return detectors.flatMap((detector) => detector.detect(window, baseline, settings));
  return detectors.flatMap((detector) =>
    detector
      .detect(window, learned, settings)
      .filter((anomaly) => !isUsual(anomaly, samples))
      .map((anomaly) => withRealTrend(anomaly, detector, window, baseline)),
  );
}

function isUsual({ type }: Anomaly, samples: readonly LearnedSample[]): boolean {
  const about = seriesOfRule(type);
  const sample = about && samples.find(({ series }) => series.key === about.series.key);
  if (!sample) return false;
  const finding = findingOf(sample);
  if (finding === null) return false;
  return finding.direction !== about.direction || Math.abs(finding.value - finding.expected) <= reachOf(finding);
}

/** The windows as they were, not as they would have been. */
function withRealTrend(
  anomaly: Anomaly,
  { metric }: Detector,
  window: MetricWindow,
  baseline: readonly MetricWindow[],
): Anomaly {
  if (seriesOfRule(anomaly.type) === null) return anomaly;
  const values = [...baseline.slice(-trendWindows), window].map((each) => metric.of(each));
  return { ...anomaly, trend: { ...anomaly.trend, values } };
}
