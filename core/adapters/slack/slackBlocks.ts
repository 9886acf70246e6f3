import type { Alert, NotificationReason } from '../../../shared/alert.ts';
import { anomalyTypes } from '../../../shared/anomalyTypes.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { formatValue } from '../../../shared/formatValue.ts';
import type { Severity } from '../../../shared/severity.ts';
import type { NotificationMessage } from '../../notify/notifier.ts';
import { defuse } from './defuse.ts';

/** What an incoming webhook takes; the colour bar is only to be had through an attachment. */
export interface SlackPayload {
  text: string;
  mrkdwn: false;
  unfurl_links: false;
  unfurl_media: false;
  attachments?: { color: string; fallback: string; blocks: SlackBlock[] }[];
}

type PlainText = { type: 'plain_text'; text: string; emoji: boolean };
/** `verbatim`: Slack makes no links and no mentions of its own. */
type Markup = { type: 'mrkdwn'; text: string; verbatim: true };

export type SlackBlock =
  | { type: 'header'; text: PlainText }
  | { type: 'section'; text: PlainText | Markup }
  | { type: 'section'; fields: Markup[] }
  | { type: 'context'; elements: PlainText[] };

/** The fills of the severities on screen. */
const colours: Record<Severity, string> = { critical: '#e5484d', high: '#f5852b', medium: '#e2b93b', low: '#4f9cf9' };
/** It is over: calm, and not green, which would say that all is well. */
const resolvedColour = '#8b96a5';

const severityWords: Record<Severity, string> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' };

/** Slack's own limits are 150 for a header and 3,000 for a section; all blocks together must stay under about 13,000. */
const titleLength = 100;
const sentenceLength = 2000;
const labelLength = 400;
const sourceLength = 100;
const urlLength = 1000;
/** Below this a message is not late in any way that matters. */
const lateFromMs = 2 * 60_000;

/** The Block Kit message for an alert. Pure; whatever the data holds, it stays within Slack's limits and pings nobody. */
export function slackBlocks(message: NotificationMessage): SlackPayload {
  const { alert } = message;
  const over = message.reason === 'resolved';
  const summary = summaryOf(message);
  const links = linksOf(message);
  const blocks: SlackBlock[] = [
    { type: 'header', text: plain(`${emojiOf(alert)} ${headlineOf(message)}`, true) },
    { type: 'section', fields: fieldsOf(message) },
    { type: 'section', text: plain(sentenceOf(alert)) },
    ...(links === '' ? [] : [{ type: 'section' as const, text: markup(links) }]),
    { type: 'context', elements: contextOf(message).map((part) => plain(part)) },
  ];
  const color = over ? resolvedColour : colours[alert.severity];
  return { ...textOnly(summary), attachments: [{ color, fallback: summary, blocks }] };
}

/** The same in plain text, for when Slack refuses the blocks. */
export function slackPlainText(message: NotificationMessage): SlackPayload {
  const links = [message.dashboardUrl, message.acknowledgeUrl].map(safeUrl).filter((url) => url !== null);
  const parts = [summaryOf(message), sentenceOf(message.alert), contextOf(message).join(' · '), ...links];
  return textOnly(parts.join('\n'));
}

export function slackTestMessage(): SlackPayload {
  return textOnly('Watchkeeper test message: alerts will arrive here. Nothing is wrong.');
}

const textOnly = (text: string): SlackPayload => ({ text, mrkdwn: false, unfurl_links: false, unfurl_media: false });
const plain = (text: string, emoji = false): PlainText => ({ type: 'plain_text', text, emoji });
const markup = (text: string): Markup => ({ type: 'mrkdwn', text, verbatim: true });

const emojiOf = (alert: Alert): string => anomalyTypes[alert.type]?.emoji ?? '🔔';
const sentenceOf = (alert: Alert): string => defuse(alert.description, sentenceLength) || 'No description was given.';

const prefixes: Record<NotificationReason, (severity: string) => string> = {
  firing: (severity) => severity,
  severityRaised: (severity) => `Raised to ${severity.toLowerCase()}`,
  repeat: (severity) => `Still firing · ${severity}`,
  escalated: (severity) => `Escalated · ${severity}`,
  resolved: () => 'Resolved',
};

function headlineOf({ alert, reason }: NotificationMessage): string {
  return `${prefixes[reason](severityWords[alert.severity])} · ${defuse(alert.title, titleLength)}`;
}

function summaryOf(message: NotificationMessage): string {
  const { alert, currency } = message;
  const values = `${shown(alert.metricValue, alert, currency)}, expected ${shown(alert.expectedValue, alert, currency)}`;
  return alert.metricValue === null ? headlineOf(message) : `${headlineOf(message)}: ${values}`;
}

function fieldsOf({ alert, currency, reason }: NotificationMessage): Markup[] {
  const time = (iso: string) =>
    `<!date^${Math.floor(Date.parse(iso) / 1000)}^{date_short_pretty} {time}|${minute(iso)} UTC>`;
  const ended = reason === 'resolved' || alert.status === 'resolved' ? alert.resolvedAt : null;
  const until = ended === null ? '' : ` to ${time(ended)}`;
  return [
    markup(`*Severity*\n${severityWords[alert.severity]}`),
    markup(`*Time*\n${time(alert.startsAt)}${until}`),
    markup(`*Current*\n${shown(alert.metricValue, alert, currency)}`),
    markup(`*Expected*\n${shown(alert.expectedValue, alert, currency)}`),
  ];
}

/** Our own words and numbers, and of the data only what is defused. */
function contextOf({ alert, delayedMs }: NotificationMessage): string[] {
  const labels = Object.entries(alert.labels).map(([name, value]) => `${name}: ${value}`);
  return [
    ...(labels.length === 0 ? [] : [defuse(labels.join(', '), labelLength)]),
    `Source ${defuse(alert.source, sourceLength)}`,
    `Window ${minute(alert.windowStart)} UTC`,
    alert.occurrences === 1 ? '1 occurrence' : `${alert.occurrences} occurrences`,
    ...(delayedMs >= lateFromMs ? [`delayed ${formatDuration(delayedMs)}`] : []),
  ];
}

function linksOf({ alert, reason, dashboardUrl, acknowledgeUrl }: NotificationMessage): string {
  const link = (url: string | null, label: string) => {
    const safe = safeUrl(url);
    return safe === null ? [] : [`<${safe}|${label}>`];
  };
  const runbook = safeUrl(alert.runbookUrl);
  const host = runbook === null ? '' : defuse(new URL(runbook).host, 100);
  const open = alert.status === 'active' && reason !== 'resolved';
  return [
    ...link(dashboardUrl, 'Open in Watchkeeper'),
    ...(open ? link(acknowledgeUrl, 'Acknowledge') : []),
    // The runbook's address comes from the data: its host is shown, so that nobody is led astray.
    ...link(alert.runbookUrl, `Runbook (${host})`),
  ].join('  ·  ');
}

/** An address that can stand in Slack's `<url|label>`; null for none, and for anything but http. */
function safeUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  const href = parsed.href.replace(/[<>|\s]/g, encodeURIComponent).replaceAll('&', '&amp;');
  return href.length > urlLength ? null : href;
}

/** Beyond this a number is not read digit by digit, and would fill the field. */
const largestWritten = 1e15;

function shown(value: number | null, alert: Alert, currency: string): string {
  if (value !== null && Math.abs(value) >= largestWritten) return value.toExponential(2);
  return defuse(formatValue(value, alert.unit, currency), 60);
}

const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
