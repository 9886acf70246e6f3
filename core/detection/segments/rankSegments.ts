import type { Compared, SegmentChange } from './segmentChanges.ts';

export interface RankedSegment extends SegmentChange {
  /** Of the whole change. */
  share: number;
}

export type Ranking =
  /** The metric is about what it always is. */
  | { kind: 'unchanged' }
  /** It holds so little that chance alone may have changed it, or parts of it. */
  | { kind: 'tooFew' }
  /** All segments changed alike. */
  | { kind: 'even' }
  /** The most telling first. */
  | { kind: 'told'; segments: RankedSegment[] };

/** Below this part of what was expected nothing is worth an explanation. */
const leastChange = 0.05;
const fewSamples = 10;
/** What a segment explains of the change beyond having gone along with the rest. */
const leastPower = 0.25;
/** Standard deviations. Many segments are looked at, so one of them is always a little odd. */
const beyondNoise = 3;
/** Two conditions must explain by so much more than one. */
const worthSecondCondition = 1.1;
const mostTold = 5;
/** Beyond this, what was expected is too little to multiply. */
const mostTimes = 4;

/**
 * A segment explains what would not have happened had it done as all the others: one that is only large explains nothing.
 * Among those that explain as much, the one that was hit hardest says most: a product that is gone rather than its category.
 */
export function rankSegments(compared: Compared): Ranking {
  const { total, segments, samples } = compared;
  const change = total.actual - total.expected;
  if (change === 0 || Math.abs(change) < leastChange * Math.abs(total.expected)) return { kind: 'unchanged' };
  if (samples < fewSamples) return { kind: 'tooFew' };
  const scored = segments
    .map((segment) => ({ segment, score: scoreOf(segment, compared) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || nameOf(one.segment).localeCompare(nameOf(other.segment), 'en'));
  const told: RankedSegment[] = [];
  for (const { segment } of scored) {
    if (told.some((other) => isPartOf(segment, other) || isPartOf(other, segment))) continue;
    told.push({ ...segment, share: (segment.actual - segment.expected) / change });
    if (told.length === mostTold) break;
  }
  if (told.length > 0) return { kind: 'told', segments: told };
  const byChance = beyondNoise * noise(total.expected, total.expected, compared);
  return { kind: Math.abs(change) < byChance ? 'tooFew' : 'even' };
}

/** Everything but the segment. */
export function elsewhere(segment: SegmentChange, total: SegmentChange): { actual: number; expected: number } {
  return { actual: total.actual - segment.actual, expected: total.expected - segment.expected };
}

function scoreOf(segment: SegmentChange, compared: Compared): number {
  const { total } = compared;
  const rest = elsewhere(segment, total);
  // All of the shop: there is nothing to be different from.
  if (Math.abs(rest.expected) < 1e-9 * Math.abs(total.expected) && rest.actual === 0) return 0;
  const asElsewhere = asRest(segment, rest, total);
  const own = segment.actual - asElsewhere;
  if (Math.abs(own) < beyondNoise * noise(asElsewhere, segment.expected, compared)) return 0;
  const power = Math.min(1, own / (total.actual - total.expected));
  if (power < leastPower) return 0;
  const largest = Math.max(Math.abs(segment.actual), Math.abs(segment.expected));
  const severity = largest > 0 ? Math.min(1, Math.abs(segment.actual - segment.expected) / largest) : 0;
  const score = power * (0.5 + 0.5 * severity);
  return Object.keys(segment.by).length > 1 ? score / worthSecondCondition : score;
}

/** What the segment would be, had it changed as everything else did. */
function asRest(segment: SegmentChange, rest: { actual: number; expected: number }, total: SegmentChange): number {
  const ratio = rest.expected > 0 ? Math.max(0, rest.actual / rest.expected) : null;
  const restBase = (total.base?.actual ?? 0) - (segment.base?.actual ?? 0);
  const isNew = ratio === null || ratio > mostTimes;
  if (segment.base && restBase > 0 && isNew) {
    // Of what there was next to nothing before, such as missing prices, each gets its part by its size.
    return segment.expected + segment.base.actual * ((rest.actual - rest.expected) / restBase);
  }
  return segment.expected * (ratio ?? 1);
}

/** By how much a number may differ from what is expected by chance alone. */
function noise(around: number, expected: number, { metric, perSample, scale }: Compared): number {
  return Math.sqrt(metric.dispersion * perSample * (Math.abs(around) + scale * Math.abs(expected) + perSample));
}

function isPartOf({ by }: SegmentChange, of: SegmentChange): boolean {
  return Object.entries(of.by).every(([dimension, value]) =>
    Object.entries(by).some(([d, v]) => d === dimension && v === value),
  );
}

const nameOf = ({ by }: SegmentChange) => Object.entries(by).flat().join(' ');
