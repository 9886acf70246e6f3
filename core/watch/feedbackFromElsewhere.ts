import type { FeedbackLabel } from '../../shared/learning/feedback.ts';
import type { FeedbackDesk } from '../api/learningHandlers.ts';

const longestName = 100;

/**
 * Somebody says what an alert was beyond our own pages. Null: it is noted; else a sentence for that person. Throws what the
 * desk throws.
 */
export function feedbackFromElsewhere(
  desk: Pick<FeedbackDesk, 'give'>,
  alertId: string,
  label: FeedbackLabel,
  by: string,
): string | null {
  const [alert] = desk.give([alertId], label, null, by.slice(0, longestName));
  return alert ? null : 'Watchkeeper does not know this alert any more.';
}
