import type { Unit } from './alert.ts';

// Sentences are English whatever the machine's locale, so that an alert reads the same in Slack, on screen and in a log.
const locale = 'en-US';
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, options);
    formatters.set(key, found);
  }
  return found;
}

/** "$1,850"; with cents below 100. `currency` is an ISO 4217 code; one that Intl does not know is written beside the amount. */
export function formatCurrency(amount: number, currency: string): string {
  const digits = Math.abs(amount) < 100 && !Number.isInteger(amount) ? 2 : 0;
  try {
    if (isHuge(amount)) {
      return formatter(`huge ${currency}`, { style: 'currency', currency, ...powerOfTen }).format(amount);
    }
    return formatter(`${currency}${digits}`, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(plainZero(amount));
  } catch {
    return `${formatNumber(amount)} ${currency}`;
  }
}

/** "12,345", with one decimal below 10. */
export function formatNumber(value: number): string {
  if (isHuge(value)) return formatter('huge', powerOfTen).format(value);
  const digits = Math.abs(value) < 10 ? 1 : 0;
  return formatter(`n${digits}`, { maximumFractionDigits: digits }).format(plainZero(value));
}

/** "12 purchases", "1 purchase"; `noun` is a regular one, in the singular. */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `percent` is 0..100: "92 %", with one decimal below 10. */
export function formatPercent(percent: number): string {
  return `${formatNumber(percent)} %`;
}

/** A metric's value as people read it; a dash for one that is not known. */
export function formatValue(value: number | null, unit: Unit, currency: string): string {
  if (value === null || !Number.isFinite(value)) return '–';
  switch (unit) {
    case 'currency':
      return formatCurrency(value, currency);
    case 'percent':
      return formatPercent(value);
    case 'seconds':
      return `${formatNumber(value)} s`;
    case 'ratio':
      if (isHuge(value)) return `${formatNumber(value)}×`;
      return `${formatter('ratio', { maximumFractionDigits: 2 }).format(plainZero(value))}×`;
    case 'count':
    case 'none':
      return formatNumber(value);
  }
}

/** Written out, it would have up to three hundred digits: a table or a query of somebody's own may hold any number. */
export const isHuge = (value: number): boolean => Math.abs(value) >= 1e15 && Number.isFinite(value);
/** As "1.23E20": for numbers that are huge or tiny. */
export const powerOfTen = { notation: 'scientific', minimumFractionDigits: 0, maximumFractionDigits: 2 } as const;

/** Intl writes −0 as "-0". */
function plainZero(value: number): number {
  return value === 0 ? 0 : value;
}
