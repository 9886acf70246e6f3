import type { Alert } from '../../../shared/alert.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import type { ValueFormat } from '../../components/createValueFormat.ts';

/** How bad, in figures: `$245`, `$1,850`, `−87 %`. */
export interface Magnitude {
  value: string;
  expected: string | null;
  change: string | null;
}

export function magnitudeOf(alert: Alert, format: ValueFormat): Magnitude | null {
  if (alert.metricValue === null) return null;
  return {
    value: format.value(alert.metricValue, alert.unit),
    expected: alert.expectedValue === null ? null : format.value(alert.expectedValue, alert.unit),
    change: format.change(alert.metricValue, alert.expectedValue, alert.unit),
  };
}

/** Who has it, or what became of it. */
export function holderOf(
  alert: Alert,
  now: number,
): { text: string; kind: 'nobody' | 'person' | 'snoozed' | 'muted' | 'resolved' } {
  if (alert.status === 'resolved' && alert.resolvedAt !== null) {
    const lasted = Date.parse(alert.resolvedAt) - Date.parse(alert.startsAt);
    return { kind: 'resolved', text: `after ${formatDuration(lasted)}` };
  }
  if (alert.snoozedUntil !== null && Date.parse(alert.snoozedUntil) > now) {
    const left = Date.parse(alert.snoozedUntil) - now;
    return { kind: 'snoozed', text: `snoozed, ${formatDuration(left)} left` };
  }
  if (alert.status === 'acknowledged') return { kind: 'person', text: alert.acknowledgedBy ?? 'somebody' };
  if (alert.silencedBy.length > 0) return { kind: 'muted', text: 'silenced' };
  if (alert.inhibitedBy.length > 0) return { kind: 'muted', text: 'explained by another' };
  return { kind: 'nobody', text: 'nobody' };
}
