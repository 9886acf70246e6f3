import type { Backtest } from '../../../../shared/learning/backtest.ts';

export const alertsWord = (count: number): string =>
  count === 0 ? 'No alerts' : count === 1 ? '1 alert' : `${count} alerts`;

/** The whole answer in a few words: `14 alerts instead of 23`. */
export function backtestHeadline({ draft, current }: Pick<Backtest, 'draft' | 'current'>, isChanged: boolean): string {
  if (!isChanged) return alertsWord(draft.length);
  return draft.length === current.length
    ? `${alertsWord(draft.length)}, as many as now`
    : `${alertsWord(draft.length)} instead of ${current.length}`;
}

export const daysWord = (days: number): string => (days === 1 ? 'the last day' : `the last ${days} days`);

/** How much one number is above or below another: `−9`, `+3`; empty where they are the same. */
export function changeWords(draft: number, current: number): string {
  if (draft === current) return '';
  return draft > current ? `+${draft - current}` : `−${current - draft}`;
}
