import type { Alert, NotificationReason } from '../../../shared/alert.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { formatValue } from '../../../shared/formatValue.ts';
import type { Severity } from '../../../shared/severity.ts';
import { severities } from '../../../shared/severity.ts';
import { judgedFacts } from '../../notify/judgedFacts.ts';
import { digestLines, learnedLines } from '../../notify/learnedLines.ts';
import type { DigestMessage, NotificationMessage, SummaryMessage } from '../../notify/notifier.ts';
import { outageHeadline } from '../../notify/pacing/outageHeadline.ts';

/** A mail before it is dressed: the same lines become text and HTML. */
export interface MailContent {
  subject: string;
  /** Of the strip above the mail; null: none. */
  severity: Severity | null;
  heading: string;
  paragraphs: string[];
  facts: [name: string, value: string][];
  /** One line each, as in a list. */
  items: string[];
  links: { text: string; href: string }[];
  footer: string[];
}

const words: Record<Severity, string> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' };
const prefixes: Record<NotificationReason, string | null> = {
  firing: null,
  severityRaised: 'Raised',
  repeat: 'Still firing',
  escalated: 'Escalated',
  resolved: 'Resolved',
  acknowledged: 'Acknowledged',
  unacknowledged: 'Nobody has it any more',
  feedback: null,
  reminder: 'Yours, still firing',
  summary: null,
  notice: null,
};
const lateFromMs = 2 * 60_000;
const subjectLength = 200;
const sentenceLength = 4000;
const mostListed = 200;
const mostLabels = 50;

export function alertMail(message: NotificationMessage): MailContent {
  const { alert, reason, currency, delayedMs, suppressed, dashboardUrl, acknowledgeUrl } = message;
  const prefix = prefixes[reason];
  const subject = `[${words[alert.severity]}] ${prefix === null ? '' : `${prefix}: `}${valuesAfter(alert, currency)}`;
  const open = alert.status === 'active' && reason !== 'resolved';
  const labels = Object.entries(alert.labels);
  const by = alert.acknowledgedBy === null ? [] : [['Acknowledged by', alert.acknowledgedBy] as [string, string]];
  return {
    subject: oneLine(subject, subjectLength),
    severity: alert.severity,
    heading: oneLine(`${prefix ?? words[alert.severity]} · ${alert.title}`, subjectLength),
    paragraphs: [
      cut(alert.description, sentenceLength) || 'No description was given.',
      ...learnedLines(message).map((line) => cut(line, sentenceLength)),
    ],
    facts: [
      ['Severity', words[alert.severity]],
      ['Since', utc(alert.startsAt)],
      ...(alert.resolvedAt === null ? [] : [['Until', utc(alert.resolvedAt)] as [string, string]]),
      ['Current', formatValue(alert.metricValue, alert.unit, currency)],
      ['Expected', formatValue(alert.expectedValue, alert.unit, currency)],
      ...by,
      ...alert.facts
        .slice(0, mostLabels)
        .map(({ name, value }): [string, string] => [oneLine(name, 100), oneLine(value, 300)]),
      ...labels
        .slice(0, mostLabels)
        .map(([name, value]): [string, string] => [oneLine(name, 100), oneLine(value, 300)]),
      ...(labels.length > mostLabels
        ? [['', `and ${labels.length - mostLabels} more labels`] as [string, string]]
        : []),
    ],
    items: [],
    links: [
      ...link('Open in Watchkeeper', dashboardUrl),
      ...(open ? link('Acknowledge', acknowledgeUrl) : []),
      ...link('Runbook', alert.runbookUrl),
    ],
    footer: [
      ...(suppressed > 0
        ? [`${suppressed} ${suppressed === 1 ? 'repetition was' : 'repetitions were'} held back since the mail before.`]
        : []),
      ...(delayedMs >= lateFromMs ? [`This mail is ${formatDuration(delayedMs)} late.`] : []),
      `Source ${oneLine(alert.source, 100)}.`,
    ],
  };
}

