import { describe, expect, it } from 'vitest';
import { latencyOf, withLatency } from '../../../core/monitor/latencies.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('latencies of a source', () => {
  it.each([
    [[], null],
    [[7], { polls: 1, p50Ms: 7, p95Ms: 7 }],
    [[30, 10, 20], { polls: 3, p50Ms: 20, p95Ms: 30 }],
    [many(100), { polls: 100, p50Ms: 50, p95Ms: 95 }],
  ])('%j', (latencies, expected) => {
    expect(latencyOf(latencies)).toEqual(expected);
  });

  it('are those of the last hundred polls', () => {
    const all = many(130).reduce<number[]>((kept, ms) => withLatency(kept, ms), []);
    expect(all).toEqual(many(130).slice(30));
  });
});
