import { inputProblems } from '../../../shared/issueSentence.ts';
import type { Settings } from '../../../shared/settings.ts';
import { ruleProblems } from '../../../shared/signals/ruleProblems.ts';
import { MetricSettings } from '../../../shared/signals/signalSettings.ts';
import { readAddress } from '../setup/readAddress.ts';
import { valueAt } from '../setup/settingPath.ts';

/** What is wrong with the rules as they are being edited, by the same rules as the host's; dotted path → rest of a sentence. */
export function rulesProblems(metrics: Settings['metrics']): Record<string, string> {
  const parsed = MetricSettings.safeParse(metrics);
  const ofSchema = parsed.success ? [] : inputProblems(parsed.error.issues);
  const problems: Record<string, string> = {};
  for (const { path, message } of ofSchema) problems[`metrics.${path}`] ??= plainer(valueAt(metrics, path), message);
  for (const { path, message } of ruleProblems(metrics.rules, readAddress)) problems[path] ??= message;
  return problems;
}

function plainer(value: unknown, message: string): string {
  if (typeof value === 'string' && value.trim() === '') return 'is needed';
  if (typeof value === 'number' && Number.isNaN(value)) return 'must be a number such as 1500 or 0.5';
  return message;
}
