import { z } from 'zod';
import { Unit } from '../alert.ts';
import { Severity } from '../severity.ts';
import { MetricCondition } from './metricCondition.ts';

export const RuleName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'use small letters, digits and underscores, beginning with a letter');

const own = {
  /** Unique; of an SQL rule also the type of its alerts. */
  name: RuleName,
  /** What people read; empty: made from the name. */
  title: z.string().trim().max(100).default(''),
  enabled: z.boolean().default(true),
  severity: Severity.default('medium'),
  /** Told again this long after it was over at the earliest. */
  cooldownMinutes: z.number().min(1).max(1440).default(15),
  /** It must have been wrong for so long; 0: at once. */
  forMinutes: z.number().int().min(0).max(1440).default(0),
  unit: Unit.default('none'),
  runbookUrl: z.string().trim().max(2000).default(''),
  condition: MetricCondition,
};

export const MetricRule = z.object({
  ...own,
  kind: z.literal('metric'),
  metric: z.string().trim().min(1).max(200),
  /** Empty: every component, each for itself. */
  component: z.string().trim().max(200).default(''),
});
export type MetricRule = z.infer<typeof MetricRule>;

export const SqlRule = z.object({
  ...own,
  kind: z.literal('sql'),
  /**
   * One SELECT. A numeric column `value`, or the only one, is what is judged; text columns beside it are labels, and each
   * row is judged for itself. `{from:DateTime}` and `{to:DateTime}`, where they occur, are the last five minutes.
   */
  query: z.string().trim().min(1, 'give a query').max(20_000),
  /** Asked this often. */
  everySeconds: z.number().int().min(30).max(86_400).default(60),
});
export type SqlRule = z.infer<typeof SqlRule>;

/** A rule of the person's own: over a metric of `component_metrics`, or over any query that returns numbers. */
export const OwnRule = z.discriminatedUnion('kind', [MetricRule, SqlRule]);
export type OwnRule = z.infer<typeof OwnRule>;
