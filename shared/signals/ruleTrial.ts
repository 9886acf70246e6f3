import { z } from 'zod';
import { Instant } from '../instant.ts';
import { MetricRule, SqlRule } from './ownRule.ts';
import { type ThresholdMetric, thresholdRules } from './thresholdRules.ts';

const metrics = thresholdRules.map(({ metric }) => metric) as [ThresholdMetric, ...ThresholdMetric[]];

/** A built-in rule with another limit. */
const ThresholdChange = z.object({
  kind: z.literal('threshold'),
  metric: z.enum(metrics),
  limit: z.number().min(0),
  cooldownMinutes: z.number().min(0).max(1440).optional(),
});

/** A rule as it would be saved. */
export const RuleTrialRequest = z.object({
  rule: z.discriminatedUnion('kind', [MetricRule, SqlRule, ThresholdChange]),
});
export type RuleTrialRequest = z.infer<typeof RuleTrialRequest>;

/** What a rule would have done in the last 24 hours, and what it says now. */
export const RuleTrial = z.object({
  from: Instant,
  to: Instant,
  /** False: the query asks about no time, so that nothing of what was before now is known. */
  knowsPast: z.boolean(),
  /** How often an alert would have begun, over all series. */
  firings: z.int(),
  /** Those that would have fired most come first, 20 at most; up to 288 points each. */
  series: z.array(
    z.object({
      labels: z.record(z.string(), z.string()),
      points: z.array(z.object({ at: Instant, value: z.number() })),
      firedAt: z.array(Instant),
      /** What it is judged against now: its limit, or the mean of the hour before; null: nothing. */
      expected: z.number().nullable(),
    }),
  ),
  now: z.array(
    z.object({
      labels: z.record(z.string(), z.string()),
      value: z.number().nullable(),
      /** An alert would be open. */
      isWrong: z.boolean(),
      sentence: z.string(),
    }),
  ),
  /** A line for the chart; null: each series has its own, or none. */
  limit: z.number().nullable(),
  /** What keeps it from being judged; `field` is one of the rule's, null: it is not the rule. */
  problem: z.object({ field: z.string().nullable(), message: z.string() }).nullable(),
  /** What was left out of the trial, and how to have it. */
  note: z.string().nullable(),
});
export type RuleTrial = z.infer<typeof RuleTrial>;

/** What there is to write rules about. */
export const MetricChoices = z.object({
  items: z.array(
    z.object({
      metric: z.string(),
      component: z.string(),
      /** Null: none of the last 7 days is a number. */
      lastValue: z.number().nullable(),
      lastAt: Instant,
      /** Told apart by labels. */
      series: z.int(),
    }),
  ),
  /** Why there are none, or not all of the last 7 days; one sentence. */
  note: z.string().nullable(),
});
export type MetricChoices = z.infer<typeof MetricChoices>;
