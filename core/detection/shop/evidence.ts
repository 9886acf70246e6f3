import { alertScore } from '../learning/learner.ts';
import { chanceSigma, type Expected, findingOf, type LearnedFinding, reachOf } from './learnedFinding.ts';
import type { LearnedSample } from './learnedSample.ts';
import type { RecentWindow } from './shopMemory.ts';
import { generalSeries, type ShopSeries } from './shopSeries.ts';

/** How sure it is that a series lies apart from what was expected, 0..1 on the scale of a learner's score. */
export interface Evidence {
  /** Over the last windows, up to an hour. */
  toOpen: number;
  /** Over the last few, so that what is over is soon known to be over. */
  toHold: number;
  /** Whether the window itself is off, for a learner whose surprise lasts on. */
  isOff: boolean;
  isClearlyOff: boolean;
}

/** Spans, in windows, over which a series is looked at: what is too little to see in one window may be plain in an hour. */
const spans = [1, 3, 6, 12];
const longestSpan = 12;
const longestToHold = 3;
/** Windows of which a step is told, and those before them that it is told against. */
const stepSpans = [1, 3];
const beforeStep = 12;
/** So many σ are just enough at normal sensitivity. */
const enough = 3.1;
const enoughStep = 3.6;
/** More than usual is what every campaign and every large basket makes. */
const enoughGain = 5;
const enoughStepUp = 6;
/** Traffic of itself changes by about so much within an hour, beside what chance does. */
const wanders = 0.08;
/** Of the window itself: what was, and is over, opens nothing. */
const leastNow = 0.8;
const leastChange = 0.15;
const somewhat = 1.5;
const clearly = 2;
const clearlyGain = 3;
/** The band holds what is likelier than about 1 in 700. */
const bandSigmas = 3;
/** A spike counts no more than this, or an hour would be judged by it alone. */
const mostSigmas = 8;

const nothing: Evidence = { toOpen: 0, toHold: 0, isOff: false, isClearlyOff: false };

/**
 * A second opinion beside the learner's, which counts how rare a sample is in its own past and so cannot be surer than
 * that past is long. The shop is known better: it is known what chance does to counts and rates.
 *
 * Twice it is asked how far a series is from what was expected: against what it is usually off by, as it was learned,
 * and, of counts, against the hour before. A Monday that is stronger than was expected all day long is no news at two
 * o'clock; that a third of it is missing since five minutes ago is.
 */
export function createEvidence(recent: Readonly<Record<string, readonly RecentWindow[]>>) {
  const windows = new Map(Object.entries(recent).map(([key, values]) => [key, [...values]]));
  return {
    /** Of a window's sample; each window once. */
    of(sample: LearnedSample, all: Expected): Evidence {
      const { series, value } = sample;
      const own = windows.get(series.key) ?? [];
      windows.set(series.key, own);
      const finding = findingOf(sample);
      const distance = finding === null ? 0 : distanceOf(finding, all);
      const expected = all.get(series.key);
      if (value === null || expected === undefined) own.length = 0;
      else own.push({ distance: rounded(distance), value: rounded(value), expected: rounded(expected) });
      if (own.length > longestSpan + beforeStep) own.shift();
      if (finding === null) return nothing;
      const step = stepOf(finding, own, all);
      const isNow = Math.abs(distance) >= leastNow;
      const isApart = Math.abs(finding.value - finding.expected) >= leastChange * Math.max(1, finding.expected);
      const side = Math.sign(distance);
      const isGain = side > 0 && series.key !== generalSeries.abandonment.key;
      const over = (longest: number) =>
        Math.max(
          ...spans.filter((span) => span <= longest).map((span) => side * sumOf(own, span) * scaleOf(series, span)),
        );
      const byStep = isApart ? scoreOf(side * step, side > 0 ? enoughStepUp : enoughStep) : 0;
      const byDistance = (longest: number) => (isNow ? scoreOf(over(longest), isGain ? enoughGain : enough) : 0);
      return {
        toOpen: Math.max(byDistance(longestSpan), byStep),
        toHold: Math.max(byDistance(longestToHold), byStep),
        isOff: Math.abs(distance) >= somewhat,
        isClearlyOff: Math.abs(distance) >= (isGain ? clearlyGain : clearly),
      };
    },
    /** What was told and is over does not count again. */
    settle(key: string): void {
      windows.set(
        key,
        (windows.get(key) ?? []).map((window) => ({ ...window, distance: 0 })),
      );
    },
    recent: (): Record<string, RecentWindow[]> => Object.fromEntries(windows),
  };
}

/** In σ, above 0 for more than expected. */
function distanceOf(finding: LearnedFinding, all: Expected): number {
  const sigma = Math.max(reachOf(finding) / bandSigmas, chanceSigma(finding, all), Number.MIN_VALUE);
  return Math.max(-mostSigmas, Math.min(mostSigmas, (finding.value - finding.expected) / sigma));
}

/**
 * How far counts are from where the hour before would have them, whose distance from what was expected goes on. Where the
 * rhythm itself rises or falls, it may do so a little earlier or steeper than was learned.
 */
function stepOf(finding: LearnedFinding, own: readonly RecentWindow[], all: Expected): number {
  const { series } = finding;
  if (series.denominator) return 0;
  const unsure = reachOf(finding) / bandSigmas / Math.max(1, finding.expected);
  let furthest = 0;
  for (const span of stepSpans) {
    const before = own.slice(-span - beforeStep, -span);
    const now = own.slice(-span);
    if (before.length < beforeStep / 2) continue;
    const usual = total(before, 'expected');
    const level = usual > 0 ? total(before, 'value') / usual : 1;
    const expected = total(now, 'expected') * level;
    const chance = chanceSigma({ series, expected: expected / span }, all) * Math.sqrt(span);
    const slope =
      usual > 0 ? Math.abs(Math.log(((total(now, 'expected') / span) * before.length + 1) / (usual + 1))) : 0;
    const rhythm = Math.max(unsure, wanders) * slope * expected;
    const step = (total(now, 'value') - expected) / Math.hypot(chance, wanders * expected, rhythm, 1);
    if (Math.abs(step) > Math.abs(furthest)) furthest = step;
  }
  return furthest;
}

/** They are stored with every window. Rounded here and not there, so that a restart changes nothing. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

function total(windows: readonly RecentWindow[], of: 'value' | 'expected'): number {
  return windows.reduce((sum, window) => sum + window[of], 0);
}

function sumOf(windows: readonly RecentWindow[], span: number): number {
  return windows.slice(-span).reduce((sum, { distance }) => sum + distance, 0);
}

/** Draws of windows are independent, √n; traffic that is high stays high for a while, which makes an hour say less. */
function scaleOf({ denominator, key }: ShopSeries, span: number): number {
  const power = denominator ? 0.5 : key === generalSeries.revenue.key ? 0.65 : 0.82;
  return span ** -power;
}

function scoreOf(sigmas: number, justEnough: number): number {
  const half = justEnough * (1 / alertScore.normal - 1);
  return sigmas <= 0 ? 0 : sigmas / (sigmas + half);
}
