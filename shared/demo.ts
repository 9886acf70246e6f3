import { z } from 'zod';
import { Instant } from './instant.ts';

export const scenarioNames = [
  'traffic_drop',
  'traffic_spike',
  'revenue_drop',
  'checkout_broken',
  'missing_prices',
  'category_flood',
  'disk_filling',
  'disk_leak',
  'database_errors',
  'model_drift',
  'failing_job',
  'error_burst',
] as const;
export const ScenarioName = z.enum(scenarioNames);
export type ScenarioName = z.infer<typeof ScenarioName>;

const ofPlatform: ReadonlySet<ScenarioName> = new Set<ScenarioName>([
  'disk_filling',
  'disk_leak',
  'database_errors',
  'model_drift',
  'failing_job',
  'error_burst',
]);

/** It breaks what is behind the shop, and not the shop itself. */
export const isOfPlatform = (scenario: ScenarioName): boolean => ofPlatform.has(scenario);

export const Scenario = z.object({
  scenario: ScenarioName,
  title: z.string(),
  /** What it does to the shop and which alert it should raise. */
  description: z.string(),
  /** Types of the alerts that it should raise, the first one first. */
  raises: z.array(z.string()),
  /** By when the first of them is there, after the start. */
  expectedAfterMs: z.int(),
  running: z.boolean(),
  startedAt: Instant.nullable(),
  /** When it ends by itself. */
  endsAt: Instant.nullable(),
});
export type Scenario = z.infer<typeof Scenario>;

export const DemoState = z.object({
  /** Where the embedded ClickHouse listens, for curl and other clients. */
  clickhouseUrl: z.string(),
  clickhouse: z.enum(['starting', 'running', 'restarting', 'stopped']),
  /** What the demo is doing, e.g. that ClickHouse died and is being restarted; null when nothing is worth saying. */
  message: z.string().nullable(),
  scenarios: z.array(Scenario),
});
export type DemoState = z.infer<typeof DemoState>;
