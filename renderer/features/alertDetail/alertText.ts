import type { Alert } from '../../../shared/alert.ts';
import type { ValueFormat } from '../../components/createValueFormat.ts';
import { severityWords } from '../../components/severityWords.ts';
import { changeOf, heldAgainst, lossOf } from '../alerts/rowText.ts';
import { feedbackWords } from '../feedback/feedbackWords.ts';

/** An alert as plain text for a chat or a ticket: what, how bad, since when (UTC, since readers sit anywhere), who, where. */
export function alertText(alert: Alert, format: ValueFormat, link: string): string {
  const change = changeOf(alert, format);
  const labels = Object.entries(alert.labels).map(([name, value]) => `${name}=${value}`);
  return [
    `${severityWords[alert.severity]} · ${alert.title}${labels.length > 0 ? ` (${labels.join(', ')})` : ''}`,
    alert.description,
    alert.metricValue === null
      ? null
      : `${format.value(alert.metricValue, alert.unit)}, ${heldAgainst(alert)} ${format.value(alert.expectedValue, alert.unit)}${change ? ` (${change})` : ''}`,
    alert.explanation === null ? null : `Where it comes from: ${alert.explanation}`,
    lossOf(alert, format)?.sentence ?? null,
    `Since ${utc(alert.startsAt)}${alert.resolvedAt ? `, resolved ${utc(alert.resolvedAt)}` : ''}`,
    alert.acknowledgedAt
      ? `Acknowledged${alert.acknowledgedBy ? ` by ${alert.acknowledgedBy}` : ''} ${utc(alert.acknowledgedAt)}${alert.note ? `: ${alert.note}` : ''}`
      : null,
    feedbackText(alert),
    link,
  ]
    .filter((line) => line !== null && line !== '')
    .join('\n');
}

function feedbackText({ feedback }: Alert): string | null {
  if (feedback === null) return null;
  const { label, by, comment } = feedback;
  return `Labelled ${feedbackWords[label].toLowerCase()} by ${by}${comment === null ? '' : `: ${comment}`}`;
}

function utc(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
