import type { Alert } from '../../../shared/alert.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { formatValue } from '../../../shared/formatValue.ts';
import type { Severity } from '../../../shared/severity.ts';
import { learnedLines } from '../../notify/learnedLines.ts';
import type { NotificationMessage } from '../../notify/notifier.ts';

type EventAction = 'trigger' | 'acknowledge' | 'resolve';

/** One event of PagerDuty's Events API v2, as it goes over the wire. */
export interface PagerDutyEvent {
  routing_key: string;
  event_action: EventAction;
  dedup_key: string;
  client?: string;
  client_url?: string;
  links?: { href: string; text: string }[];
  payload?: {
    summary: string;
    source: string;
    severity: 'critical' | 'error' | 'warning' | 'info';
    timestamp: string;
    class: string;
    group?: string;
    custom_details: Record<string, unknown>;
  };
}

const severities: Record<Severity, 'critical' | 'error' | 'warning' | 'info'> = {
  critical: 'critical',
  high: 'error',
  medium: 'warning',
  low: 'info',
};

/** The service's own limits: 1,024 characters of summary, 512 KB for all of it. */
const summaryLength = 1024;
const textLength = 4000;
const sourceLength = 255;
const mostBytes = 500_000;
/** Below this a message is not late in any way that matters. */
const lateFromMs = 2 * 60_000;

/** What opens an incident or adds to it; without the details where they would make it too big. */
export function triggerOf(message: NotificationMessage, routingKey: string, dedupKey: string): PagerDutyEvent {
  const { alert, dashboardUrl } = message;
  const event = (details: Record<string, unknown>): PagerDutyEvent => ({
    ...{ routing_key: routingKey, event_action: 'trigger', dedup_key: dedupKey, client: 'Watchkeeper' },
    ...(dashboardUrl === null ? {} : { client_url: dashboardUrl }),
    links: linksOf(message),
    payload: {
      summary: cut(summaryOf(message), summaryLength) || 'Alert',
      source: cut(alert.source, sourceLength) || 'watchkeeper',
      severity: severities[alert.severity],
      timestamp: alert.startsAt,
      class: cut(alert.type, sourceLength),
      ...(alert.labels.model ? { group: cut(alert.labels.model, sourceLength) } : {}),
      custom_details: details,
    },
  });
  const whole = event(detailsOf(message));
  return Buffer.byteLength(JSON.stringify(whole)) <= mostBytes ? whole : event({ note: 'The details were too long.' });
}

export function updateOf(action: 'acknowledge' | 'resolve', routingKey: string, dedupKey: string): PagerDutyEvent {
  return { routing_key: routingKey, event_action: action, dedup_key: dedupKey };
}

function summaryOf({ alert, currency, reason, delayedMs }: NotificationMessage): string {
  const shown = (value: number | null) => formatValue(value, alert.unit, currency);
  const values =
    alert.metricValue === null ? '' : `: ${shown(alert.metricValue)}, expected ${shown(alert.expectedValue)}`;
  const lead = reason === 'escalated' ? 'Escalated: ' : '';
  const late = delayedMs >= lateFromMs ? ` (delayed ${formatDuration(delayedMs)})` : '';
  return `${lead}${alert.title}${values}${late}`.replaceAll(/\s+/g, ' ').trim();
}

function detailsOf(message: NotificationMessage): Record<string, unknown> {
  const { alert, suppressed } = message;
  const known = learnedLines(message).map((line) => cut(line, textLength));
  return {
    description: cut(alert.description, textLength),
    ...(known.length > 0 ? { known } : {}),
    value: alert.metricValue,
    expected: alert.expectedValue,
    unit: alert.unit,
    window: alert.windowStart,
    occurrences: alert.occurrences,
    ...(alert.facts.length > 0
      ? { facts: Object.fromEntries(alert.facts.map(({ name, value }) => [name.toWellFormed(), value.toWellFormed()])) }
      : {}),
    ...(suppressed > 0 ? { repetitions_held_back: suppressed } : {}),
    labels: Object.fromEntries(
      Object.entries(alert.labels).map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]),
    ),
  };
}

function linksOf({ alert, dashboardUrl }: NotificationMessage): { href: string; text: string }[] {
  const link = (href: Alert['runbookUrl'], text: string) =>
    href !== null && /^https?:\/\//i.test(href) && URL.canParse(href) && href.length <= 2000
      ? [{ href: href.toWellFormed(), text }]
      : [];
  return [...link(dashboardUrl, 'Open in Watchkeeper'), ...link(alert.runbookUrl, 'Runbook')];
}

/** By whole characters: strict readers of JSON refuse all of a message that has half of one. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text.toWellFormed();
  return `${[...text.slice(0, length)].slice(0, -2).join('')}…`.toWellFormed();
}
