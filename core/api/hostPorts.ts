import type { MetricSeries } from '../../shared/alert.ts';
import type { TestResult } from '../../shared/contract.ts';
import type { DemoState, ScenarioName } from '../../shared/demo.ts';
import type { ClickHouseFacts } from '../../shared/diagnostics.ts';
import type { Health } from '../../shared/health.ts';
import type { HostView } from '../../shared/hostView.ts';
import type { PopUp } from '../../shared/popUp.ts';
import type { Result } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';
import type { MetricChoices, RuleTrial, RuleTrialRequest } from '../../shared/signals/ruleTrial.ts';
import type { MetricHistory } from '../monitor/metricHistory.ts';

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
  series(query: Parameters<MetricHistory['series']>[0], signal: AbortSignal): Promise<Result<MetricSeries>>;
  /** True when it is reached over plain HTTP beyond this machine. */
  unencrypted(): boolean;
  /** Of the one that is watched; null where none is set up. Never rejects. */
  facts(signal: AbortSignal): Promise<ClickHouseFacts | null>;
  /** Its tables that are named in the settings, there or not. */
  tables(signal: AbortSignal): Promise<Result<TableInUse[]>>;
}

export interface TableInUse {
  name: string;
  /** Types by name; null where they cannot be read. */
  columns: Record<string, string> | null;
  problem: string | null;
}

/** Rules as they are written. What is wrong with one is part of the answer. */
export interface RuleDesk {
  tryOut(request: RuleTrialRequest, signal: AbortSignal): Promise<RuleTrial>;
  /** What there is to write rules about. */
  metrics(signal: AbortSignal): Promise<MetricChoices>;
}

/** What the host does for a person beyond the watch. What cannot be done here is a failure with a sentence. */
export interface HostDesk {
  view(): HostView;
  setStartAtLogin(enabled: boolean): Promise<Result<null>>;
  openDataFolder(): Promise<Result<null>>;
  copyText(text: string): Promise<Result<null>>;
  /** Asks the person where to keep a file; false when they changed their mind. */
  saveFile(name: string, content: Uint8Array): Promise<Result<boolean>>;
  /** Ends and starts anew shortly after; `demo` null: as the settings say. */
  restart(demo: boolean | null): Result<null>;
  checkForUpdates(): Promise<Result<{ version: string | null; message: string }>>;
}

/** The pages of this host as far as they show pop-ups. */
export interface PopUpDesk {
  /** A page may show pop-ups, or not any more; one that is not heard of again for three minutes does not either. */
  attend(page: string, attending: boolean): void;
  /** How many of them were still shown. */
  dismiss(ids: readonly string[]): number;
  /** What pages show in the system's place, for one that has just been opened. */
  shown(): PopUp[];
}
