import { createHash } from 'node:crypto';
import { readRuleQuery } from '../../../../shared/signals/ruleQuery.ts';
import type { Observation, Unjudged } from '../../../alerts/observation.ts';
import { baselineMs, freshMs } from '../../../detection/rules/judgeCondition.ts';
import { judgeRule } from '../../../detection/rules/judgeRule.ts';
import { ruleObservation } from '../../../detection/rules/ruleObservation.ts';
import type { SqlWatchRule } from '../../../detection/rules/rulesOf.ts';
import type { RuleAnswer, RuleProblem } from './askRule.ts';
import type { RuleRow } from './readRuleRows.ts';
import { RuleHistory } from './ruleHistory.ts';
import type { RulesCursor } from './rulesCursor.ts';

const minuteMs = 60_000;
/** What did not come for longer is given up. */
const missedMs = 7 * 24 * 3_600_000;
/** Cycles come up to a tenth early. */
const earlyShare = 0.9;
const mostPast = 40;
const pastStepMs = 5 * minuteMs;

/** One rule over a query, with what is known of its answers. Times ms UTC. */
export class WatchedRule {
  readonly rule: SqlWatchRule;
  problem: RuleProblem | null = null;
  odd: string | null = null;
  askedAt: number | null = null;
  /** As of when it is still to be asked, to know what was before the start. */
  past: number[] | null = null;
  #since: number | null = null;
  /** Labels that the newest answer says something about; null: there is none. */
  #judged: Record<string, string>[] | null = null;
  readonly #history: RuleHistory;
  readonly #query: string;

  constructor(rule: SqlWatchRule, remembered: RulesCursor['rules'][string] | undefined) {
    this.rule = rule;
    this.#history = new RuleHistory(baselineMs + freshMs + minuteMs + rule.forMs + rule.everyMs);
    this.#query = createHash('sha256').update(rule.query).digest('hex').slice(0, 16);
    if (remembered?.query !== this.#query) return;
    this.#since = remembered.since;
    for (const { labels, at } of remembered.seen) this.#history.remember(labels, at);
  }

  isDue(now: number): boolean {
    return this.askedAt === null || now < this.askedAt || now - this.askedAt >= this.rule.everyMs * earlyShare;
  }

  get isFull(): boolean {
    return this.#history.isFull;
  }

  answered(answer: RuleAnswer, now: number): void {
    this.#judged = null;
    this.problem = answer.ok ? null : answer.problem;
    // A ClickHouse that could not be asked is asked again with the next check.
    this.askedAt = this.problem?.isConnection ? null : now;
    if (!answer.ok) return;
    const { rows, odd } = answer.value;
    const { kind } = this.rule.condition;
    this.odd = odd;
    this.#since ??= now;
    this.past ??= pastOf(this.rule, now);
    this.#history.note(rows, now);
    const known = this.#history.series(now, missedMs);
    // A row that is not there is not wrong: what it was before does not count for how long it has been so.
    if (kind === 'above' || kind === 'below') this.#history.keepOnly(rows);
    this.#judged = rows.map(({ labels }) => labels);
    // As long as no row ever came, it is the rule itself that misses them.
    if (kind === 'absent') this.#judged = known.length === 0 ? [{}] : known.map(({ labels }) => labels);
  }

  answeredPast(answer: RuleAnswer, at: number): void {
    if (!answer.ok) return;
    const isKnown = ({ labels }: RuleRow) => this.#history.find(labels) !== null;
    this.#history.note(answer.value.rows.filter(isKnown), at);
  }

  /** What it finds at `now`, by the answer of this moment; without one, nothing of it is judged. */
  judge(now: number, currency: string): { observations: Observation[]; unjudged: Unjudged[] } {
    const judged = this.askedAt === now ? this.#judged : null;
    const { rule } = this;
    if (judged === null) return { observations: [], unjudged: [{ type: rule.type, labels: null }] };
    const unjudged: Unjudged[] = [];
    const observations = judged.flatMap((labels): Observation[] => {
      const series = this.#history.find(labels) ?? { minutes: [], newestAt: this.#since ?? now };
      const judgement = judgeRule(rule, series, now);
      if (judgement.kind === 'unknown') unjudged.push({ type: rule.type, labels });
      if (judgement.kind !== 'fires') return [];
      const found = { labels, minutes: series.minutes };
      return [ruleObservation('rules', rule, found, judgement.verdict, { now, currency })];
    });
    return { observations, unjudged };
  }

  /** Null: nothing of it must outlive a restart. */
  remembered(now: number): RulesCursor['rules'][string] | null {
    if (this.rule.condition.kind !== 'absent' || this.#since === null) return null;
    // A cursor that stays the same in a minute need not be written to disk.
    const seen = this.#history
      .series(now, missedMs)
      .map(({ labels, newestAt }) => ({ labels, at: Math.floor(newestAt / minuteMs) * minuteMs }));
    return { query: this.#query, since: this.#since, seen };
  }
}

/** The moments by which a query that can be asked about the past makes a baseline, or shows how long it has been wrong. */
function pastOf({ query, condition, forMs }: SqlWatchRule, now: number): number[] {
  const read = readRuleQuery(query);
  const isChange = condition.kind !== 'above' && condition.kind !== 'below';
  if (!read.ok || read.value.times.length === 0 || condition.kind === 'absent' || (!isChange && forMs === 0)) return [];
  const spanMs = forMs + (isChange ? baselineMs + freshMs : 0);
  const stepMs = Math.max(Math.min(pastStepMs, spanMs), spanMs / mostPast);
  return Array.from({ length: Math.floor(spanMs / stepMs) }, (_, index) => now - (index + 1) * stepMs);
}
