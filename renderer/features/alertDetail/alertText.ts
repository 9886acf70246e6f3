import type { Alert } from '../../../shared/alert.ts';
import type { ValueFormat } from '../../components/createValueFormat.ts';
import { severityWords } from '../../components/severityWords.ts';

/** An alert as plain text for a chat or a ticket: what, how bad, since when (UTC, since readers sit anywhere), who, where. */
export function alertText(alert: Alert, format: ValueFormat, link: string): string {
  const change = format.change(alert.metricValue, alert.expectedValue, alert.unit);
  const labels = Object.entries(alert.labels).map(([name, value]) => `${name}=${value}`);
  return [
    `${severityWords[alert.severity]} · ${alert.title}${labels.length > 0 ? ` (${labels.join(', ')})` : ''}`,
    alert.description,
    alert.metricValue === null
      ? null
      : `${format.value(alert.metricValue, alert.unit)}, expected ${format.value(alert.expectedValue, alert.unit)}${change ? ` (${change})` : ''}`,
    `Since ${utc(alert.startsAt)}${alert.resolvedAt ? `, resolved ${utc(alert.resolvedAt)}` : ''}`,
    alert.acknowledgedAt
      ? `Acknowledged${alert.acknowledgedBy ? ` by ${alert.acknowledgedBy}` : ''} ${utc(alert.acknowledgedAt)}${alert.note ? `: ${alert.note}` : ''}`
      : null,
    link,
  ]
    .filter((line) => line !== null && line !== '')
    .join('\n');
}

function utc(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
