import type { InputProblem } from '../issueSentence.ts';
import { isTimeZone } from '../localTime.ts';
import { readRuleQuery } from '../signals/ruleQuery.ts';
import type { LearningSettings } from './learningSettings.ts';

/** What is wrong with the settings of learning beyond their shape; paths begin with `learning`. */
export function learningProblems({ timeZone, queries, trends }: LearningSettings): InputProblem[] {
  const names = queries.map(({ name }) => name);
  const problem = (path: string, message: string) => ({ path: `learning.${path}`, message });
  return [
    ...(timeZone === '' || isTimeZone(timeZone)
      ? []
      : [problem('timeZone', 'must be a time zone such as Europe/Berlin')]),
    ...queries.flatMap(({ name, query }, index) => {
      const read = readRuleQuery(query);
      return [
        ...(names.indexOf(name) < index ? [problem(`queries.${index}.name`, `is there twice: ${name}`)] : []),
        ...(read.ok ? [] : [problem(`queries.${index}.query`, read.problem)]),
      ];
    }),
    ...(trends.nearHours > trends.horizonHours
      ? [problem('trends.nearHours', 'must not be more than the hours that are looked ahead')]
      : []),
  ];
}
