import { formatPercent, formatValue } from '../../../shared/formatValue.ts';
import { elsewhere, type RankedSegment } from './rankSegments.ts';
import type { Compared, SegmentChange } from './segmentChanges.ts';
import type { SegmentMetric } from './segmentMetric.ts';

/** "91 % of the drop is device = ios (fell 94 %, elsewhere 3 %)", or that it is spread evenly. */
export function changeSentence(
  compared: Compared,
  segments: readonly RankedSegment[],
  dividedBy: readonly string[],
  currency: string,
): string {
  const { metric, total } = compared;
  const change = total.actual > total.expected !== metric.complement ? 'rise' : 'drop';
  const [first] = segments;
  if (!first) {
    return `The ${change} is spread evenly over every ${listed(dividedBy)}.`;
  }
  const share = first.share >= 0.995 ? 'All' : formatPercent(Math.round(first.share * 100));
  const how = metric.denominator === null ? sumWords(first, total) : quotientWords(first, compared, currency);
  return `${share} of the ${change} is ${segmentName(first.by)} (${how})`;
}

/** "device = ios × category = Shoes". */
function segmentName(by: SegmentChange['by']): string {
  return Object.entries(by)
    .map(([dimension, value]) => `${dimension} = ${value === '' ? '(none)' : value}`)
    .join(' × ');
}

export const plainMetric = ({ name }: SegmentMetric): string => name.replaceAll('_', ' ');

function sumWords(segment: SegmentChange, total: SegmentChange): string {
  const own = movement(segment);
  const rest = movement(elsewhere(segment, total));
  const shortened = own.verb !== '' && own.verb === rest.verb ? rest.amount : wordsOf(rest);
  return `${wordsOf(own)}, elsewhere ${shortened}`;
}

interface Movement {
  verb: string;
  amount: string;
}

const wordsOf = ({ verb, amount }: Movement) => (verb === '' ? amount : `${verb} ${amount}`);

function movement({ actual, expected }: { actual: number; expected: number }): Movement {
  if (expected <= 0) return { verb: '', amount: actual > 0 ? 'new' : 'nothing' };
  const ratio = actual / expected;
  // So little of it was there before that it is new for all purposes.
  if (ratio >= 1000) return { verb: '', amount: 'new' };
  if (ratio >= 3) return { verb: '', amount: `${Math.round(ratio)} times as much` };
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  if (percent === 0) return { verb: '', amount: 'unchanged' };
  return { verb: ratio < 1 ? 'fell' : 'rose', amount: formatPercent(percent) };
}

function quotientWords(segment: SegmentChange, { metric, total }: Compared, currency: string): string {
  const told = (value: number | null) => formatValue(value, metric.unit, currency);
  const usual = segment.usual ?? total.usual;
  const flooded = floodOf(segment, total);
  if (flooded !== null)
    return `${flooded} of the ${metric.denominator} instead of ${sizeOf(segment, total)}, at ${told(segment.value)}`;
  if (segment.value === null) return `no ${metric.denominator} any more`;
  const rest = restValue(segment, total, metric);
  return `${told(segment.value)} instead of ${told(usual)}, elsewhere ${told(rest)}`;
}

/** Its share of the denominator where that is what changed, rather than its value. */
function floodOf(segment: SegmentChange, total: SegmentChange): string | null {
  if (!segment.base || !total.base || total.base.actual <= 0 || total.base.expected <= 0) return null;
  const share = segment.base.actual / total.base.actual;
  const usual = segment.base.expected / total.base.expected;
  return share - usual > 0.2 && share > 2 * usual ? formatPercent(Math.round(share * 100)) : null;
}

function sizeOf({ base }: SegmentChange, total: SegmentChange): string {
  return formatPercent(Math.round(((base?.expected ?? 0) / (total.base?.expected || 1)) * 100));
}

function restValue(segment: SegmentChange, total: SegmentChange, { unit, complement }: SegmentMetric): number | null {
  const denominator = (total.base?.actual ?? 0) - (segment.base?.actual ?? 0);
  if (denominator <= 0) return null;
  const value = (elsewhere(segment, total).actual / denominator) * (unit === 'percent' ? 100 : 1);
  return complement ? Math.max(0, 100 - value) : value;
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
