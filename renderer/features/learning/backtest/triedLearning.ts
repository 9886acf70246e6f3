import type { LearningSettings } from '../../../../shared/learning/learningSettings.ts';

/** What of a draft can be tried: a query that is not right yet does not keep the sensitivity from being tried. */
export function triedLearning(
  draft: LearningSettings,
  saved: LearningSettings,
  problems: Readonly<Record<string, string>>,
): LearningSettings {
  const wrong = new Set(Object.keys(problems).map((path) => path.split('.')[1]));
  const kept = Object.entries(saved).filter(([field]) => wrong.has(field));
  return { ...draft, ...Object.fromEntries(kept) };
}
