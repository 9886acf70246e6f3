import type { AlertRecord, HistoryRecord } from './alertRecord.ts';

/** A changed alert with the line of history that says so; null when there was nothing to change. */
export type AlertEdit = { record: AlertRecord; history: HistoryRecord } | null;

/**
 * Someone has it, and those who were told are told so. An alert that somebody has already, or that is over, stays as it is.
 * `at`: ms UTC.
 */
export function acknowledgeAlert(record: AlertRecord, by: string, note: string | null, at: number): AlertEdit {
  if (record.acknowledgement !== null || record.resolvedAt !== null) return null;
  return {
    record: { ...record, acknowledgement: { at, by, note, severity: record.severity }, wakeAt: at, escalatesAt: null },
    history: { alertId: record.id, at, kind: 'acknowledged', by, note },
  };
}

/** Nobody has it any more: decided on again with the next cycle, so that repeats go on where they stopped. */
export function unacknowledgeAlert(record: AlertRecord, by: string, at: number): AlertEdit {
  if (record.acknowledgement === null || record.resolvedAt !== null) return null;
  return {
    record: { ...record, acknowledgement: null, wakeAt: at, escalations: 0 },
    history: { alertId: record.id, at, kind: 'unacknowledged', by, note: null },
  };
}

/** Holds its notifications back until a time; `until` null ends that. Decided on again when the time has come. */
export function snoozeAlert(record: AlertRecord, until: number | null, by: string, at: number): AlertEdit {
  if (record.resolvedAt !== null || record.snoozedUntil === until) return null;
  if (until !== null && until <= at) return null;
  return {
    record: { ...record, snoozedUntil: until, wakeAt: until ?? at, escalatesAt: null },
    history: {
      alertId: record.id,
      at,
      kind: until === null ? 'unsnoozed' : 'snoozed',
      by,
      note: until === null ? null : `until ${new Date(until).toISOString()}`,
    },
  };
}
