/**
 * Rounds away the last digits of binary arithmetic, so that a value that is a limit on paper (exactly 25 %) does not
 * land beyond it in floating point.
 */
export function settle(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value;
}
