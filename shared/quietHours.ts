import { instantsOf, wallTime } from './localTime.ts';
import type { PopUpSettings } from './settings.ts';

const dayMs = 24 * 3_600_000;

/**
 * When the quiet hours that are on at `now` end, ms UTC; null when none are. By the clocks on the wall of the zone: an hour
 * that is set back over is quiet both times, and one that is left out ends with the leap. Equal times are no quiet hours.
 */
export function quietHoursEnd(
  { enabled, from, to }: Pick<PopUpSettings['quietHours'], 'enabled' | 'from' | 'to'>,
  zone: string,
  now: number,
): number | null {
  if (!enabled || from === to) return null;
  const today = Math.floor(wallTime(now, zone) / dayMs) * dayMs;
  const nights = [-1, 0, 1].map((days) => {
    const midnight = today + days * dayMs;
    const endsOn = to < from ? midnight + dayMs : midnight;
    return {
      start: instantsOf(midnight + msOf(from), zone).first,
      end: instantsOf(endsOn + msOf(to), zone).last,
    };
  });
  let end: number | null = null;
  // Clocks that are set back can make one night reach into the next.
  for (const night of nights) {
    const at: number = end ?? now;
    if (night.start <= at && night.end > at) end = night.end;
  }
  return end;
}

function msOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}
