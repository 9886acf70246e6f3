import type { Unit } from '../alert.ts';
import type { Severity } from '../severity.ts';
import type { MetricCondition } from './metricCondition.ts';

/** A rule that is there from the start: its limit and cooldown can be changed, what it is about cannot. */
export interface ThresholdRule {
  /** As in the column `metric` of `component_metrics`. */
  metric: string;
  title: string;
  kind: Extract<MetricCondition['kind'], 'above' | 'below' | 'aboveBaseline'>;
  unit: Unit;
  limit: number;
  severity: Severity;
  cooldownMinutes: number;
  /** What is said to be ill when the row names no component. */
  component: string;
  /** `ALERT_…_THRESHOLD` and `ALERT_…_COOLDOWN`. */
  variable: string;
}

/** The eight of the design. */
export const thresholdRules = [
  {
    metric: 'review_rate',
    title: 'Review rate',
    kind: 'aboveBaseline',
    unit: 'percent',
    limit: 50,
    severity: 'medium',
    cooldownMinutes: 10,
    component: 'normalizer',
    variable: 'REVIEW_RATE',
  },
  {
    metric: 'rpc_error_rate',
    title: 'RPC error rate',
    kind: 'above',
    unit: 'percent',
    limit: 10,
    severity: 'critical',
    cooldownMinutes: 5,
    component: 'database',
    variable: 'RPC_ERROR',
  },
  {
    metric: 'system_health',
    title: 'System health',
    kind: 'below',
    unit: 'percent',
    limit: 30,
    severity: 'critical',
    cooldownMinutes: 5,
    component: 'system',
    variable: 'SYSTEM_HEALTH',
  },
  {
    metric: 'fetch_latency',
    title: 'Fetch latency',
    kind: 'above',
    unit: 'seconds',
    limit: 60,
    severity: 'medium',
    cooldownMinutes: 15,
    component: 'fetcher',
    variable: 'FETCH_LATENCY',
  },
  {
    metric: 'validation_error_rate',
    title: 'Validation error rate',
    kind: 'above',
    unit: 'percent',
    limit: 20,
    severity: 'medium',
    cooldownMinutes: 10,
    component: 'validator',
    variable: 'VALIDATION_ERROR',
  },
  {
    metric: 'database_failures',
    title: 'Database failures',
    kind: 'above',
    unit: 'count',
    limit: 5,
    severity: 'critical',
    cooldownMinutes: 5,
    component: 'database',
    variable: 'DATABASE_FAILURE',
  },
  {
    metric: 'memory_usage',
    title: 'Memory usage',
    kind: 'above',
    unit: 'percent',
    limit: 85,
    severity: 'medium',
    cooldownMinutes: 30,
    component: 'system',
    variable: 'MEMORY_USAGE',
  },
  {
    metric: 'disk_usage',
    title: 'Disk usage',
    kind: 'above',
    unit: 'percent',
    limit: 90,
    severity: 'critical',
    cooldownMinutes: 15,
    component: 'system',
    variable: 'DISK_USAGE',
  },
] as const satisfies readonly ThresholdRule[];

export type ThresholdMetric = (typeof thresholdRules)[number]['metric'];
