import { z } from 'zod';
import { Unit } from '../alert.ts';
import { RuleName } from '../signals/ownRule.ts';
import { Sensitivity, SeriesSensitivity } from './sensitivity.ts';

/** A query of the person's own whose numbers are learned; see `SqlRule` for what a query may be. */
export const LearnedQuery = z.object({
  /** Unique; part of the series' keys. */
  name: RuleName,
  /** What people read; empty: made from the name. */
  title: z.string().trim().max(100).default(''),
  enabled: z.boolean().default(true),
  query: z.string().trim().min(1, 'give a query').max(20_000),
  /** Asked this often. */
  everySeconds: z.number().int().min(60).max(86_400).default(300),
  unit: Unit.default('none'),
  /** Which way is worth an alert. */
  direction: z.enum(['up', 'down', 'both']).default('both'),
});
export type LearnedQuery = z.infer<typeof LearnedQuery>;

/** A metric of components that must stay below a limit, in addition to those of the threshold rules. */
export const TrendLimit = z.object({
  metric: z.string().trim().min(1).max(200),
  /** Empty: every component, each for itself. */
  component: z.string().trim().max(200).default(''),
  limit: z.number(),
  /** Which way it must not go. */
  direction: z.enum(['up', 'down']).default('up'),
  unit: Unit.default('none'),
});
export type TrendLimit = z.infer<typeof TrendLimit>;

/** What is learned of series, beside the rules. */
export const LearningSettings = z.object({
  enabled: z.boolean().default(true),
  sensitivity: Sensitivity.default('normal'),
  /** By the series' key, where it differs from the general one. */
  series: z.record(z.string().min(1).max(300), SeriesSensitivity).default({}),
  /** IANA name of the shop's zone, whose days and weeks are learned; empty: that of the machine. */
  timeZone: z.string().trim().max(100).default(''),
  shop: z.boolean().default(true),
  /** Purchases of the best-selling categories, each for itself. */
  categories: z.boolean().default(false),
  metrics: z.boolean().default(true),
  jobs: z.boolean().default(true),
  queries: z.array(LearnedQuery).max(50).default([]),
  /** Series beyond this many are not learned; the most recently seen come first. */
  mostSeries: z.number().int().min(1).max(10_000).default(500),
  /** History that is learned when a series is met first. */
  historyDays: z.number().int().min(1).max(60).default(30),
  trends: z
    .object({
      enabled: z.boolean().default(true),
      /** Told when the limit is reached within so many hours. */
      horizonHours: z.number().min(1).max(168).default(24),
      /** Severity rises from low to high when it is this near. */
      nearHours: z.number().min(0.25).max(72).default(3),
      limits: z.array(TrendLimit).max(100).default([]),
    })
    .prefault({}),
});
export type LearningSettings = z.infer<typeof LearningSettings>;
