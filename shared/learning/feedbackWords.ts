import type { FeedbackLabel } from './feedback.ts';

/** On buttons and in messages. */
export const feedbackWords: Record<FeedbackLabel, string> = {
  real: 'Real',
  expected: 'Expected',
  falseAlarm: 'False alarm',
  newNormal: 'New normal',
  unsure: 'Unsure',
};
