import type { Alert } from '../../../shared/alert.ts';
import { formatValue } from '../../../shared/formatValue.ts';
import type { Severity } from '../../../shared/severity.ts';
import { defuse } from './defuse.ts';

/** What an incoming webhook takes, and a bot beside the channel; the colour bar is only to be had through an attachment. */
export interface SlackPayload {
  text: string;
  mrkdwn: false;
  unfurl_links: false;
  unfurl_media: false;
  attachments?: { color: string; fallback: string; blocks: SlackBlock[] }[];
}

type PlainText = { type: 'plain_text'; text: string; emoji: boolean };
/** `verbatim`: Slack makes no links and no mentions of its own. */
export type Markup = { type: 'mrkdwn'; text: string; verbatim: true };
interface Button {
  type: 'button';
  action_id: string;
  text: PlainText;
  value: string;
  style?: 'primary';
}

/** The alert stands in the values: an answer to a message in a channel has nothing else to tell it by. */
interface Select {
  type: 'static_select';
  action_id: string;
  placeholder: PlainText;
  options: { text: PlainText; value: string }[];
}

export type SlackBlock =
  | { type: 'header'; text: PlainText }
  | { type: 'section'; text: PlainText | Markup }
  | { type: 'section'; fields: (Markup | PlainText)[] }
  | { type: 'actions'; elements: (Button | Select)[] }
  | { type: 'context'; elements: PlainText[] };

/** The fills of the severities on screen. */
export const colours: Record<Severity, string> = {
  critical: '#e5484d',
  high: '#f5852b',
  medium: '#e2b93b',
  low: '#4f9cf9',
};
/** It is over, or only told of: calm, and not green, which would say that all is well. */
export const calmColour = '#8b96a5';

export const severityWords: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

export const textOnly = (text: string): SlackPayload => ({
  text,
  mrkdwn: false,
  unfurl_links: false,
  unfurl_media: false,
});
export const plain = (text: string, emoji = false): PlainText => ({ type: 'plain_text', text, emoji });
export const markup = (text: string): Markup => ({ type: 'mrkdwn', text, verbatim: true });

/** With the text that notifications and old clients show. */
export const coloured = (text: string, color: string, blocks: SlackBlock[]): SlackPayload => ({
  ...textOnly(text),
  attachments: [{ color, fallback: text, blocks }],
});

const urlLength = 1000;

/** An address that can stand in Slack's `<url|label>`; null for none, and for anything but http. */
export function safeUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  const href = parsed.href.replace(/[<>|\s]/g, encodeURIComponent).replaceAll('&', '&amp;');
  return href.length > urlLength ? null : href;
}

/** `label` is ours, or defused. */
export function link(url: string | null, label: string): string[] {
  const safe = safeUrl(url);
  return safe === null ? [] : [`<${safe}|${label}>`];
}

/** Beyond this a number is not read digit by digit, and would fill the field. */
const largestWritten = 1e15;

export function shownValue(value: number | null, alert: Alert, currency: string): string {
  if (value !== null && Math.abs(value) >= largestWritten) return value.toExponential(2);
  return defuse(formatValue(value, alert.unit, currency), 60);
}

export const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** Shown in the reader's own zone. */
export const localTime = (iso: string): string =>
  `<!date^${Math.floor(Date.parse(iso) / 1000)}^{date_short_pretty} {time}|${minute(iso)} UTC>`;

/** Below this a message is not late in any way that matters. */
const lateFromMs = 2 * 60_000;
export const isLate = (delayedMs: number): boolean => delayedMs >= lateFromMs;
