import type { Unit } from '../../../../shared/alert.ts';

/** What is written behind a number in this unit; empty: nothing. */
export function unitMark(unit: Unit, currency: string): string {
  return { currency, percent: '%', seconds: 's', ratio: '×', count: '', none: '' }[unit];
}

export const unitWords: Record<Unit, string> = {
  none: 'Plain number',
  count: 'Count',
  percent: 'Percent',
  seconds: 'Seconds',
  currency: 'Money',
  ratio: 'Factor',
};
