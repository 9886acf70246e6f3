import { wallTime } from '../../../shared/localTime.ts';
import { formatInstant } from '../../components/formatInstant.ts';

const dayMs = 24 * 3_600_000;

/** A moment in the days to come, by the clock in the zone: `14:00` today, else `tomorrow 14:00`, `Monday 14:00`, `4 Dec, 14:00`. */
export function momentWords(at: number, now: number, timeZone: string, locale?: string): string {
  const options = locale === undefined ? { timeZone } : { timeZone, locale };
  const dayOf = (ms: number) => Math.floor(wallTime(ms, timeZone) / dayMs);
  const ahead = dayOf(at) - dayOf(now);
  const clock = formatInstant(at, 'clock', options);
  if (ahead === 0) return clock;
  if (ahead === 1) return `tomorrow ${clock}`;
  if (ahead < 1 || ahead > 6) return formatInstant(at, 'short', options);
  return `${new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone }).format(at)} ${clock}`;
}

/** The reader's own zone. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
