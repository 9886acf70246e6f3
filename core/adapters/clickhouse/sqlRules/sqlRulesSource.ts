import { failed, ok, type Result } from '../../../../shared/problem.ts';
import type { Clock } from '../../../clock.ts';
import type { SqlWatchRule } from '../../../detection/rules/rulesOf.ts';
import type { PollRequest, Source, SourceReport } from '../../../monitor/source.ts';
import type { Connection } from '../connection.ts';
import { askRule } from './askRule.ts';
import { inTurn } from './inTurn.ts';
import { ruleDeadlineMs } from './ruleLimits.ts';
import { readRulesCursor, writeRulesCursor } from './rulesCursor.ts';
import { sqlRuleNotes, sqlRulesNote } from './sqlRulesNote.ts';
import { WatchedRule } from './watchedRule.ts';

interface SqlRulesSourceOptions {
  /** Of its own: slow queries must not take the sockets of other sources. */
  connection: Connection;
  rules: readonly SqlWatchRule[];
  /** In which a poll must be done, ms. */
  deadlineMs: number;
  currency: string;
  clock: Clock;
}

const sqlRulesSourceName = 'rules';

const atOnce = 3;

/** The person's own queries, each asked as often as it says and judged for itself. */
export function createSqlRulesSource({
  connection,
  rules,
  clock,
  currency,
  ...options
}: SqlRulesSourceOptions): Source {
  const budgetMs = options.deadlineMs * 0.9;
  const deadlineMs = Math.min(ruleDeadlineMs, budgetMs / 1.8);
  let watched: WatchedRule[] | null = null;

  const ask = (rule: WatchedRule, to: number, signal: AbortSignal) =>
    askRule(rule.rule.query, to, { connection, clock, deadlineMs }, signal);

  /** What cannot be asked in time stays due, and is first the next time. */
  async function askAll(all: readonly WatchedRule[], now: number, signal: AbortSignal): Promise<WatchedRule[]> {
    const startedAt = clock.now();
    const mayBegin = () => !signal.aborted && clock.now() - startedAt <= budgetMs - deadlineMs;
    const due = all.filter((rule) => rule.isDue(now)).sort(byPatience);
    const questions = due.map((rule) => async () => rule.answered(await ask(rule, now, signal), now));
    const begun = await inTurn(questions, atOnce, mayBegin);
    const past = all.flatMap((rule) => (rule.past ?? []).map((at) => ({ rule, at })));
    const pastQuestions = past.map(({ rule, at }) => async () => {
      rule.past = (rule.past ?? []).filter((other) => other !== at);
      rule.answeredPast(await ask(rule, at, signal), at);
    });
    await inTurn(pastQuestions, atOnce, mayBegin);
    return due.slice(0, begun);
  }

  return {
    name: sqlRulesSourceName,
    kind: 'rules',
    staleAfterMs: null,
    async poll({ now, cursor }: PollRequest, signal: AbortSignal): Promise<Result<SourceReport>> {
      const before = readRulesCursor(cursor);
      watched ??= rules.map((rule) => new WatchedRule(rule, before.rules[rule.name]));
      const asked = await askAll(watched, now, signal);
      if (signal.aborted) return failed('aborted', 'The check was stopped.');
      const down = asked.map(({ problem }) => problem);
      const [first] = down;
      // Not the queries' fault: nothing of what they watch is seen.
      if (first && down.every((problem) => problem?.isConnection)) return failed(first.code, first.message);
      const judged = watched.map((rule) => rule.judge(now, currency));
      const remembered = watched.flatMap((rule) => {
        const kept = rule.remembered(now);
        return kept === null ? [] : [[rule.rule.name, kept] as const];
      });
      return ok({
        kind: 'read',
        asked: asked.length > 0,
        batches: [
          {
            source: sqlRulesSourceName,
            at: now,
            observations: judged.flatMap(({ observations }) => observations),
            completeness: 'window',
            unjudged: judged.flatMap(({ unjudged }) => unjudged),
          },
        ],
        cursor: writeRulesCursor({ rules: Object.fromEntries(remembered) }),
        newestRowAt: null,
        skipped: { count: 0, last: null },
        note: sqlRulesNote(watched),
        ruleNotes: sqlRuleNotes(watched),
      });
    },
  };
}

/** Those that failed come last, so that slow ones take no time from others; then whoever waited longest. */
function byPatience(one: WatchedRule, other: WatchedRule): number {
  const [failedOne, failedOther] = [Number(one.problem !== null), Number(other.problem !== null)];
  return failedOne - failedOther || (one.askedAt ?? 0) - (other.askedAt ?? 0);
}
