import type { DeliverySettings } from '../../shared/delivery/deliverySettings.ts';
import { Weekday } from '../../shared/delivery/timePeriod.ts';
import { instantsOf, wallTime, zoneInUse } from '../../shared/localTime.ts';

/** A summary whose time has come. Times: ms UTC. */
export interface SummaryDue {
  period: 'day' | 'week';
  receiver: string;
  /** The local day on which it is sent, e.g. `2026-11-20`; one summary of a kind for each. */
  day: string;
  /** Whole local days. */
  from: number;
  to: number;
}

const dayMs = 24 * 3_600_000;
/** A machine that slept sends it on waking; later than this nobody wants it any more. */
const latestMs = { day: dayMs / 2, week: 3 * dayMs };

/** What was to be sent at a time up to `now` and not too long ago; whether it was sent already is asked elsewhere. */
export function summariesDue(settings: DeliverySettings['summaries'], machineZone: string, now: number): SummaryDue[] {
  const { daily, weekly } = settings;
  return [
    ...(daily.enabled && daily.receiver !== '' ? dueOf('day', daily, machineZone, now, null) : []),
    ...(weekly.enabled && weekly.receiver !== '' ? dueOf('week', weekly, machineZone, now, weekly.on) : []),
  ];
}

function dueOf(
  period: SummaryDue['period'],
  { receiver, at, timeZone }: DeliverySettings['summaries']['daily'],
  machineZone: string,
  now: number,
  on: Weekday | null,
): SummaryDue[] {
  const zone = zoneInUse(timeZone, machineZone);
  const today = Math.floor(wallTime(now, zone) / dayMs) * dayMs;
  const daysBack = [0, 1, 2, 3].map((days) => today - days * dayMs);
  for (const midnight of daysBack) {
    if (on !== null && weekdayOf(midnight) !== on) continue;
    const due = instantsOf(midnight + msOf(at), zone).first;
    if (due > now) continue;
    if (now - due > latestMs[period]) return [];
    const length = period === 'day' ? 1 : 7;
    const from = instantsOf(midnight - length * dayMs, zone).first;
    const to = instantsOf(midnight, zone).first;
    return [{ period, receiver, day: new Date(midnight).toISOString().slice(0, 10), from, to }];
  }
  return [];
}

function weekdayOf(midnight: number): Weekday {
  // 1 January 1970 was a Thursday.
  const index = (((Math.floor(midnight / dayMs) + 3) % 7) + 7) % 7;
  return Weekday.options[index] ?? 'mon';
}

function msOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}
