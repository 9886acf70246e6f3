import { settle } from './settle.ts';

/**
 * How far `value` is from `expected` in percent (−100 for nothing left); null when nothing was expected, or so little
 * that the percentage is beyond any number.
 */
export function changePercent(value: number, expected: number): number | null {
  if (expected <= 0) return null;
  const percent = ((value - expected) / expected) * 100;
  return Number.isFinite(percent) ? settle(percent) : null;
}
