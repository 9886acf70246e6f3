import { formatDuration } from '../../../shared/formatDuration.ts';
import type { Forecast } from '../../../shared/learning/learnedSeries.ts';

const hourMs = 3_600_000;

/** What a forecast says, for who does not see it; `value` writes a number with its unit. */
export function forecastWords(
  { title, past, ahead, limit, reachesLimitAt }: Omit<Forecast, 'note' | 'series' | 'unit' | 'stepMs'>,
  value: (number: number) => string,
  now: number,
): string {
  const band = (of: { lower: number | null; upper: number | null } | undefined) =>
    of === undefined || of.lower === null || of.upper === null ? null : `${value(of.lower)} to ${value(of.upper)}`;
  const newest = past.findLast((point) => point.value !== null);
  const usual = band(newest);
  const last = ahead.at(-1);
  const coming = band(last);
  const hours = last ? Math.round((Date.parse(last.at) - now) / hourMs) : 0;
  const parts = [
    newest && newest.value !== null
      ? `${title} is ${value(newest.value)}${usual === null ? '' : `, usual is ${usual}`}`
      : `No value of ${title} in the last 24 h`,
    coming === null || hours < 1 ? null : `in ${hours} h ${coming} is expected`,
    limitWords(limit, reachesLimitAt, value, now),
  ];
  return `${parts.filter((part) => part !== null).join('; ')}.`;
}

function limitWords(
  limit: number | null,
  reachesLimitAt: string | null,
  value: (number: number) => string,
  now: number,
): string | null {
  if (limit === null) return null;
  if (reachesLimitAt === null) return `its limit of ${value(limit)} is not reached`;
  const away = Date.parse(reachesLimitAt) - now;
  return away <= 0
    ? `it has reached its limit of ${value(limit)}`
    : `it reaches its limit of ${value(limit)} in about ${formatDuration(away)}`;
}
