import { nextStart, quietUntil } from '../../../shared/delivery/quietPeriods.ts';
import { TimePeriod } from '../../../shared/delivery/timePeriod.ts';

/** `at` (ms UTC): when that changes; null: never. */
export interface TimesNow {
  on: boolean;
  at: number | null;
}

const weekMs = 7 * 24 * 3_600_000;

/** Whether times are on at `now`; null while a period of them is not right yet, or there is none. */
export function timesNow(periods: readonly TimePeriod[], machineZone: string, now: number): TimesNow | null {
  if (periods.length === 0 || periods.some((period) => !TimePeriod.safeParse(period).success)) return null;
  const until = quietUntil(periods, machineZone, now);
  if (until === null) return { on: false, at: nextStart(periods, machineZone, now) };
  return { on: true, at: until - now >= weekMs ? null : until };
}
