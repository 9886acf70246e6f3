import { allMatchers } from '../../shared/delivery/deliveryProblems.ts';
import { templateProblem } from '../../shared/delivery/template.ts';
import type { InputProblem } from '../../shared/issueSentence.ts';
import { inputProblems } from '../../shared/issueSentence.ts';
import { Settings } from '../../shared/settings.ts';
import { settingsProblems } from '../../shared/settingsRules.ts';
import { matcherProblem } from '../notify/routing/compileMatchers.ts';
import { readUrl } from './webUrl.ts';

export type CheckedSettings = { ok: true; settings: Settings } | { ok: false; problems: InputProblem[] };

/** The schema's rules and those it cannot say, each problem with the path it belongs to. */
export function checkSettings(candidate: unknown): CheckedSettings {
  const parsed = Settings.safeParse(candidate);
  if (!parsed.success) return { ok: false, problems: inputProblems(parsed.error.issues) };
  const problems = [...settingsProblems(parsed.data, readUrl), ...deliveryTexts(parsed.data)];
  return problems.length === 0 ? { ok: true, settings: parsed.data } : { ok: false, problems };
}

/** Patterns and templates, which only those who use them can judge. */
function deliveryTexts({ delivery }: Settings): InputProblem[] {
  const problem = (path: string, message: string | null) => (message === null ? [] : [{ path, message }]);
  return [
    ...allMatchers(delivery).flatMap(({ path, matcher }) => problem(`${path}.value`, matcherProblem(matcher))),
    ...delivery.receivers.flatMap((receiver, index) =>
      receiver.kind === 'webhook'
        ? problem(`delivery.receivers.${index}.template`, templateProblem(receiver.template))
        : [],
    ),
  ];
}
