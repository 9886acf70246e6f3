import { formatDuration } from '../../../shared/formatDuration.ts';
import { digestLines } from '../../notify/learnedLines.ts';
import type { DigestMessage, NotificationMessage } from '../../notify/notifier.ts';
import { outageHeadline } from '../../notify/pacing/outageHeadline.ts';
import { defuse } from './defuse.ts';
import { counted, headlineOf, titleLength } from './slackBlocks.ts';
import {
  calmColour,
  coloured,
  colours,
  isLate,
  link,
  markup,
  plain,
  type SlackBlock,
  type SlackPayload,
  safeUrl,
  shownValue,
  textOnly,
} from './slackPayload.ts';

/** A section takes 3,000 and all blocks together about 13,000; what is not a list of alerts fits in the rest. */
const sectionLength = 2900;
const listLength = 9500;
const groupLength = 200;

/** Many alerts in one message: each by its name, the worst first, as far as Slack has room. `now`: ms UTC. */
export function slackDigest(digest: DigestMessage, now: number): SlackPayload {
  const { sections, left } = listOf(digest, now);
  const blocks: SlackBlock[] = [
    { type: 'header', text: plain(headlineOver(digest)) },
    ...(digest.outageMs === null ? [] : [{ type: 'section' as const, text: plain(countsOf(digest)) }]),
    ...(digest.group === null ? [] : [{ type: 'section' as const, text: plain(groupOf(digest.group)) }]),
    ...knownOf(digest).map((text): SlackBlock => ({ type: 'section', text: plain(text) })),
    ...sections.map((text): SlackBlock => ({ type: 'section', text: plain(text) })),
    ...restOf(digest, left).map((text): SlackBlock => ({ type: 'section', text: markup(text) })),
    ...contextOf(digest),
  ];
  return coloured(headlineOver(digest), colourOf(digest), blocks);
}

/** The same in plain text, for when Slack refuses the blocks. */
export function slackDigestText(digest: DigestMessage, now: number): SlackPayload {
  const { sections, left } = listOf(digest, now);
  const address = safeUrl(digest.dashboardUrl);
  return textOnly(
    [
      headlineOver(digest),
      ...(digest.outageMs === null ? [] : [countsOf(digest)]),
      ...(digest.group === null ? [] : [groupOf(digest.group)]),
      ...knownOf(digest),
      ...sections,
      ...(left === 0 ? [] : [`and ${left} more: open Watchkeeper`]),
      ...(address === null ? [] : [address]),
    ].join('\n'),
  );
}

const severities = ['critical', 'high', 'medium', 'low'] as const;
const isOver = ({ alert, reason }: NotificationMessage): boolean =>
  reason === 'resolved' || alert.status === 'resolved';

const headlineOver = (digest: DigestMessage): string => outageHeadline(digest) ?? countsOf(digest);

/** "100 alerts · 3 critical · 97 high"; those that are over are counted as that. */
function countsOf({ messages }: DigestMessage): string {
  const firing = messages.filter((message) => !isOver(message));
  const bySeverity = severities.map((severity) => {
    const count = firing.filter(({ alert }) => alert.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const over = messages.length - firing.length;
  const parts = [counted(messages.length, 'alert'), ...bySeverity.flat(), ...(over === 0 ? [] : [`${over} resolved`])];
  return parts.join(' · ');
}

function colourOf({ messages }: DigestMessage): string {
  const worst = severities.find((severity) =>
    messages.some((message) => message.alert.severity === severity && !isOver(message)),
  );
  return worst === undefined ? calmColour : colours[worst];
}

const groupOf = (group: string): string => `What they have in common: ${defuse(group, groupLength) || '–'}`;

/** In one text, as over single alerts. */
function knownOf(digest: DigestMessage): string[] {
  const lines = digestLines(digest, (title) => defuse(title, titleLength));
  return lines.length === 0 ? [] : [lines.join(' ')];
}

function listOf({ messages, currency }: DigestMessage, now: number): { sections: string[]; left: number } {
  const sections: string[] = [];
  let section = '';
  let length = 0;
  let named = 0;
  for (const message of messages) {
    const line = lineOf(message, currency, now);
    if (length + line.length + 1 > listLength) break;
    if (section.length + line.length + 1 > sectionLength) {
      sections.push(section);
      section = '';
    }
    section += section === '' ? line : `\n${line}`;
    length += line.length + 1;
    named += 1;
  }
  if (section !== '') sections.push(section);
  return { sections, left: messages.length - named };
}

function lineOf(message: NotificationMessage, currency: string, now: number): string {
  const { alert } = message;
  const value = alert.metricValue === null ? [] : [shownValue(alert.metricValue, alert, currency)];
  const end = isOver(message) && alert.resolvedAt !== null ? Date.parse(alert.resolvedAt) : now;
  return `• ${[headlineOf(message), ...value, formatDuration(end - Date.parse(alert.startsAt))].join(' · ')}`;
}

function restOf({ dashboardUrl }: DigestMessage, left: number): string[] {
  const [opens] = link(dashboardUrl, 'open Watchkeeper');
  if (left > 0) return [`and ${left} more: ${opens ?? 'open Watchkeeper'}`];
  return link(dashboardUrl, 'Open in Watchkeeper');
}

function contextOf({ messages, delayedMs, outageMs }: DigestMessage): SlackBlock[] {
  const suppressed = messages.reduce((sum, message) => sum + message.suppressed, 0);
  const parts = [
    ...(suppressed > 0 ? [`${counted(suppressed, 'repetition')} held back since`] : []),
    ...(outageMs === null && isLate(delayedMs) ? [`delayed ${formatDuration(delayedMs)}`] : []),
  ];
  return parts.length === 0 ? [] : [{ type: 'context', elements: parts.map((part) => plain(part)) }];
}
