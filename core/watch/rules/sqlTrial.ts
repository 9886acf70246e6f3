import { readRuleQuery } from '../../../shared/signals/ruleQuery.ts';
import type { RuleTrial } from '../../../shared/signals/ruleTrial.ts';
import { type AskOptions, askRule, type RuleAnswer } from '../../adapters/clickhouse/sqlRules/askRule.ts';
import { inTurn } from '../../adapters/clickhouse/sqlRules/inTurn.ts';
import { RuleHistory } from '../../adapters/clickhouse/sqlRules/ruleHistory.ts';
import { ruleDeadlineMs } from '../../adapters/clickhouse/sqlRules/ruleLimits.ts';
import type { SqlWatchRule } from '../../detection/rules/rulesOf.ts';
import { dayMs, emptyTrial, labelsKey, sentencesOf, trialOf } from './trialOf.ts';

const minuteMs = 60_000;
const stepMs = 15 * minuteMs;
const steps = dayMs / stepMs;
const totalMs = 20_000;
const atOnce = 3;
/** An hour has four points here, of which three make a baseline. */
const leastSamples = 3;
/** Every eighth point first, then those between, so that time that runs out leaves gaps all over the day. */
const strides = [8, 4, 2, 1];

/** A rule over a query, asked now and, where it can be, about points of the last day. */
export async function sqlTrial(
  rule: SqlWatchRule,
  options: Omit<AskOptions, 'deadlineMs'> & { now: number; currency: string },
  signal: AbortSignal,
): Promise<RuleTrial> {
  const { clock, now, currency } = options;
  const startedAt = clock.now();
  const ask = (at: number) => askRule(rule.query, at, { ...options, deadlineMs: ruleDeadlineMs }, signal);
  const first = await ask(now);
  if (!first.ok) {
    const { detail, isConnection } = first.problem;
    return { ...emptyTrial(now), problem: { field: isConnection ? null : 'query', message: detail } };
  }
  const history = new RuleHistory(dayMs + stepMs);
  const asked = new Set<number>();
  const answers: RuleAnswer[] = [];
  const note = (answer: RuleAnswer, at: number) => {
    answers.push(answer);
    if (!answer.ok) return;
    asked.add(at);
    history.note(answer.value.rows, at);
  };
  note(first, now);
  const read = readRuleQuery(rule.query);
  const canBePast = read.ok && read.value.times.length > 0;
  if (canBePast) {
    const tasks = pastTimes(now).map((at) => async () => note(await ask(at), at));
    await inTurn(tasks, atOnce, () => !signal.aborted && clock.now() - startedAt < totalMs - ruleDeadlineMs);
  }
  const known = history.series(now, dayMs + stepMs);
  const { rows, odd, ignored } = first.value;
  const trial = trialOf(rule, {
    series: known.map(({ labels, newestAt }) => ({ labels, minutes: history.find(labels)?.minutes ?? [], newestAt })),
    times: [...asked].sort((one, other) => one - other),
    ...(rule.condition.kind === 'absent' ? {} : { present: new Set(rows.map(({ labels }) => labelsKey(labels))) }),
    ...{ now, currency, least: leastSamples },
    note: sentencesOf([
      odd,
      ignored,
      rows.length === 0 && odd === null ? 'It returns no row just now.' : null,
      canBePast ? pastNote(asked.size, answers) : untried,
    ]),
  });
  return { ...trial, knowsPast: canBePast };
}

const untried =
  'Only now could be tried. So that the last day can be, too, write {to:DateTime} instead of now(), and ask about a stretch of time, such as the last five minutes: “WHERE event_time >= {from:DateTime} AND event_time < {to:DateTime}”.';

function pastNote(answered: number, answers: readonly RuleAnswer[]): string | null {
  const why = answers.find((answer) => !answer.ok);
  const said = 'The last day was asked every 15 minutes; live it is asked as often as the rule says.';
  if (answered > steps) return said;
  const missing = steps + 1 - answered;
  const reason = why && !why.ok ? why.problem.message : 'There was no time for the others.';
  return `${said} ${missing} of ${steps + 1} points are missing. ${reason}`;
}

function pastTimes(now: number): number[] {
  const times = new Set<number>();
  for (const stride of strides) {
    for (let step = stride; step <= steps; step += stride) times.add(now - step * stepMs);
  }
  return [...times];
}
