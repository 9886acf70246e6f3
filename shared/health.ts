import { z } from 'zod';
import { ReceiverKind } from './delivery/receiverSettings.ts';
import { Instant } from './instant.ts';
import { ErrorCode } from './problem.ts';

/** How far the picture can be trusted. Never shown green unless `live`. */
export const Freshness = z.enum(['starting', 'live', 'late', 'blind']);
export type Freshness = z.infer<typeof Freshness>;

export const SourceStatus = z.enum(['starting', 'ok', 'failing', 'stale', 'notSetUp']);
export type SourceStatus = z.infer<typeof SourceStatus>;

/** Of the last polls, those that failed or ran into the deadline too. */
export const SourceLatency = z.object({ polls: z.int(), p50Ms: z.number(), p95Ms: z.number() });
export type SourceLatency = z.infer<typeof SourceLatency>;

export const SourceHealth = z.object({
  name: z.string(),
  kind: z.enum(['engine', 'anomalies', 'metrics', 'rules', 'models', 'jobs', 'users', 'errors', 'learning', 'self']),
  status: SourceStatus,
  lastSuccessAt: Instant.nullable(),
  /** One sentence: what happened, what it means for the watch, what to do. */
  lastError: z.string().nullable(),
  errorCode: ErrorCode.nullable(),
  latencyMs: z.number().nullable(),
  latency: SourceLatency.optional(),
  /** The last failure since the start, over or not. */
  lastFailure: z.object({ at: Instant, message: z.string(), code: ErrorCode }).optional(),
  newestRowAt: Instant.nullable(),
  /** Rows that could not be read since start, and why the last of them. */
  skippedRows: z.int(),
  lastSkipped: z.string().nullable(),
  /** What it cannot do although it answers, e.g. write its findings back; one sentence or two. */
  note: z.string().nullable(),
  /** What is wrong with single rules of the person's own although it answers, by the rule's name: sentences about it. */
  ruleNotes: z.record(z.string(), z.string()).optional(),
});
export type SourceHealth = z.infer<typeof SourceHealth>;

export const ReceiverHealth = z.object({
  name: z.string(),
  kind: ReceiverKind,
  status: z.enum(['ok', 'retrying', 'broken']),
  lastSentAt: Instant.nullable(),
  lastError: z.string().nullable(),
  /** What the last message could not do although it got through, e.g. reach one of many addresses; one sentence. */
  note: z.string().nullable().optional(),
  /** Both only while it is broken; from `retryAt` on the next message for it is tried there once more. */
  brokenSince: Instant.optional(),
  retryAt: Instant.optional(),
  pending: z.int(),
});
export type ReceiverHealth = z.infer<typeof ReceiverHealth>;

export const Health = z.object({
  status: Freshness,
  /** Why it is not `live`, in one sentence; null when live. */
  statusReason: z.string().nullable(),
  /** Since when the status is what it is. */
  statusSince: Instant,
  version: z.string(),
  host: z.enum(['browser', 'desktop']),
  demo: z.boolean(),
  startedAt: Instant,
  nextCycleAt: Instant.nullable(),
  cycleIntervalMs: z.int(),
  lastCycle: z.object({ startedAt: Instant, durationMs: z.number(), error: z.string().nullable() }).nullable(),
  sources: z.array(SourceHealth),
  receivers: z.array(ReceiverHealth),
  /** Until when a person wants no pop-ups; null: they come. */
  popUpsPausedUntil: Instant.nullable(),
  outbox: z.object({ pending: z.int(), failed: z.int(), sent: z.int() }),
  /** Things a person should know and can mend: broken settings file, plain HTTP, weak key file, read-only folder. */
  notices: z.array(z.object({ code: z.string(), severity: z.enum(['info', 'warning', 'error']), message: z.string() })),
  /** True when ClickHouse is reached over plain HTTP beyond loopback: the status line shows an open lock. */
  unencrypted: z.boolean(),
});
export type Health = z.infer<typeof Health>;
