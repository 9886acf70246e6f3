import { inputProblems } from '../../../shared/issueSentence.ts';
import { learningProblems } from '../../../shared/learning/learningProblems.ts';
import { LearningSettings } from '../../../shared/learning/learningSettings.ts';
import { valueAt } from '../setup/settingPath.ts';

/** What is wrong with the settings of learning as they are being edited, by the same rules as the host's; dotted path → rest of a sentence. */
export function learningEditProblems(learning: LearningSettings): Record<string, string> {
  const parsed = LearningSettings.safeParse(learning);
  const ofSchema = parsed.success ? [] : inputProblems(parsed.error.issues);
  const problems: Record<string, string> = {};
  for (const { path, message } of ofSchema) problems[`learning.${path}`] ??= plainer(valueAt(learning, path), message);
  for (const { path, message } of learningProblems(learning)) problems[path] ??= message;
  return problems;
}

function plainer(value: unknown, message: string): string {
  if (typeof value === 'string' && value.trim() === '') return 'is needed';
  if (typeof value === 'number' && Number.isNaN(value)) return 'must be a number such as 30 or 0.5';
  return message;
}
