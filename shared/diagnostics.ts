import { z } from 'zod';
import { Unit } from './alert.ts';
import { Health } from './health.ts';
import { Instant } from './instant.ts';
import { Settings, SettingsView } from './settings.ts';
import { Severity } from './severity.ts';

/** Told so short a while ago that the receiver does not hear of the same thing again, unless it grows worse. */
export const Cooldown = z.object({
  alertId: z.string(),
  title: z.string(),
  severity: Severity,
  receiver: z.string(),
  until: Instant,
});
export type Cooldown = z.infer<typeof Cooldown>;

/** What the outbox holds of one receiver. */
export const OutboxLine = z.object({
  receiver: z.string(),
  waiting: z.int(),
  /** Both null where nothing waits. */
  oldestAt: Instant.nullable(),
  nextAttemptAt: Instant.nullable(),
  /** Given up within the last day, and why the last of them. */
  failed: z.int(),
  lastFailure: z.string().nullable(),
});
export type OutboxLine = z.infer<typeof OutboxLine>;

/** A built-in rule over metrics as it is in force; `…By`: the environment variable that decides it, null: the settings. */
export const ThresholdInForce = z.object({
  metric: z.string(),
  title: z.string(),
  kind: z.enum(['above', 'below', 'aboveBaseline']),
  enabled: z.boolean(),
  limit: z.number(),
  limitBy: z.string().nullable(),
  cooldownMinutes: z.number(),
  cooldownBy: z.string().nullable(),
  unit: Unit,
  severity: Severity,
});
export type ThresholdInForce = z.infer<typeof ThresholdInForce>;

/** The ClickHouse that is watched, as it answered a moment ago. */
export const ClickHouseFacts = z.object({
  version: z.string().nullable(),
  /** How far its clock is ahead of this machine's. */
  clockSkewMs: z.number().nullable(),
  /** Why the rest is not known, in one sentence. */
  problem: z.string().nullable(),
});
export type ClickHouseFacts = z.infer<typeof ClickHouseFacts>;

/** Everything that somebody needs who is to help; without any secret. */
export const Diagnostics = z.object({
  generatedAt: Instant,
  health: Health,
  versions: z.record(z.string(), z.string()),
  /** Node's names, e.g. linux, x64. */
  system: z.object({ platform: z.string(), arch: z.string(), release: z.string() }),
  /** IANA zone of the machine the host runs on. */
  timeZone: z.string(),
  /** Null where none is set up. */
  clickhouse: ClickHouseFacts.nullable(),
  dataFolder: z.string(),
  /** Null where it could not be counted. */
  dataFolderBytes: z.int().nullable(),
  /** Null where the disk refuses; the health says so. */
  database: z.object({ schemaVersion: z.int(), sizeBytes: z.int(), alerts: z.int() }).nullable(),
  settings: Settings,
  overrides: z.record(z.string(), z.string()),
  /** What is wrong with the stored settings; empty: nothing. */
  settingsProblems: z.array(z.string()),
  secretBackend: SettingsView.shape.secretBackend,
  secrets: z.array(z.object({ name: z.string(), from: z.enum(['environment', 'stored', 'none']) })),
  /** Whether what this host shows pop-ups with does so, in one sentence. */
  popUps: z.object({ state: z.enum(['shown', 'nobody', 'refused', 'off']), explanation: z.string() }),
  logging: z.object({ debug: z.boolean(), attempts: z.boolean() }),
  thresholds: z.array(ThresholdInForce),
  /** By kind; those that are switched off count as `off` alone. */
  ownRules: z.object({ metric: z.int(), sql: z.int(), off: z.int() }),
  /** Those that end last first; `more` is how many are left out. */
  cooldowns: z.object({ items: z.array(Cooldown), more: z.int() }),
  outbox: z.array(OutboxLine),
  /** Receivers that only a person can mend, or time. */
  breakers: z.array(
    z.object({ receiver: z.string(), since: Instant, retryAt: Instant.nullable(), reason: z.string().nullable() }),
  ),
});
export type Diagnostics = z.infer<typeof Diagnostics>;
