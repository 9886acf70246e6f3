import { generalSeries, type ShopSeries } from './shopSeries.ts';

/** How far a series is from what was expected, as the logarithm of the ratio. */
export interface Shift {
  series: ShopSeries;
  size: number;
}

const { events, sessions, carts, abandonment, conversion, orderValue, revenue } = generalSeries;

/** What moves with what: 1 the same way, −1 the other way. Revenue is an effect and never a cause. */
const effects: Readonly<Record<string, Readonly<Record<string, 1 | -1>>>> = {
  [events.key]: { [sessions.key]: 1, [carts.key]: 1, [conversion.key]: -1, [revenue.key]: 1, category: 1 },
  [sessions.key]: { [carts.key]: 1, [conversion.key]: -1, [revenue.key]: 1, category: 1 },
  [carts.key]: { [abandonment.key]: 1, [conversion.key]: 1, [revenue.key]: 1, category: 1 },
  [abandonment.key]: { [conversion.key]: -1, [revenue.key]: -1, category: -1 },
  [conversion.key]: { [revenue.key]: 1, category: 1 },
  [orderValue.key]: { [revenue.key]: 1 },
};
/** A cause accounts for at least this part of its effect. */
const enough = 0.5;

/** Of a cause's and an effect's distance from what was expected: whether the one explains the other. */
export function explains(cause: Shift, effect: Shift): boolean {
  const kind = effect.series.key in generalKeys ? effect.series.key : 'category';
  const way = effects[cause.series.key]?.[kind];
  if (way === undefined) return false;
  return (
    Math.sign(cause.size) * way === Math.sign(effect.size) && Math.abs(cause.size) >= enough * Math.abs(effect.size)
  );
}

const generalKeys: Readonly<Record<string, true>> = Object.fromEntries(
  Object.values(generalSeries).map(({ key }) => [key, true as const]),
);

/** Rates of what is lost count by what is left: 90 % abandoned instead of 60 % is a quarter of the purchases. */
export function shiftOf(series: ShopSeries, value: number, expected: number): Shift {
  if (series.key === abandonment.key) return { series, size: -Math.log(ratio(100 - value, 100 - expected, 1)) };
  return { series, size: Math.log(ratio(value, expected, series.metric.unit === 'percent' ? 0.1 : 1)) };
}

/** `least` keeps what is almost nothing from looking like infinitely less. */
function ratio(value: number, expected: number, least: number): number {
  return (Math.max(0, value) + least) / (Math.max(0, expected) + least);
}
