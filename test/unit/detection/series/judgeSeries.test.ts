import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../../core/detection/learning/learner.ts';
import { judgeSeries } from '../../../../core/detection/series/judgeSeries.ts';

const verdict = (surprise: number, more: Partial<Verdict> = {}): Verdict => ({
  ...{ score: surprise, surprise, direction: null, expected: 100, lower: 90, upper: 110 },
  ...{ reasons: [], learning: null, newNormal: null },
  ...more,
});
const judge = (value: number | null, surprise: number, more: Partial<Parameters<typeof judgeSeries>[0]> = {}) =>
  judgeSeries({ value, verdict: verdict(surprise), bar: 0.6, worth: 'both', open: null, ...more });

describe('a sample of a learned series', () => {
  it.each([
    [125, 0.62, 'high', 'low'],
    [145, 0.7, 'high', 'medium'],
    [400, 0.85, 'high', 'high'],
    [20, 0.85, 'low', 'high'],
    [115, 0.85, 'high', 'low'],
  ])('of %d with surprise %d is %s, and %s', (value, surprise, direction, severity) => {
    expect(judge(value, surprise)).toMatchObject({ direction, severity, value, expected: 100 });
  });

  it('is told from the bar on, and what is told stays told a little below it', () => {
    expect(judge(130, 0.59)).toBeNull();
    expect(judge(130, 0.52, { open: 'high' })).not.toBeNull();
    expect(judge(130, 0.5, { open: 'high' })).toBeNull();
    expect(judge(70, 0.52, { open: 'high' })).toBeNull();
  });

  it('stays told while the score pauses after its peak', () => {
    const paused = verdict(0.8, { score: 0 });
    expect(judge(200, 0, { verdict: paused, open: 'high' })).not.toBeNull();
    expect(judge(200, 0, { verdict: paused })).toBeNull();
  });

  it('is over when it is well within its band, however surprising it was a while ago', () => {
    expect(judge(103, 0.9, { open: 'high' })).toBeNull();
  });

  it('is not told the way that nobody cares about, while it is learned, nor without a value', () => {
    expect(judge(200, 0.9, { worth: 'low' })).toBeNull();
    expect(judge(20, 0.9, { worth: 'low' })).not.toBeNull();
    expect(judge(200, 0.9, { verdict: verdict(0.9, { learning: { knownMs: 1, neededMs: 2 } }) })).toBeNull();
    expect(judge(null, 0.9)).toBeNull();
    expect(judge(200, 0.9, { verdict: verdict(0.9, { expected: null }) })).toBeNull();
  });
});
