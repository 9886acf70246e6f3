import type { InputProblem } from '../../shared/issueSentence.ts';
import { inputProblems } from '../../shared/issueSentence.ts';
import { Settings } from '../../shared/settings.ts';
import { settingsProblems } from '../../shared/settingsRules.ts';
import { readUrl } from './webUrl.ts';

export type CheckedSettings = { ok: true; settings: Settings } | { ok: false; problems: InputProblem[] };

/** The schema's rules and those it cannot say, each problem with the path it belongs to. */
export function checkSettings(candidate: unknown): CheckedSettings {
  const parsed = Settings.safeParse(candidate);
  if (!parsed.success) return { ok: false, problems: inputProblems(parsed.error.issues) };
  const problems = settingsProblems(parsed.data, readUrl);
  return problems.length === 0 ? { ok: true, settings: parsed.data } : { ok: false, problems };
}
