import { nextStart, quietUntil } from '../../../shared/delivery/quietPeriods.ts';
import type { ReceiverOptions } from '../../../shared/delivery/receiverSettings.ts';
import { timeOfDay, zoneInUse } from '../../../shared/localTime.ts';
import { timePeriodWords } from '../../components/TimePeriods/timePeriodWords.ts';

type QuietPeriod = ReceiverOptions['quietHours'][number];

interface Clocks {
  now: number;
  /** IANA names: of the zone of the machine the host runs on, and of the reader's own. */
  machine: string;
  here: string;
}

/** Beyond this nothing ends: periods come again every week. */
const weekMs = 7 * 24 * 3_600_000;

/** What the quiet hours of a receiver mean right now, by the reader's clock. */
export function quietHoursWords(periods: readonly QuietPeriod[], { now, machine, here }: Clocks): string {
  if (periods.length === 0) return 'No quiet hours: it is told at any time.';
  const elsewhere = periods.some(({ timeZone }) => zoneInUse(timeZone, machine) !== here);
  const time = (at: number) => `${timeOfDay(at, now, here)}${elsewhere ? ' your time' : ''}`;
  const until = quietUntil(periods, machine, now);
  if (until === null) {
    const next = nextStart(periods, machine, now);
    return `Now told at any time${next === null ? '' : `; quiet from ${time(next)}`}.`;
  }
  const strict = periods.filter(({ criticalBreaksThrough }) => !criticalBreaksThrough);
  const criticalUntil = quietUntil(strict, machine, now);
  const words = until - now > weekMs ? 'Always quiet' : `Quiet until ${time(until)}`;
  if (criticalUntil === null) return `${words}, except for critical alerts.`;
  return criticalUntil < until
    ? `${words}, for critical alerts until ${time(criticalUntil)}.`
    : `${words}, for critical alerts too.`;
}

/** `Periods 1 (…) and 2 (…) overlap.` */
export function overlapWords(periods: readonly QuietPeriod[], [first, second]: [number, number]): string {
  const named = (at: number) => {
    const period = periods[at];
    return period ? `${at + 1} (${timePeriodWords(period)}${zoneWords(period.timeZone)})` : `${at + 1}`;
  };
  const zones = new Set([periods[first]?.timeZone, periods[second]?.timeZone]);
  function zoneWords(timeZone: string) {
    return zones.size < 2 ? '' : `, ${timeZone === '' ? 'where Watchkeeper runs' : timeZone}`;
  }
  return `Periods ${named(first)} and ${named(second)} overlap.`;
}
