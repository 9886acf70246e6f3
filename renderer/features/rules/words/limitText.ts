import type { Unit } from '../../../../shared/alert.ts';

/** A limit as it was typed, not rounded as measured values are: `12.5 %`, `60 s`; `…` while it is no number. */
export function limitText(value: number, unit: Unit, currency: string): string {
  if (!Number.isFinite(value)) return '…';
  const digits = { maximumFractionDigits: 6 };
  const number = value.toLocaleString(undefined, digits).replace('-', '−');
  switch (unit) {
    case 'percent':
      return `${number} %`;
    case 'seconds':
      return `${number} s`;
    case 'ratio':
      return `${number}×`;
    case 'currency':
      return value
        .toLocaleString(undefined, { style: 'currency', currency, minimumFractionDigits: 0, ...digits })
        .replace('-', '−');
    default:
      return number;
  }
}
