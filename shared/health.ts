import { z } from 'zod';
import { Instant } from './alert.ts';
import { ReceiverKind } from './delivery/receiverSettings.ts';
import { ErrorCode } from './problem.ts';

/** How far the picture can be trusted. Never shown green unless `live`. */
export const Freshness = z.enum(['starting', 'live', 'late', 'blind']);
export type Freshness = z.infer<typeof Freshness>;

export const SourceStatus = z.enum(['starting', 'ok', 'failing', 'stale', 'notSetUp']);
export type SourceStatus = z.infer<typeof SourceStatus>;

export const SourceHealth = z.object({
  name: z.string(),
  kind: z.enum(['engine', 'anomalies', 'self']),
  status: SourceStatus,
  lastSuccessAt: Instant.nullable(),
  /** One sentence: what happened, what it means for the watch, what to do. */
  lastError: z.string().nullable(),
  errorCode: ErrorCode.nullable(),
  latencyMs: z.number().nullable(),
  newestRowAt: Instant.nullable(),
  /** Rows that could not be read since start, and why the last of them. */
  skippedRows: z.int(),
  lastSkipped: z.string().nullable(),
  /** What it cannot do although it answers, e.g. write its findings back; one sentence or two. */
  note: z.string().nullable(),
});
export type SourceHealth = z.infer<typeof SourceHealth>;

export const ReceiverHealth = z.object({
  name: z.string(),
  kind: ReceiverKind,
  status: z.enum(['ok', 'retrying', 'broken']),
  lastSentAt: Instant.nullable(),
  lastError: z.string().nullable(),
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
