import type { Alert } from '../../shared/alert.ts';
import type { Freshness, ReceiverHealth, SourceHealth } from '../../shared/health.ts';
import type { Result } from '../../shared/problem.ts';
import type { DeliveryResult } from '../notify/notifier.ts';

export type CycleTrigger = 'start' | 'timer' | 'manual' | 'resume' | 'network' | 'retry' | 'acknowledged';

/** The watch's own part of `Health`; hosts add version, host and notices. Times ISO 8601 UTC. */
export interface MonitorHealth {
  status: Freshness;
  statusReason: string | null;
  statusSince: string;
  startedAt: string;
  nextCycleAt: string | null;
  cycleIntervalMs: number;
  lastCycle: { startedAt: string; durationMs: number; error: string | null } | null;
  sources: SourceHealth[];
  receivers: ReceiverHealth[];
  popUpsPausedUntil: string | null;
  outbox: { pending: number; failed: number; sent: number };
}

export type MonitorChange =
  | { kind: 'alerts'; alerts: Alert[]; newIds: string[] }
  | { kind: 'health' }
  /** A notification was sent, held back or given up: the log of these alerts changed. */
  | { kind: 'notifications'; alertIds: string[] };

/** The watch: polls, keeps the book, decides, delivers. Cycles never overlap. */
export interface Monitor {
  start(): void;
  /** Ends timers and requests under way; resolves when nothing of it runs any more. */
  stop(): Promise<void>;
  /** Runs one now, or joins the one under way and runs another after it; resolves when done. Never rejects. */
  runCycle(trigger: CycleTrigger): Promise<void>;
  health(): MonitorHealth;
  /** Call after people changed alerts in the book: tells subscribers, and carries acknowledgements to ClickHouse. */
  alertsChanged(alerts: Alert[]): void;
  /** Call after people said what alerts were: tells subscribers, the messages about them, and ClickHouse. */
  feedbackGiven(alerts: Alert[]): void;
  /** Call after people made, changed or ended silences: what they mute, or no longer do, is decided on at once. */
  silencesChanged(): void;
  /** Sends a test message; success mends a broken receiver, and what waited for it goes out. Null: no such receiver. */
  testReceiver(name: string): Promise<DeliveryResult | null>;
  /** No pop-ups until then, ms UTC; null: they come again. Kept over restarts. */
  pausePopUps(until: number | null): Result<null>;
  /** Nobody is in front of this machine (locked, asleep), or somebody is again: then what was held comes as a digest. */
  setAway(away: boolean): void;
  /** Returns the unsubscribe function. */
  subscribe(listener: (change: MonitorChange) => void): () => void;
}
