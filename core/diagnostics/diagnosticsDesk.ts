import type { Cooldown, Diagnostics, OutboxLine } from '../../shared/diagnostics.ts';

/** What is on disk of what was told and what waits. */
export interface DiagnosticRecords {
  cooldowns: { items: Cooldown[]; more: number };
  outbox: OutboxLine[];
}

/** What only the host knows of itself and of its files. */
export interface DiagnosticsDesk {
  readonly system: Diagnostics['system'];
  readonly timeZone: string;
  readonly logging: Diagnostics['logging'];
  /** Names of the environment variables that are set, of those that matter here; no values. */
  readonly variables: readonly string[];
  popUps(): Diagnostics['popUps'];
  /** @throws {StorageError} when the disk refuses. */
  database(): NonNullable<Diagnostics['database']>;
  /** @throws {StorageError} when the disk refuses. */
  records(deduplicationMs: number): DiagnosticRecords;
  folderBytes(): Promise<number | null>;
  /** The end of the log, the newest file first. */
  newestLogs(): Promise<{ name: string; text: string }[]>;
  /** Takes every secret out of a text. */
  redact(text: string): string;
  zip(files: ReadonlyMap<string, string>, at: number): Promise<Uint8Array<ArrayBuffer>>;
}
