import type { AlertStatus } from '../../../shared/alert.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { feedbackWords } from '../feedback/feedbackWords.ts';
import type { FeedbackChoice, Range } from './alertFilter.ts';

export const statusWords: Record<AlertStatus, string> = {
  active: 'Active',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
};

export const rangeWords: Record<Range, string> = {
  '1h': 'Last hour',
  '6h': 'Last 6 h',
  '24h': 'Last 24 h',
  '7d': 'Last 7 days',
  all: 'Any time',
};

export const feedbackChoiceWord = (choice: FeedbackChoice): string =>
  choice === 'none' ? 'Not labelled' : feedbackWords[choice];

/** What a filter's button says: its name, its one value, or its first value and how many more. */
export function summaryOf<T extends string>(name: string, chosen: readonly T[], word: (value: T) => string): string {
  const [first, ...others] = chosen;
  if (first === undefined) return name;
  return others.length === 0 ? word(first) : `${word(first)} +${others.length}`;
}

/** A fixed span: `10 Mar, 14:05 – 14:35`, open at either end. */
export function spanWords(from: string | null, to: string | null): string {
  if (from === null) return to === null ? '' : `before ${formatInstant(to, 'short')}`;
  if (to === null) return `since ${formatInstant(from, 'short')}`;
  const sameDay = new Date(from).toDateString() === new Date(to).toDateString();
  return `${formatInstant(from, 'short')} – ${formatInstant(to, sameDay ? 'clock' : 'short')}`;
}
