import type { Alert, NotificationReason } from '../../../shared/alert.ts';
import { emojiOf } from '../../../shared/anomalyTypes.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { feedbackLabels } from '../../../shared/learning/feedback.ts';
import { feedbackWords } from '../../../shared/learning/feedbackWords.ts';
import { learnedLines } from '../../notify/learnedLines.ts';
import type { NotificationMessage } from '../../notify/notifier.ts';
import { defuse } from './defuse.ts';
import { choiceOf } from './slackInteraction.ts';
import {
  calmColour,
  coloured,
  colours,
  isLate,
  link,
  localTime,
  type Markup,
  markup,
  minute,
  plain,
  type SlackBlock,
  type SlackPayload,
  safeUrl,
  severityWords,
  shownValue,
  textOnly,
} from './slackPayload.ts';

/** Slack's own limits are 150 for a header and 3,000 for a section; all blocks together must stay under about 13,000. */
export const titleLength = 100;
const sentenceLength = 2000;
const explanationLength = 1000;
const labelLength = 400;
const sourceLength = 100;
const personLength = 80;
const noteLength = 1000;
const commentLength = 500;
const factNameLength = 60;
const factLength = 200;
/** Slack shows ten fields of a section. */
const mostFacts = 10;

/** How a person says in Slack that they have it, or what it was; null: by a link, as far as there is one. */
interface SlackButton {
  actionId: string;
  feedbackId: string;
}

/** The Block Kit message for an alert. Pure; whatever the data holds, it stays within Slack's limits and pings nobody. */
export function slackBlocks(message: NotificationMessage, button: SlackButton | null = null): SlackPayload {
  const { alert } = message;
  const over = message.reason === 'resolved';
  const holder = holderOf(alert);
  const links = linksOf(message, button === null);
  const blocks: SlackBlock[] = [
    { type: 'header', text: plain(`${emojiOf(alert.type)} ${headlineOf(message)}`, true) },
    { type: 'section', fields: fieldsOf(message) },
    { type: 'section', text: plain(sentenceOf(alert)) },
    ...linesOf(message).map((line): SlackBlock => ({ type: 'section', text: plain(line) })),
    ...factsOf(alert),
    ...[holder, labelOf(alert)]
      .filter((line) => line !== null)
      .map((line): SlackBlock => ({ type: 'section', text: plain(line) })),
    ...(links === '' ? [] : [{ type: 'section' as const, text: markup(links) }]),
    ...(button === null ? [] : [actionsOf(message, button)]),
    { type: 'context', elements: contextOf(message).map((part) => plain(part)) },
  ];
  return coloured(summaryOf(message), over ? calmColour : colours[alert.severity], blocks);
}

/** The same in plain text, for when Slack refuses the blocks. */
export function slackPlainText(message: NotificationMessage): SlackPayload {
  const holder = holderOf(message.alert);
  const links = [message.dashboardUrl, message.acknowledgeUrl].map(safeUrl).filter((url) => url !== null);
  const parts = [
    summaryOf(message),
    sentenceOf(message.alert),
    ...linesOf(message),
    ...[holder, labelOf(message.alert)].filter((line) => line !== null),
    contextOf(message).join(' · '),
    ...links,
  ];
  return textOnly(parts.join('\n'));
}

/** One line about what happened to it, for a thread. */
export function slackLine(message: NotificationMessage): SlackPayload {
  const { alert, reason } = message;
  const lasted = alert.resolvedAt === null ? Number.NaN : Date.parse(alert.resolvedAt) - Date.parse(alert.startsAt);
  const after = reason === 'resolved' && lasted >= 0 ? ` (after ${formatDuration(lasted)})` : '';
  const holder = reason === 'acknowledged' ? holderOf(alert) : reason === 'feedback' ? labelOf(alert) : null;
  return textOnly([`${summaryOf(message)}${after}`, ...(holder === null ? [] : [holder])].join('\n'));
}

export function slackTestMessage(): SlackPayload {
  return textOnly('Watchkeeper test message: alerts will arrive here. Nothing is wrong.');
}

const sentenceOf = (alert: Alert): string => defuse(alert.description, sentenceLength) || 'No description was given.';

/** What else is known of it, in one text; what comes from the data is defused. */
function linesOf(message: NotificationMessage): string[] {
  const { alert, cause, currency } = message;
  const explanation = alert.explanation === null ? null : defuse(alert.explanation, explanationLength) || null;
  const lines = learnedLines({
    alert: { ...alert, explanation },
    cause: cause ? { ...cause, title: defuse(cause.title, titleLength) } : null,
    currency,
  });
  return lines.length === 0 ? [] : [lines.join(' ')];
}

/** Somebody can still say that they have it. */
const isOpen = ({ alert, reason }: NotificationMessage): boolean => alert.status === 'active' && reason !== 'resolved';

function actionsOf(message: NotificationMessage, { actionId, feedbackId }: SlackButton): SlackBlock {
  const { id } = message.alert;
  const button = { type: 'button' as const, action_id: actionId, text: plain('Acknowledge'), value: id };
  const options = feedbackLabels.map((label) => ({ text: plain(feedbackWords[label]), value: choiceOf(label, id) }));
  const placeholder = plain('What was it?');
  const choice = { type: 'static_select' as const, action_id: feedbackId, placeholder, options };
  return {
    type: 'actions',
    elements: [...(isOpen(message) ? [{ ...button, style: 'primary' as const }] : []), choice],
  };
}

