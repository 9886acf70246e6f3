import { z } from 'zod';
import { OwnRule } from './ownRule.ts';
import { type ThresholdMetric, type ThresholdRule, thresholdRules } from './thresholdRules.ts';

const thresholdSetting = ({ limit, cooldownMinutes }: ThresholdRule) =>
  z
    .object({
      enabled: z.boolean().default(true),
      limit: z.number().min(0).default(limit),
      cooldownMinutes: z.number().min(0).max(1440).default(cooldownMinutes),
    })
    .prefault({});

type ThresholdSetting = ReturnType<typeof thresholdSetting>;

const thresholds = Object.fromEntries(thresholdRules.map((rule) => [rule.metric, thresholdSetting(rule)])) as Record<
  ThresholdMetric,
  ThresholdSetting
>;

/** How metrics of components are watched. */
export const MetricSettings = z.object({
  enabled: z.boolean().default(true),
  /** They are read this often at most; checks in between look at the rest alone. */
  intervalSeconds: z.number().int().min(1).max(86_400).default(30),
  thresholds: z.object(thresholds).prefault({}),
  rules: z.array(OwnRule).max(200).default([]),
});

export const ModelSettings = z.object({ enabled: z.boolean().default(true) });

export const JobSettings = z.object({
  enabled: z.boolean().default(true),
  /** What is told of runs that go well; failed ones are alerts in any case. */
  messages: z.enum(['all', 'finished', 'none']).default('all'),
  /** Channel of a job's messages by the job's name; others go to the default channel. */
  channels: z.record(z.string().min(1).max(200), z.string().trim().min(1).max(80)).default({}),
  /** How often a job runs and how long it takes are learnt from the runs of the last 30 days. */
  learnSchedule: z.boolean().default(true),
  /** Given by hand, by the job's name; what is null is learnt. */
  expected: z
    .record(
      z.string().min(1).max(200),
      z.object({
        everyMinutes: z.number().positive().max(525_600).nullable().default(null),
        maxMinutes: z.number().positive().max(525_600).nullable().default(null),
      }),
    )
    .default({}),
});
export type JobSettings = z.infer<typeof JobSettings>;

export const UserSettings = z.object({
  enabled: z.boolean().default(true),
  /** `a…@example.com` instead of the whole address. */
  maskEmail: z.boolean().default(false),
});

export const ErrorSettings = z.object({
  enabled: z.boolean().default(true),
  /** Errors of one kind in five minutes, from which on there is an alert of this severity; null: never. */
  perWindow: z
    .object({
      critical: z.number().int().min(1).nullable().default(null),
      high: z.number().int().min(1).nullable().default(100),
      medium: z.number().int().min(1).nullable().default(10),
      low: z.number().int().min(1).nullable().default(1),
    })
    .prefault({}),
  sentry: z
    .object({
      environment: z.string().trim().max(100).default('production'),
      /** Share of errors that are sent, 0 to 1. */
      sampleRate: z.number().min(0).max(1).default(1),
      /** Watchkeeper's own faults too. */
      ownFaults: z.boolean().default(false),
    })
    .prefault({}),
});
export type ErrorSettings = z.infer<typeof ErrorSettings>;

export const SelfSettings = z.object({
  /** Asked by GET this often while checks succeed, so that others notice when they stop; its address is a secret. */
  heartbeatSeconds: z.number().int().min(30).max(86_400).default(60),
  /** A row in `watchkeeper_heartbeats`, too. */
  heartbeatRow: z.boolean().default(false),
  /** Clocks of this machine and of ClickHouse may differ by this much, seconds. */
  clockSkewSeconds: z.number().min(1).max(3600).default(30),
});
