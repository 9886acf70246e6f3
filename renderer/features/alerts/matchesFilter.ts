import type { Alert } from '../../../shared/alert.ts';
import { isSilenced, isSnoozed } from '../../../shared/muting.ts';
import { type AlertFilter, toQuery } from './alertFilter.ts';

/** Whether an arriving alert belongs to the rows on screen, so that only those are told as new. */
export function matchesFilter(alert: Alert, filter: AlertFilter, now: number): boolean {
  const { from, to } = toQuery(filter, now);
  return (
    allows(filter.status, alert.status) &&
    allows(filter.severity, alert.severity) &&
    allows(filter.type, alert.type) &&
    allows(filter.source, alert.source) &&
    (filter.silenced === null || filter.silenced === isSilenced(alert)) &&
    (filter.snoozed === null || filter.snoozed === isSnoozed(alert, now)) &&
    (filter.silence === null || (isSilenced(alert) && alert.silencedBy.includes(filter.silence))) &&
    allows(filter.feedback, alert.feedback?.label ?? 'none') &&
    (filter.incident === null || alert.incidentId === filter.incident) &&
    (from === undefined || alert.lastSeenAt >= from) &&
    (to === undefined || alert.lastSeenAt < to) &&
    hasText(alert, filter.q)
  );
}

function allows<T>(list: readonly T[], value: T): boolean {
  return list.length === 0 || list.includes(value);
}

function hasText(alert: Alert, q: string): boolean {
  if (q === '') return true;
  const text = [alert.title, alert.description, alert.type, ...Object.entries(alert.labels).flat()].join('\n');
  return text.toLowerCase().includes(q.toLowerCase());
}
