import { z } from 'zod';
import { DeliverySettings } from './delivery/deliverySettings.ts';
import { TimeOfDay } from './delivery/timePeriod.ts';
import { Thresholds } from './detection/thresholds.ts';
import { LearningSettings } from './learning/learningSettings.ts';
import { Sound } from './popUp.ts';
import { Severity } from './severity.ts';
import {
  ErrorSettings,
  JobSettings,
  MetricSettings,
  ModelSettings,
  SelfSettings,
  UserSettings,
} from './signals/signalSettings.ts';

const identifier = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'use letters, digits and underscores')
  .max(128);

const PopUps = z.object({
  enabled: z.boolean().default(true),
  /** Which severities pop up at all. */
  severities: z
    .object({
      critical: z.boolean().default(true),
      high: z.boolean().default(true),
      medium: z.boolean().default(false),
      low: z.boolean().default(false),
    })
    .prefault({}),
  sounds: z
    .object({
      critical: Sound.default('alarm'),
      high: Sound.default('chime'),
      medium: Sound.default('none'),
      low: Sound.default('none'),
    })
    .prefault({}),
  /** A critical one stays until it is dismissed. */
  criticalStays: z.boolean().default(true),
  /** Also when an alert is over. */
  resolved: z.boolean().default(false),
  quietHours: z
    .object({
      enabled: z.boolean().default(false),
      from: TimeOfDay.default('22:00'),
      to: TimeOfDay.default('07:00'),
      /** IANA name; empty: that of the machine the host runs on. */
      timeZone: z.string().max(100).default(''),
      criticalBreaksThrough: z.boolean().default(true),
    })
    .prefault({}),
});
export type PopUpSettings = z.infer<typeof PopUps>;

export const Settings = z.object({
  connection: z
    .object({
      url: z.string().default(''),
      user: z.string().default('default'),
      database: identifier.default('realtime'),
      /** Plain http: beyond loopback. */
      allowUnencrypted: z.boolean().default(false),
      tables: z
        .object({
          events: identifier.default('events'),
          metricWindows: identifier.default('metric_windows'),
          anomalies: identifier.default('anomalies'),
          baselines: identifier.default('anomaly_baselines'),
          componentMetrics: identifier.default('component_metrics'),
          modelEvents: identifier.default('model_events'),
          jobRuns: identifier.default('job_runs'),
          userRegistrations: identifier.default('user_registrations'),
          pipelineErrors: identifier.default('pipeline_errors'),
          heartbeats: identifier.default('watchkeeper_heartbeats'),
          feedback: identifier.default('anomaly_feedback'),
        })
        .prefault({}),
    })
    .prefault({}),
  cycle: z
    .object({
      intervalSeconds: z.number().int().min(5).max(3600).default(30),
      /** Newest event older than this: blind. */
      staleAfterMinutes: z.number().min(1).max(1440).default(10),
      sourceDeadlineSeconds: z.number().min(1).max(120).default(10),
    })
    .prefault({}),
  engine: z
    .object({
      enabled: z.boolean().default(true),
      windowSeconds: z
        .number()
        .int()
        .min(60)
        .max(3600)
        .refine((seconds) => seconds % 60 === 0 && 3600 % seconds === 0, 'use whole minutes that divide an hour')
        .default(300),
      baselineWindows: z.number().int().min(2).max(288).default(12),
      minBaselineWindows: z.number().int().min(2).max(288).default(6),
      latenessSeconds: z.number().int().min(0).max(600).default(30),
      /** What windows are judged against: the last ones, or what was learned of this hour of the week. */
      baseline: z.enum(['windows', 'learned']).default('learned'),
      /** Write anomalies and baselines to ClickHouse. */
      writeBack: z.boolean().default(false),
      thresholds: Thresholds.prefault({}),
    })
    .prefault({}),
  learning: LearningSettings.prefault({}),
  anomalies: z.object({ enabled: z.boolean().default(true) }).prefault({}),
  metrics: MetricSettings.prefault({}),
  models: ModelSettings.prefault({}),
  jobs: JobSettings.prefault({}),
  users: UserSettings.prefault({}),
  errors: ErrorSettings.prefault({}),
  self: SelfSettings.prefault({}),
  notifications: z
    .object({
      minSeverity: Severity.default('high'),
      slackEnabled: z.boolean().default(true),
      deduplicationMinutes: z.number().min(1).max(1440).default(15),
      /** Sent again this often while it fires and nobody has it; null: never. */
      repeatMinutes: z.number().min(15).max(1440).nullable().default(60),
    })
    .prefault({}),
  delivery: DeliverySettings.prefault({}),
  popUps: PopUps.prefault({}),
  /** What only the desktop app goes by. */
  desktop: z
    .object({
      /** Show the window at login too; a start by hand shows it in any case. */
      startInWindow: z.boolean().default(false),
      updates: z
        .object({
          enabled: z.boolean().default(false),
          /** Where releases lie; empty: where this build came from. */
          url: z.string().default(''),
        })
        .prefault({}),
    })
    .prefault({}),
  /** Where links in messages lead; empty: this host's own address. */
  dashboardUrl: z.string().default(''),
  /** ISO 4217, for amounts on screen and in messages. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'use a three-letter currency code such as USD')
    .default('USD'),
});
export type Settings = z.infer<typeof Settings>;

export const secretNames = [
  'clickhousePassword',
  'slackWebhookUrl',
  'slackWebhookCritical',
  'slackWebhookRevenue',
  'slackWebhookTechnical',
  'slackBotToken',
  'slackAppToken',
  'pagerDutyKey',
  'smtpPassword',
  'sentryDsn',
  'heartbeatUrl',
] as const;
/** The built-in ones, and for a receiver of the person's own `receiver.NAME` and `receiver.NAME.key`. */
export const SecretName = z.union([
  z.enum(secretNames),
  z.templateLiteral(['receiver.', z.string().regex(/[a-z0-9][a-z0-9-]{0,39}(\.key)?/)]),
]);
export type SecretName = z.infer<typeof SecretName>;

export const isSecretName = (name: string): name is SecretName => SecretName.safeParse(name).success;

/** Where a value comes from; what the environment sets is shown and locked. */
export const SettingsView = z.object({
  settings: Settings,
  defaults: Settings,
  /** Dotted path → name of the environment variable that set it. */
  overrides: z.record(z.string(), z.string()),
  /** Whether it is set and by whom; the value itself is never sent. */
  secrets: z.record(SecretName, z.object({ set: z.boolean(), from: z.enum(['environment', 'stored', 'none']) })),
  secretBackend: z.object({
    name: z.string(),
    weak: z.boolean(),
    explanation: z.string(),
    /**
     * `locked`: stored ones wait for a passphrase; `waiting`: for the system's keychain, which does not open;
     * `memory`: kept until the end of this run only.
     */
    state: z.enum(['ready', 'locked', 'waiting', 'memory']),
  }),
  /** Folder of settings, database and logs. */
  dataFolder: z.string(),
});
export type SettingsView = z.infer<typeof SettingsView>;
