import type { InputProblem } from '../../shared/issueSentence.ts';
import { inputProblems } from '../../shared/issueSentence.ts';
import { Settings } from '../../shared/settings.ts';
import { connectionUrlProblem, dashboardUrlProblem } from './webUrl.ts';

export type CheckedSettings = { ok: true; settings: Settings } | { ok: false; problems: InputProblem[] };

/** The schema's rules and those it cannot say (addresses), each problem with the path it belongs to. */
export function checkSettings(candidate: unknown): CheckedSettings {
  const parsed = Settings.safeParse(candidate);
  if (!parsed.success) return { ok: false, problems: inputProblems(parsed.error.issues) };
  const { connection, dashboardUrl, engine } = parsed.data;
  const problems = [
    problem('connection.url', connectionUrlProblem(connection.url)),
    problem('dashboardUrl', dashboardUrlProblem(dashboardUrl)),
    problem(
      'engine.minBaselineWindows',
      engine.minBaselineWindows > engine.baselineWindows ? 'must not be more than engine.baselineWindows' : null,
    ),
  ].filter((found) => found !== null);
  return problems.length === 0 ? { ok: true, settings: parsed.data } : { ok: false, problems };
}

function problem(path: string, message: string | null): InputProblem | null {
  return message === null ? null : { path, message };
}