export function digestMail(digest: DigestMessage): MailContent {
  const { messages, group, dashboardUrl, currency, delayedMs } = digest;
  const [worst] = messages;
  const counts = severities
    .map((severity) => ({ severity, n: messages.filter(({ alert }) => alert.severity === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => `${n} ${severity}`);
  const outage = outageHeadline(digest);
  const heading = outage ?? `${messages.length} alerts: ${counts.join(', ')}`;
  const more = messages.length - mostListed;
  return {
    subject: oneLine(`[${words[worst?.alert.severity ?? 'low']}] ${heading}`, subjectLength),
    severity: worst?.alert.severity ?? null,
    heading,
    paragraphs: [
      ...(outage === null ? [] : [`${counts.join(', ')}.`]),
      ...(group === null ? [] : [`All of them have in common: ${oneLine(group, 500)}.`]),
      ...digestLines(digest, (title) => oneLine(title, subjectLength)),
    ],
    facts: [],
    items: [
      ...messages.slice(0, mostListed).map(({ alert, reason }) => {
        const prefix = prefixes[reason];
        const lead = `${words[alert.severity]}${prefix === null ? '' : `, ${prefix.toLowerCase()}`}`;
        return oneLine(`${lead}: ${valuesAfter(alert, currency)} (since ${utc(alert.startsAt)})`, 300);
      }),
      ...(more > 0 ? [`and ${more} more`] : []),
    ],
    links: link('Open Watchkeeper', dashboardUrl),
    footer:
      outage === null && delayedMs >= lateFromMs ? [`The oldest of them is ${formatDuration(delayedMs)} late.`] : [],
  };
}

export function summaryMail({ period, report, currency, dashboardUrl }: SummaryMessage): MailContent {
  const title = period === 'day' ? `Day of ${report.from.slice(0, 10)}` : `Week from ${report.from.slice(0, 10)}`;
  const mean = (ms: number | null) => (ms === null ? '–' : formatDuration(ms));
  return {
    subject: `Watchkeeper: ${title}, ${report.alerts} ${report.alerts === 1 ? 'alert' : 'alerts'}`,
    severity: null,
    heading: title,
    paragraphs: [
      report.alerts === 0 ? 'Nothing fired.' : `${report.alerts} alerts began, ${report.open} are still open.`,
    ],
    facts: [
      ...report.bySeverity.map(({ severity, alerts }): [string, string] => [words[severity], String(alerts)]),
      ['Mean time to acknowledge', mean(report.meanTimeToAcknowledgeMs)],
      ['Mean time to resolve', mean(report.meanTimeToResolveMs)],
      ['Escalated', String(report.escalated)],
      ['Messages', report.failed === 0 ? String(report.messages) : `${report.messages}, ${report.failed} failed`],
      ...judgedFacts(report, currency),
    ],
    items: report.noisiest.slice(0, 10).map(({ title: what, alerts }) => oneLine(`${what}: ${alerts} times`, 300)),
    links: link('Open the report', dashboardUrl),
    footer: [],
  };
}

export function testMail(): MailContent {
  return {
    ...{ subject: 'Watchkeeper test mail', severity: null, heading: 'Watchkeeper test mail' },
    ...{ paragraphs: ['Alerts will arrive here. Nothing is wrong.'], facts: [], items: [], links: [], footer: [] },
  };
}

function valuesAfter(alert: Alert, currency: string): string {
  if (alert.metricValue === null) return alert.title;
  const shown = (value: number | null) => formatValue(value, alert.unit, currency);
  return `${alert.title}: ${shown(alert.metricValue)}, expected ${shown(alert.expectedValue)}`;
}

function link(text: string, href: string | null): MailContent['links'] {
  return href !== null && /^https?:\/\//i.test(href) && href.length <= 2000 ? [{ text, href }] : [];
}

const utc = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** Lines and controls of the data make no lines of ours: a subject is one header. */
const oneLine = (text: string, length: number): string =>
  cut(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(), length);

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
