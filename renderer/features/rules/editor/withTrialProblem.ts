import type { RuleTrialState } from '../trial/useRuleTrial.ts';

type Problems = Readonly<Record<string, string>>;

/** The problems at the fields, with what the last trial found, until the rule is changed. */
export function withTrialProblem(
  problems: Problems,
  { trial, isOld }: Pick<RuleTrialState, 'trial' | 'isOld'>,
): Problems {
  const problem = isOld ? null : (trial?.problem ?? null);
  if (problem === null || problem.field === null) return problems;
  return { [problem.field]: fieldWords(problem.message), ...problems };
}

/** What is said of the rule, said of its field. */
const fieldWords = (message: string) => message.replace(/^It (.*)\.$/s, '$1').replace(/^Its query /, 'The query ');
