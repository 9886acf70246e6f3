import { formatCount, formatNumber, formatPercent } from '../../formatValue.ts';
import { anomalyType } from '../anomalyType.ts';
import { baselineOf } from '../baseline.ts';
import { changePercent } from '../changePercent.ts';
import { events } from '../metrics.ts';
import { severityAbove } from '../severityFor.ts';
import { perSeverity } from '../threshold.ts';
import { normalBand, trendOf } from '../trend.ts';
import { countNoise, spread, zScore } from '../zScore.ts';

/** Far more events than usual. */
export const trafficSpike = anomalyType({
  type: 'traffic_spike',
  title: 'Traffic spike',
  emoji: '📈',
  icon: ['M16 7h6v6', 'm22 7-8.5 8.5-5-5L2 17'],
  direction: 'up',
  metric: events,
  thresholds: {
    trafficSpikeZ: perSeverity([5, 4, 3, null], {
      label: 'Traffic spike',
      effect: 'z-score of events above',
      unit: 'σ',
    }),
  },
  detect(window, baseline, { thresholds, minBaselineWindows }) {
    const usual = baselineOf(baseline.map(events.of));
    if (!usual || usual.count < minBaselineWindows || window.events < thresholds.minEvents) return [];
    // After an outage as long as the baseline there is nothing to compare with: coming back is not a spike.
    const change = changePercent(window.events, usual.mean);
    if (change === null) return [];
    const noise = countNoise(usual.mean);
    const z = zScore(window.events, usual, noise);
    const severity = severityAbove(z, thresholds.trafficSpikeZ);
    if (!severity) return [];
    return [
      {
        type: this.type,
        severity,
        description:
          `${formatCount(window.events, 'event')} (expected about ${formatNumber(usual.mean)}), ` +
          `${formatPercent(change)} above, from ${formatCount(window.sessions, 'session')}. ` +
          'Possible bot traffic, campaign or duplicated events.',
        metricValue: window.events,
        expectedValue: usual.mean,
        unit: events.unit,
        zScore: z,
        changePercent: change,
        trend: trendOf(events, window, baseline, normalBand(events, usual, spread(usual, noise))),
      },
    ];
  },
});
