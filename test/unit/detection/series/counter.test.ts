import { describe, expect, it } from 'vitest';
import { addEvidence, isCounter, noEvidence, rateOf } from '../../../../core/detection/series/counter.ts';

const evidenceOf = (values: readonly number[]) => values.reduce(addEvidence, noEvidence);
const rising = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index * 7);

describe('a counter', () => {
  it('is what only rises, and begins anew now and then', () => {
    expect(isCounter(evidenceOf(rising(60)))).toBe(true);
    expect(isCounter(evidenceOf([...rising(50, 1000), ...rising(50)]))).toBe(true);
  });

  it('is not what falls by a little, saws, or stands still', () => {
    expect(isCounter(evidenceOf([50, 51, 49]))).toBe(false);
    expect(isCounter(evidenceOf(Array.from({ length: 100 }, (_, index) => (index % 5) * 10)))).toBe(false);
    expect(isCounter(evidenceOf(Array.from({ length: 100 }, () => 62)))).toBe(false);
  });

  it('is not known of few samples', () => {
    expect(isCounter(evidenceOf(rising(59)))).toBeNull();
    expect(isCounter(noEvidence)).toBeNull();
  });

  it('has a rate a minute between two samples, and none over a restart or a pause', () => {
    const at = (minutes: number, value: number) => ({ at: minutes * 60_000, value });
    expect(rateOf(at(0, 100), at(2, 160))).toBe(30);
    expect(rateOf(at(0, 100), at(1, 5))).toBeNull();
    expect(rateOf(at(0, 100), at(31, 200))).toBeNull();
    expect(rateOf(at(1, 100), at(1, 200))).toBeNull();
  });
});
