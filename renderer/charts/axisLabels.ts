import { roundTimes } from './roundTimes.ts';

const labelPx = 76;

/**
 * Which points of a time axis that is `widthPx` wide get a label: on round times, with room for each, and none so near
 * the end that it would be cut off. `align`: whether a label stands under its point or begins there.
 */
export function axisLabels(
  starts: readonly number[],
  widthPx: number,
  align: 'center' | 'left' = 'center',
): ReadonlySet<number> {
  const most = Math.max(2, Math.floor(widthPx / labelPx));
  const reachPx = align === 'left' ? labelPx : labelPx / 2;
  const end = starts.length * (1 - reachPx / Math.max(widthPx, labelPx));
  return new Set(roundTimes(starts, most).filter((index) => index <= end));
}
