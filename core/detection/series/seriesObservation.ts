import type { Trend } from '../../../shared/alert.ts';
import { changePercent } from '../../../shared/detection/changePercent.ts';
import { formatPercent, formatValue } from '../../../shared/formatValue.ts';
import type { Observation } from '../../alerts/observation.ts';
import { learnedTypes } from '../shop/shopVerdict.ts';
import type { SeriesFinding } from './judgeSeries.ts';
import { placeOf, type SeriesInfo } from './seriesInfo.ts';

export const learningSourceName = 'learning';

interface Told {
  info: SeriesInfo;
  /** The rate of a counter, and not the counter itself. */
  isRate: boolean;
  /** The newest samples, the one that is told of last. */
  values: readonly (number | null)[];
  /** ms UTC. */
  at: number;
  windowMs: number;
  currency: string;
}

/** A finding as it is told. */
export function seriesObservation(finding: SeriesFinding, told: Told): Observation {
  const { info, values, at, windowMs } = told;
  const { direction, severity, value, expected, lower, upper } = finding;
  const trend: Trend = { values: [...values], lowerBound: lower, upperBound: upper };
  return {
    source: learningSourceName,
    type: learnedTypes[direction],
    ...{ labels: info.labels, severity, unit: info.unit },
    description: sentenceOf(finding, told),
    title: `${info.title} ${direction === 'low' ? 'lower' : 'higher'} than usual`,
    ...{ metricValue: value, expectedValue: expected, zScore: null, changePercent: changePercent(value, expected) },
    ...{ windowStart: Math.floor(at / windowMs) * windowMs, windowMs, trend },
    ...{ runbookUrl: null, acknowledgement: null },
    sameAs: info.rules[direction],
    learnedSeries: info.key,
  };
}

/** "Queue depth 640 on ingest, usually 80 to 165 at this time: 430 % above." */
function sentenceOf(
  { direction, value, expected, lower, upper }: SeriesFinding,
  { info, isRate, currency }: Told,
): string {
  const shown = (number: number) => `${formatValue(number, info.unit, currency)}${isRate ? ' a minute' : ''}`;
  const [from, to] = [shown(lower), shown(upper)];
  const usual = from === to ? shown(expected) : `${formatValue(lower, info.unit, currency)} to ${to}`;
  const side = direction === 'low' ? 'below' : 'above';
  const share =
    Math.abs(expected) > 0 ? `: ${formatPercent(Math.abs((value - expected) / expected) * 100)} ${side}` : '';
  return `${info.title} ${shown(value)}${placeOf(info)}, usually ${usual} at this time${share}.`;
}
