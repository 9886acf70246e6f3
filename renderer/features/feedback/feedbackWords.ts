import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';

export const feedbackWords: Record<FeedbackLabel, string> = {
  real: 'Real',
  expected: 'Expected',
  falseAlarm: 'False alarm',
  newNormal: 'New normal',
  unsure: 'Unsure',
};

/** Beside the button: when one means it. */
export const feedbackHints: Record<FeedbackLabel, string> = {
  real: 'Something was wrong, and it was right to tell',
  expected: 'It was to be expected, e.g. a campaign or a release',
  falseAlarm: 'Nothing was wrong',
  newNormal: 'It will stay at this level',
  unsure: 'It cannot be said',
};

/** What a label does where nothing was learned from it. */
export const feedbackEffects: Record<FeedbackLabel, string> = {
  real: 'Counted as real; nothing is changed.',
  expected: 'Counted in the report; no learned series is behind this alert, so nothing is changed.',
  falseAlarm: 'Counted as a false alarm; no learned series is behind this alert, so nothing is changed.',
  newNormal: 'Counted in the report; no learned series is behind this alert, so nothing is changed.',
  unsure: 'Noted; nothing is changed.',
};
