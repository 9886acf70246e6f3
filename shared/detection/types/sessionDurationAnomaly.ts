import { z } from 'zod';
import { formatCount, formatPercent, formatValue } from '../../formatValue.ts';
import { anomalyType } from '../anomalyType.ts';
import { baselineOf } from '../baseline.ts';
import { changePercent } from '../changePercent.ts';
import { measuredMetric, measurementOf } from '../metrics.ts';
import type { MetricWindow } from '../metricWindow.ts';
import { settle } from '../settle.ts';
import { severityAbove } from '../severityFor.ts';
import { perSeverity, single } from '../threshold.ts';
import { normalBand, trendOf } from '../trend.ts';
import { zScore } from '../zScore.ts';

/** Median over sessions of at least two events of the time from the first to the last of them within the window. */
const sessionDuration = measuredMetric('session_duration', 'seconds', {
  columns: { session: { column: 'session_id', as: 'text' } },
  sql: `SELECT window_at, quantileExactInclusive(0.5)(seconds) AS value, count() AS samples
FROM (
  SELECT window_at, (max(at_ms) - min(at_ms)) / 1000 AS seconds
  FROM shop_events
  WHERE session != ''
  GROUP BY window_at, session
  HAVING count() >= 2
)
GROUP BY window_at`,
});

/** Sessions are far shorter or far longer than usual. */
export const sessionDurationAnomaly = anomalyType({
  type: 'session_duration_anomaly',
  title: 'Session duration anomaly',
  emoji: '⌛',
  icon: ['M10 2h4', 'm12 14 3-3', 'M20 14a8 8 0 1 1-16 0 8 8 0 0 1 16 0z'],
  direction: 'both',
  metric: sessionDuration,
  thresholds: {
    sessionDurationZ: perSeverity([6, 5, 4, null], {
      label: 'Session duration',
      effect: 'z-score of the median session, up or down, beyond',
      unit: 'σ',
    }),
    sessionDurationMinSessions: single(z.number().int().min(2).default(20), {
      label: 'Sessions a median needs',
      effect: 'Of two events or more. Below this, session duration is not judged.',
      unit: 'sessions',
    }),
  },
  detect(window, baseline, { thresholds, minBaselineWindows }) {
    const samples = samplesIn(window);
    const measured = sessionDuration.of(window);
    const hasEnough = (each: MetricWindow) => samplesIn(each) >= thresholds.sessionDurationMinSessions;
    const usual = baselineOf(baseline.filter(hasEnough).map(sessionDuration.of));
    if (measured === null || !hasEnough(window) || !usual || usual.count < minBaselineWindows) return [];
    const duration = settle(measured);
    const change = changePercent(duration, usual.mean);
    if (change === null) return [];
    const sigma = Math.max(usual.stddev, medianNoise(usual.mean, samples));
    const score = zScore(duration, { ...usual, stddev: sigma }, sigma);
    const severity = severityAbove(Math.abs(score), thresholds.sessionDurationZ);
    if (!severity) return [];
    return [
      {
        type: this.type,
        severity,
        description:
          `Median session ${seconds(duration)} (expected about ${seconds(usual.mean)}), ` +
          `${formatPercent(Math.abs(change))} ${change < 0 ? 'shorter' : 'longer'}: ${formatCount(samples, 'session')}. ` +
          (change < 0 ? 'Possible broken page or tracking.' : 'Possible slow pages, bot traffic or broken tracking.'),
        metricValue: duration,
        expectedValue: usual.mean,
        unit: sessionDuration.unit,
        zScore: score,
        changePercent: change,
        trend: trendOf(sessionDuration, window, baseline, normalBand(sessionDuration, usual, sigma)),
      },
    ];
  },
});

const samplesIn = (window: MetricWindow) => measurementOf(window, sessionDuration.name)?.samples ?? 0;

const seconds = (value: number) => formatValue(value, 'seconds', '');

/**
 * What a median of so many sessions varies by of itself. Their lengths fall off about exponentially, which makes it
 * 1/ln 2 of the median over √n; at least the second that whole clocks count in.
 */
function medianNoise(median: number, sessions: number): number {
  return Math.max(1, median / Math.LN2 / Math.sqrt(Math.max(1, sessions)));
}
