import type { MetricSeries } from '../../shared/alert.ts';
import type { TestResult } from '../../shared/contract.ts';
import type { DemoState, ScenarioName } from '../../shared/demo.ts';
import type { Health } from '../../shared/health.ts';
import type { Result } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';

/** What only the host knows of itself. */
export interface HostInfo {
  version: string;
  host: Health['host'];
  /** ISO 8601 UTC. */
  startedAt: string;
  /** Who acknowledges when a request does not say. */
  person: string;
  dataFolder: string;
  versions: Record<string, string>;
  notices(): Health['notices'];
}

/** The simulated shop, where one runs. */
export interface DemoPort {
  state(): DemoState;
  /** Waits for the shop to open, a few seconds at most. A failure is a sentence: what kept it from opening. */
  start(name: ScenarioName): Promise<Result<DemoState>>;
  stop(name: ScenarioName): Promise<Result<DemoState>>;
}

/** Questions to the ClickHouse that is watched, or about to be. */
export interface ConnectionDesk {
  /** Tries the given connection (the one in force where a part is missing). Never rejects. */
  test(
    request: { connection?: Settings['connection'] | undefined; password?: string | undefined },
    signal: AbortSignal,
  ): Promise<TestResult>;
  /** The statements that would make what is missing; nothing is run. */
  schema(signal: AbortSignal): Promise<Result<{ statements: string[]; missing: string[] }>>;
  applySchema(signal: AbortSignal): Promise<Result<{ applied: string[] }>>;
  series(
    query: { metric: string; labels: Record<string, string>; from: number; to: number },
    signal: AbortSignal,
  ): Promise<Result<MetricSeries>>;
  /** True when it is reached over plain HTTP beyond this machine. */
  unencrypted(): boolean;
}
