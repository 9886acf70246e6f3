import { nextStart, quietUntil } from '../../../shared/delivery/quietPeriods.ts';
import type { Route } from '../../../shared/delivery/route.ts';
import type { TimePeriod } from '../../../shared/delivery/timePeriod.ts';
import { zoneInUse } from '../../../shared/localTime.ts';
import type { Settings } from '../../../shared/settings.ts';
import { timePeriodWords } from '../../components/TimePeriods/timePeriodWords.ts';

/** One reason for which somebody is not told at some hours. */
export interface QuietTime {
  id: string;
  /** Receiver, route or `Pop-ups`. */
  who: string;
  /** Now; `at`: ms UTC, when that changes; null: never. */
  on: boolean;
  at: number | null;
  /** When, in words. */
  when: string[];
  /** Where it is set. */
  path: string;
}

const weekMs = 7 * 24 * 3_600_000;
const waits = 'critical waits too';
const breaksThrough = 'critical breaks through';

/** All the times of quiet that settings hold, first those that are on now. */
export function quietTimes(
  { delivery, popUps }: Pick<Settings, 'delivery' | 'popUps'>,
  machineZone: string,
  now: number,
): QuietTime[] {
  const clock = { machineZone, now };
  const receivers = Object.entries(delivery.options).flatMap(([name, { quietHours }]) =>
    quietHours.length === 0 ? [] : [ofPeriods(`receiver ${name}`, name, '/delivery', quietHours, clock)],
  );
  const named = new Map(delivery.times.map(({ name, periods }) => [name, periods]));
  const routes = delivery.routes === null ? [] : ofRoute(delivery.routes, [], named, clock);
  const { enabled, from, to, timeZone, criticalBreaksThrough } = popUps.quietHours;
  const own = { days: [], from, to, timeZone, criticalBreaksThrough };
  const quiet = popUps.enabled && enabled && from !== to;
  const face = quiet ? [ofPeriods('pop-ups', 'Pop-ups', '/setup#pop-ups', [own], clock)] : [];
  const never = Number.POSITIVE_INFINITY;
  return [...receivers, ...face, ...routes].sort(
    (one, other) => Number(other.on) - Number(one.on) || (one.at ?? never) - (other.at ?? never),
  );
}

interface Clock {
  machineZone: string;
  now: number;
}

type QuietPeriod = TimePeriod & { criticalBreaksThrough: boolean };

function ofPeriods(id: string, who: string, path: string, periods: readonly QuietPeriod[], clock: Clock): QuietTime {
  const when = periods.map(
    (period) => `${periodWords(period, clock)}; ${period.criticalBreaksThrough ? breaksThrough : waits}`,
  );
  return { id, who, path, when, ...stateOf(periods, clock) };
}

function ofRoute(
  route: Route,
  above: readonly string[],
  named: ReadonlyMap<string, readonly TimePeriod[]>,
  clock: Clock,
): QuietTime[] {
  const path = [...above, route.name];
  const periodsOf = (names: readonly string[]) => names.flatMap((name) => named.get(name) ?? []);
  const words = (names: readonly string[]) =>
    names.map(
      (name) =>
        `“${name}” (${periodsOf([name])
          .map((period) => periodWords(period, clock))
          .join('; ')})`,
    );
  const about = { who: `Route ${path.join(' → ')}`, path: '/delivery?tab=routes' };
  const id = path.join('\n');
  const mute: QuietTime[] = [];
  if (route.muteTimes.length > 0) {
    const when = [`mute in ${words(route.muteTimes).join(', ')}; ${waits}`];
    mute.push({ ...about, id: `mute ${id}`, when, ...stateOf(periodsOf(route.muteTimes), clock) });
  }
  if (route.activeTimes.length > 0) {
    const when = [`told only in ${words(route.activeTimes).join(', ')}; ${waits}`];
    const told = stateOf(periodsOf(route.activeTimes), clock);
    mute.push({ ...about, id: `rest ${id}`, when, on: !told.on, at: told.at });
  }
  return [...mute, ...route.routes.flatMap((child) => ofRoute(child, path, named, clock))];
}

function stateOf(periods: readonly TimePeriod[], { machineZone, now }: Clock): { on: boolean; at: number | null } {
  const until = quietUntil(periods, machineZone, now);
  if (until === null) return { on: false, at: nextStart(periods, machineZone, now) };
  // Periods come again every week: what goes on for longer never ends.
  return { on: true, at: until - now > weekMs ? null : until };
}

function periodWords(period: TimePeriod, { machineZone }: Clock): string {
  return `${timePeriodWords(period)}, ${zoneInUse(period.timeZone, machineZone)}`;
}
