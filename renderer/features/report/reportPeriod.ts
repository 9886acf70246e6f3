/** ms UTC, half open; whole days as the reader's clock counts them. */
export interface Span {
  from: number;
  to: number;
}

export const periods = {
  today: 'Today',
  yesterday: 'Yesterday',
  thisWeek: 'This week',
  lastWeek: 'Last week',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
} as const;
export type Period = keyof typeof periods;

const usualPeriod: Period = '7d';

/** The period that a query string names; an unknown one is the usual one. */
export function readPeriod(search: string): Period {
  const named = new URLSearchParams(search).get('period');
  return named !== null && Object.hasOwn(periods, named) ? (named as Period) : usualPeriod;
}

export const writePeriod = (period: Period): string => (period === usualPeriod ? '' : `?period=${period}`);

/** The days that a period means at `now`; one that is not over reaches to the end of today. Weeks begin on Monday. */
export function spanOf(period: Period, now: number): Span {
  const weekday = (new Date(now).getDay() + 6) % 7;
  const days = (from: number, to: number) => ({ from: midnight(now, from), to: midnight(now, to) });
  switch (period) {
    case 'today':
      return days(0, 1);
    case 'yesterday':
      return days(-1, 0);
    case 'thisWeek':
      return days(-weekday, 1);
    case 'lastWeek':
      return days(-weekday - 7, -weekday);
    case '7d':
      return days(-6, 1);
    case '30d':
      return days(-29, 1);
    case '90d':
      return days(-89, 1);
  }
}

/** The beginning of the local day `days` after that of `now`: counted by the calendar, because not every day has 24 h. */
function midnight(now: number, days: number): number {
  const at = new Date(now);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime();
}

/** `Fri 20 Nov` or `14 Nov – 20 Nov`: the first and the last day. */
export function daysWords({ from, to }: Span): string {
  const first = new Date(from);
  const last = new Date(to - 1);
  if (first.toDateString() === last.toDateString()) return dayWords(first, { weekday: 'short' });
  return `${dayWords(first)} – ${dayWords(last)}`;
}

const dayWords = (day: Date, more: Intl.DateTimeFormatOptions = {}): string =>
  day.toLocaleDateString(undefined, { day: 'numeric', month: 'short', ...more });
