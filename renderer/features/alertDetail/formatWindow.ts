import { formatInstant } from '../../components/formatInstant.ts';

/**
 * A window (ms UTC) as `14:35–14:40`, with its day where that is not today, and the exact start on hover; only its start
 * where its length is not known.
 */
export function formatWindow(start: number, windowMs: number | null, now: number): { value: string; hint: string } {
  const isToday = new Date(start).toDateString() === new Date(now).toDateString();
  const from = formatInstant(start, isToday ? 'clock' : 'short');
  return {
    value: windowMs ? `${from}–${formatInstant(start + windowMs, 'clock')}` : from,
    hint: `From ${formatInstant(start, 'exact')}`,
  };
}
