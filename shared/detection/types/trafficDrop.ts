import { z } from 'zod';
import { formatCount, formatNumber, formatPercent } from '../../formatValue.ts';
import { anomalyType } from '../anomalyType.ts';
import { baselineOf } from '../baseline.ts';
import { changePercent } from '../changePercent.ts';
import { events } from '../metrics.ts';
import { severityAbove } from '../severityFor.ts';
import { perSeverity, single } from '../threshold.ts';
import { normalBand, trendOf } from '../trend.ts';
import { countNoise, spread, zScore } from '../zScore.ts';

/** Far fewer events than usual; a drop of most of the traffic is critical however much the baseline varies. */
export const trafficDrop = anomalyType({
  type: 'traffic_drop',
  title: 'Traffic drop',
  emoji: '📉',
  icon: ['M16 17h6v-6', 'm22 17-8.5-8.5-5 5L2 7'],
  direction: 'down',
  metric: events,
  thresholds: {
    /** As a positive number. */
    trafficDropZ: perSeverity([5, 4, 3, null], {
      label: 'Traffic drop',
      effect: 'z-score of events below minus',
      unit: 'σ',
    }),
    trafficDropCriticalPercent: single(z.number().default(80), {
      label: 'Traffic drop always critical beyond',
      effect: 'Whatever the z-score says.',
      unit: '%',
    }),
  },
  detect(window, baseline, { thresholds, minBaselineWindows }) {
    const usual = baselineOf(baseline.map(events.of));
    if (!usual || usual.count < minBaselineWindows) return [];
    // The usual traffic must reach the minimum: a window without events is what this detector is for.
    if (usual.mean < thresholds.minEvents) return [];
    const change = changePercent(window.events, usual.mean);
    if (change === null) return [];
    const noise = countNoise(usual.mean);
    const z = zScore(window.events, usual, noise);
    const beyondLimit = -change > thresholds.trafficDropCriticalPercent;
    const severity = beyondLimit ? 'critical' : severityAbove(-z, thresholds.trafficDropZ);
    if (!severity) return [];
    return [
      {
        type: this.type,
        severity,
        description:
          `${formatCount(window.events, 'event')} (expected about ${formatNumber(usual.mean)}), ` +
          `${formatPercent(-change)} below. Possible outage of the shop or of event tracking.`,
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