const prefixes: Record<NotificationReason, (severity: string) => string> = {
  firing: (severity) => severity,
  severityRaised: (severity) => `Raised to ${severity.toLowerCase()}`,
  repeat: (severity) => `Still firing · ${severity}`,
  escalated: (severity) => `Escalated · ${severity}`,
  resolved: () => 'Resolved',
  acknowledged: (severity) => `Acknowledged · ${severity}`,
  unacknowledged: (severity) => `Nobody has it any more · ${severity}`,
  feedback: (severity) => severity,
  reminder: (severity) => `Acknowledged, still firing · ${severity}`,
  summary: (severity) => severity,
  notice: (severity) => severity,
};

export function headlineOf({ alert, reason }: NotificationMessage): string {
  return `${prefixes[reason](severityWords[alert.severity])} · ${defuse(alert.title, titleLength)}`;
}

function summaryOf(message: NotificationMessage): string {
  const { alert, currency } = message;
  if (alert.metricValue === null) return headlineOf(message);
  const expected = shownValue(alert.expectedValue, alert, currency);
  return `${headlineOf(message)}: ${shownValue(alert.metricValue, alert, currency)}, expected ${expected}`;
}

/** Who has it, since when and why; null: nobody. */
function holderOf(alert: Alert): string | null {
  if (alert.acknowledgedBy === null) return null;
  const since = alert.acknowledgedAt === null ? '' : ` since ${minute(alert.acknowledgedAt)} UTC`;
  const note = alert.note === null ? '' : defuse(alert.note, noteLength);
  return `${defuse(alert.acknowledgedBy, personLength) || 'Somebody'} has it${since}${note === '' ? '.' : `: ${note}`}`;
}

/** What somebody said it was; null: nobody said anything. */
function labelOf({ feedback }: Alert): string | null {
  if (feedback === null) return null;
  const comment = feedback.comment === null ? '' : defuse(feedback.comment, commentLength);
  const who = defuse(feedback.by, personLength) || 'Somebody';
  return `${who} says: ${feedbackWords[feedback.label].toLowerCase()}${comment === '' ? '.' : `. ${comment}`}`;
}

function fieldsOf({ alert, currency, reason }: NotificationMessage): Markup[] {
  const ended = reason === 'resolved' || alert.status === 'resolved' ? alert.resolvedAt : null;
  const until = ended === null ? '' : ` to ${localTime(ended)}`;
  return [
    markup(`*Severity*\n${severityWords[alert.severity]}`),
    markup(`*Time*\n${localTime(alert.startsAt)}${until}`),
    markup(`*Current*\n${shownValue(alert.metricValue, alert, currency)}`),
    markup(`*Expected*\n${shownValue(alert.expectedValue, alert, currency)}`),
  ];
}

/** What is known beside the numbers, e.g. the groups that a violation affects. */
function factsOf({ facts }: Alert): SlackBlock[] {
  const fields = facts
    .slice(0, mostFacts)
    .map(({ name, value }) => plain(`${defuse(name, factNameLength)}: ${defuse(value, factLength)}`));
  return fields.length === 0 ? [] : [{ type: 'section', fields }];
}

/** Our own words and numbers, and of the data only what is defused. */
function contextOf({ alert, delayedMs, suppressed }: NotificationMessage): string[] {
  // A label's text beyond what is shown need not be joined; there may be hundreds of them.
  const labels = Object.entries(alert.labels)
    .slice(0, 50)
    .map(([name, value]) => `${name.slice(0, labelLength)}: ${value.slice(0, labelLength)}`);
  return [
    ...(labels.length === 0 ? [] : [defuse(labels.join(', '), labelLength)]),
    `Source ${defuse(alert.source, sourceLength)}`,
    `Window ${minute(alert.windowStart)} UTC`,
    counted(alert.occurrences, 'occurrence'),
    ...(alert.escalations > 0 ? [`escalated ${alert.escalations === 1 ? 'once' : `${alert.escalations} times`}`] : []),
    ...(suppressed > 0 ? [`${counted(suppressed, 'repetition')} held back since`] : []),
    ...(isLate(delayedMs) ? [`delayed ${formatDuration(delayedMs)}`] : []),
  ];
}

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function linksOf(message: NotificationMessage, withAcknowledge: boolean): string {
  const { alert, dashboardUrl, acknowledgeUrl } = message;
  const runbook = safeUrl(alert.runbookUrl);
  const host = runbook === null ? '' : defuse(new URL(runbook).host, 100);
  return [
    ...link(dashboardUrl, 'Open in Watchkeeper'),
    ...(withAcknowledge && isOpen(message) ? link(acknowledgeUrl, 'Acknowledge') : []),
    // The runbook's address comes from the data: its host is shown, so that nobody is led astray.
    ...link(alert.runbookUrl, `Runbook (${host})`),
  ].join('  ·  ');
}
