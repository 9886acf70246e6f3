import type { AlertDetail } from '../../../shared/alert.ts';

/** Which band an alert goes by; null where it goes by none, or that is not known. */
export function judgedBy({
  type,
  series,
  windowStart,
}: Pick<AlertDetail, 'type' | 'series' | 'windowStart'>): string | null {
  if (type === 'learned_low' || type === 'learned_high') return 'Judged by the learned band.';
  if (series === null) return null;
  if (series.band === 'windows') return 'Judged by the band of the windows before it.';
  const at = Date.parse(windowStart);
  const tested = series.points.find((point) => {
    const start = Date.parse(point.windowStart);
    return start <= at && at < start + series.windowMs;
  });
  // Until a day is known, rules go by the windows before.
  return tested?.mean === null
    ? 'Judged by the windows before it: too little was learned by then.'
    : 'Judged by the learned band.';
}
