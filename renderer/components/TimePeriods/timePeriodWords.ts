import { type TimePeriod, Weekday } from '../../../shared/delivery/timePeriod.ts';

export const weekdayNames: Record<Weekday, string> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

/** `Mon to Fri, 22:00 to 07:00 on the next day`, without the zone. */
export function timePeriodWords({ days, from, to }: TimePeriod): string {
  return `${daysWords(days)}, ${spanWords(from, to)}`;
}

/** `every day`, `Mon to Fri`, `Mon, Wed and Sun`. */
export function daysWords(days: readonly Weekday[]): string {
  const places = Weekday.options.flatMap((day, index) => (days.includes(day) ? [index] : []));
  if (places.length === 0 || places.length === Weekday.options.length) return 'every day';
  const names = places.map((place) => weekdayNames[Weekday.options[place] ?? 'mon']);
  const [first = 0] = places;
  const inARow = places.every((place, index) => place === first + index);
  if (inARow && places.length > 2) return `${names[0]} to ${names.at(-1)}`;
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function spanWords(from: string, to: string): string {
  if (from === to) return `from ${from} for 24 h`;
  return `${from} to ${to}${to < from ? ' on the next day' : ''}`;
}
