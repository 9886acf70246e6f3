import { settle } from './settle.ts';

/** How far `value` is from `expected` in percent (−100 for nothing left); null when nothing was expected. */
export function changePercent(value: number, expected: number): number | null {
  return expected > 0 ? settle(((value - expected) / expected) * 100) : null;
}
