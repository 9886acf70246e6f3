import type { RuleTrial } from '../../../../shared/signals/ruleTrial.ts';
import { labelsText } from './trialWords.ts';

/** More cannot be told apart. */
const mostLines = 6;

export interface TrialLine {
  label: string;
  /** ms UTC and value; null: nothing came for a while, and the line is broken there. */
  points: [at: number, value: number | null][];
  /** Where it would have fired. */
  fired: [at: number, value: number][];
}

/** The series of a trial as lines of its chart; those that would have fired most come first, as they were told. */
export function trialLines({ series, limit }: Pick<RuleTrial, 'series' | 'limit'>): TrialLine[] {
  return series.slice(0, mostLines).map(({ labels, points, firedAt }) => {
    const known = points.map(({ at, value }): [number, number] => [Date.parse(at), value]);
    const fired = firedAt.map((at): [number, number] => {
      const moment = Date.parse(at);
      return [moment, known.findLast(([before]) => before <= moment)?.[1] ?? known[0]?.[1] ?? limit ?? 0];
    });
    return { label: labelsText(labels), points: withBreaks(known), fired };
  });
}

/** A break wherever there is room for more than two points that are missing. */
function withBreaks(points: readonly [number, number][]): TrialLine['points'] {
  const steps = points.slice(1).map(([at], index) => at - (points[index]?.[0] ?? at));
  const usual = steps.toSorted((one, other) => one - other)[Math.floor(steps.length / 2)] ?? 0;
  return points.flatMap(([at, value], index): TrialLine['points'] => {
    const before = points[index - 1]?.[0];
    return before !== undefined && at - before > 3 * usual
      ? [
          [(before + at) / 2, null],
          [at, value],
        ]
      : [[at, value]];
  });
}
