import type { Unit } from '../../shared/alert.ts';
import { isHuge, powerOfTen } from '../../shared/formatValue.ts';

/** Values as a reader sees them on screen, in their own locale; sentences that leave the host use `formatValue.ts`. */
export interface ValueFormat {
  /** A measured value with its unit (`$1,850`, `92 %`, `1,204`, `4 s`); a dash for none. */
  value(value: number | null, unit: Unit): string;
  /**
   * How far a value is from the expected one: `−87 %`, or `+47 pts` where the values are percentages themselves.
   * Null when there is nothing to compare, or no sensible ratio (expected zero).
   */
  change(value: number | null, expected: number | null, unit: Unit): string | null;
  /** A whole number: `1,204`. */
  count(value: number): string;
}

const tinyBelow = 1e-6;

/** Formats for a locale (`undefined`: the platform's) and an ISO 4217 currency; the costly Intl objects are made once. */
export function createValueFormat(options: { locale?: string | undefined; currency: string }): ValueFormat {
  const made = new Map<string, Intl.NumberFormat>();
  const format = (name: string, settings: Intl.NumberFormatOptions, value: number) => {
    const huge = isHuge(value);
    const key = huge ? `huge ${name}` : name;
    let formatter = made.get(key);
    if (!formatter) {
      formatter = new Intl.NumberFormat(options.locale, huge ? { ...settings, ...powerOfTen } : settings);
      made.set(key, formatter);
    }
    // A hyphen is too short to be seen as a minus in a column of figures.
    return formatter.format(value).replace('-', '−');
  };
  const number = (value: number) => {
    const size = Math.abs(value);
    if (size >= 1e6) return format('compact', { notation: 'compact', maximumFractionDigits: 2 }, value);
    if (size >= 100 || Number.isInteger(value)) return format('whole', { maximumFractionDigits: 0 }, value);
    const settings: Intl.NumberFormatOptions = { maximumSignificantDigits: 3 };
    return size < tinyBelow
      ? format('tiny', { ...settings, ...powerOfTen }, value)
      : format('precise', settings, value);
  };
  const money = (value: number) => {
    const size = Math.abs(value);
    const base = { style: 'currency', currency: options.currency } as const;
    if (size >= 1e6) return format('moneyCompact', { ...base, notation: 'compact', maximumFractionDigits: 2 }, value);
    if (size >= 100 || Number.isInteger(value)) {
      return format('moneyWhole', { ...base, minimumFractionDigits: 0, maximumFractionDigits: 0 }, value);
    }
    return format('money', base, value);
  };

  return {
    value(value, unit) {
      if (value === null || !Number.isFinite(value)) return '–';
      switch (unit) {
        case 'currency':
          return money(value);
        case 'percent':
          return `${format('percent', { maximumFractionDigits: 1 }, tenthsBelowTen(value))} %`;
        case 'seconds':
          return `${number(value)} s`;
        case 'ratio':
          return `${number(value)}×`;
        default:
          return number(value);
      }
    },
    change(value, expected, unit) {
      if (value === null || expected === null || !Number.isFinite(value) || !Number.isFinite(expected)) return null;
      if (unit === 'percent') {
        return `${format('points', { maximumFractionDigits: 1, signDisplay: 'exceptZero' }, tenthsBelowTen(value - expected))} pts`;
      }
      if (expected === 0) return null;
      const percent = ((value - expected) / Math.abs(expected)) * 100;
      if (!Number.isFinite(percent)) return null;
      if (Math.abs(percent) >= 1000) return `${number(Math.round(Math.abs(value / expected)))}×`;
      return `${format('change', { maximumFractionDigits: 0, signDisplay: 'exceptZero' }, percent)} %`;
    },
    count: (value) => format('whole', { maximumFractionDigits: 0 }, value),
  };
}

/** One decimal below ten, where it matters for limits of 1, 2 and 3 %; none above. */
const tenthsBelowTen = (value: number) => (Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value));
