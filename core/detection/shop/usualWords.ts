import { formatNumber, formatPercent, formatValue } from '../../../shared/formatValue.ts';
import { wallTime } from '../../../shared/localTime.ts';
import type { LearnedFinding } from './learnedFinding.ts';

const weekdays = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];

export interface Wording {
  currency: string;
  /** IANA name of the shop's zone. */
  timeZone: string;
}

/**
 * "Revenue $412 at 14:05, usually $1,080 to $1,420 at this hour on Saturdays: 67 % below." What is within the usual, and
 * there window after window on one side: "Sessions 4 at 11:35, usually about 17 …: 76 % below for some time."
 */
export function sentenceOf(finding: LearnedFinding, at: number, wording: Wording): string {
  const { series, value } = finding;
  const wall = new Date(wallTime(at, wording.timeZone));
  const time = wall.toISOString().slice(11, 16);
  const day = weekdays[wall.getUTCDay()];
  const shown = formatValue(value, series.metric.unit, wording.currency);
  const { lower, upper } = finding.verdict;
  const lasts = lower !== null && upper !== null && lower <= value && value <= upper;
  const about = `about ${formatValue(finding.expected, series.metric.unit, wording.currency)}`;
  const usual = lasts ? about : usualWords(finding, wording);
  const far = `${distanceWords(finding)}${lasts ? ' for some time' : ''}`;
  return `${series.title} ${shown} at ${time}, usually ${usual} at this hour on ${day}${far}.`;
}

/** "$1,080 to $1,420" */
export function usualWords({ series, expected, verdict }: LearnedFinding, { currency }: Wording): string {
  const { unit } = series.metric;
  const within = (bound: number) => (unit === 'percent' ? Math.min(100, Math.max(0, bound)) : bound);
  const lower = formatValue(within(verdict.lower ?? expected), unit, currency);
  const upper = formatValue(within(verdict.upper ?? expected), unit, currency);
  return lower === upper ? lower : `${lower} to ${upper}`;
}

function distanceWords({ series, direction, value, expected }: LearnedFinding): string {
  const side = direction === 'low' ? 'below' : 'above';
  const distance = Math.abs(value - expected);
  if (series.metric.unit === 'percent') return `: ${formatNumber(distance)} points ${side}`;
  return expected > 0 ? `: ${formatPercent((distance / expected) * 100)} ${side}` : '';
}
