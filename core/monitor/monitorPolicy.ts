import type { Settings } from '../../shared/settings.ts';
import type { Severity } from '../../shared/severity.ts';
import type { AlertPolicy } from '../alerts/applyBatch.ts';

/** The settings that the watch itself goes by; times in ms. */
export interface MonitorPolicy {
  intervalMs: number;
  sourceDeadlineMs: number;
  minSeverity: Severity;
  deduplicationMs: number;
  /** Null: never repeated. */
  repeatMs: number | null;
  /** For who has an alert that still fires; null: never reminded. */
  remindMs: number | null;
  /** ISO 4217, for amounts in messages. */
  currency: string;
}

export function monitorPolicy(settings: Settings): MonitorPolicy {
  const { cycle, notifications, delivery } = settings;
  return {
    intervalMs: cycle.intervalSeconds * 1000,
    sourceDeadlineMs: cycle.sourceDeadlineSeconds * 1000,
    minSeverity: notifications.minSeverity,
    deduplicationMs: notifications.deduplicationMinutes * 60_000,
    repeatMs: notifications.repeatMinutes === null ? null : notifications.repeatMinutes * 60_000,
    remindMs: delivery.remindMinutes === null ? null : delivery.remindMinutes * 60_000,
    currency: settings.currency,
  };
}

const clearWindows = 2;
const rowsResolveAfterMs = 30 * 60_000;

/** When alerts open, merge and end. */
export function alertPolicyOf({ deduplicationMs }: MonitorPolicy): AlertPolicy {
  return { deduplicationMs, clearWindows, rowsResolveAfterMs };
}
