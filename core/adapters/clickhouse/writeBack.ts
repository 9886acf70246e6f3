import type { Baseline } from '../../../shared/detection/baseline.ts';
import type { Result } from '../../../shared/problem.ts';
import type { Observation } from '../../alerts/observation.ts';

/** What the engine found, for other programs to read in ClickHouse. Times are ms UTC. */
export interface Findings {
  anomalies: Observation[];
  /** Of the newest judged window, by metric. */
  baselines: { metric: string; windowMs: number; baseline: Baseline; computedAt: number }[];
}

/** Writes findings where others read them; writing the same twice, or from two clients, leaves one row of each. */
export interface WriteBack {
  write(findings: Findings, signal: AbortSignal): Promise<Result<null>>;
}
