import { formatDuration } from '../../../shared/formatDuration.ts';
import { formatCount, formatValue } from '../../../shared/formatValue.ts';
import type { Observation } from '../../alerts/observation.ts';
import type { MinuteSeries } from '../rules/metricSeries.ts';
import { ruleLabels } from '../rules/ruleLabels.ts';
import { learningSourceName } from '../series/seriesObservation.ts';
import type { TrendVerdict } from './judgeTrend.ts';
import type { SeriesLimit } from './trendLimits.ts';

export const trendType = 'trend';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** As many as other alerts show. */
const shown = 13;

/** Severity is low until the limit is near; what is past it is the threshold rule's to tell. */
export function trendObservation(
  { value, perHour, reachesInMs }: TrendVerdict,
  limit: SeriesLimit,
  series: Pick<MinuteSeries, 'metric' | 'labels' | 'minutes'> & { key: string },
  { now, nearMs, currency }: { now: number; nearMs: number; currency: string },
): Observation {
  const { rule, title, unit, direction } = limit;
  const format = (number: number) => formatValue(number, unit, currency);
  const place = Object.values(series.labels).join(', ');
  const where = place === '' ? '' : ` on ${place}`;
  // A percentage of a percentage would be another number.
  const speed = unit === 'percent' ? formatCount(Math.abs(perHour), 'point') : format(Math.abs(perHour));
  const pace = `${perHour >= 0 ? 'rising' : 'falling'} ${speed} an hour`;
  const isUp = direction === 'up';
  return {
    source: learningSourceName,
    type: trendType,
    labels: { metric: series.metric, ...series.labels },
    severity: reachesInMs <= nearMs ? 'high' : 'low',
    title: `${title} heads for its limit`,
    description: `${title} reaches ${format(limit.limit)} in about ${roughly(reachesInMs)}${where} (now ${format(value)}, ${pace}).`,
    ...{ metricValue: value, expectedValue: limit.limit, unit, zScore: null, changePercent: null },
    ...{ windowStart: Math.floor(now / minuteMs) * minuteMs, windowMs: minuteMs },
    trend: {
      values: series.minutes.slice(-shown).map((minute) => minute.value),
      lowerBound: isUp ? null : limit.limit,
      upperBound: isUp ? limit.limit : null,
    },
    ...{ runbookUrl: rule?.runbookUrl ?? null, acknowledgement: null },
    ...(rule ? { sameAs: [{ type: rule.type, labels: ruleLabels(rule, series) }] } : {}),
    learnedSeries: series.key,
  };
}

/** "3 h", "50 min": more would pretend to know. */
function roughly(ms: number): string {
  if (ms >= 2 * hourMs) return formatDuration(Math.round(ms / hourMs) * hourMs);
  return formatDuration(Math.max(1, Math.round(ms / (5 * minuteMs))) * 5 * minuteMs);
}
