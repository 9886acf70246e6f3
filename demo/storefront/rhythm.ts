import type { Shop } from './shop.ts';

const hourMs = 3_600_000;

/**
 * How busy the shop is at a moment (ms UTC), 1 being its busiest hour of an average day. Full hours take their value from
 * the hour and day in the shop's time zone; between them it is linear, so that neither midnight nor a change of daylight
 * saving time makes a step that would look like an incident.
 */
export function createRhythm(shop: Shop): (at: number) => number {
  const local = new Intl.DateTimeFormat('en-US', {
    timeZone: shop.timeZone,
    weekday: 'short',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const known = new Map<number, number>();

  const atFullHour = (at: number): number => {
    const remembered = known.get(at);
    if (remembered !== undefined) return remembered;
    const parts = local.formatToParts(at);
    const hour = Number(parts.find((part) => part.type === 'hour')?.value);
    const day = weekdays.indexOf(parts.find((part) => part.type === 'weekday')?.value ?? '');
    const factor = (shop.hourly[hour] ?? 1) * (shop.daily[day] ?? 1);
    if (known.size > 1000) known.clear();
    known.set(at, factor);
    return factor;
  };

  return (at) => {
    const before = Math.floor(at / hourMs) * hourMs;
    const share = (at - before) / hourMs;
    return atFullHour(before) * (1 - share) + atFullHour(before + hourMs) * share;
  };
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
