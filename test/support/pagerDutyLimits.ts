/** An event as it came, before anybody looked at it. */
export interface ReceivedEvent {
  routing_key: string;
  event_action: string;
  dedup_key?: string;
  client?: string;
  client_url?: string;
  links?: { href: string; text?: string }[];
  payload?: {
    summary?: string;
    source?: string;
    severity?: string;
    timestamp?: string;
    class?: string;
    custom_details?: Record<string, unknown>;
  };
}

const actions = ['trigger', 'acknowledge', 'resolve'];
const severities = ['critical', 'error', 'warning', 'info'];

/** What Events API v2 would refuse an event for, by its documentation; null: nothing. */
export function pagerDutyComplaint(event: ReceivedEvent, bytes: number): string | null {
  const { routing_key: key, event_action: action, dedup_key: dedupKey, payload, links = [] } = event;
  if (bytes > 512 * 1024) return 'the body is larger than 512 KB';
  if (!/^[A-Za-z0-9]{32}$/.test(key)) return "'routing_key' is invalid (must be 32 characters)";
  if (!actions.includes(action)) return "'event_action' is invalid";
  if (dedupKey !== undefined && dedupKey.length > 255) return "'dedup_key' is longer than 255 characters";
  if (action !== 'trigger') return dedupKey === undefined ? "'dedup_key' is missing" : null;
  const { summary = '', source = '', severity = '', timestamp = '' } = payload ?? {};
  if (summary === '' || summary.length > 1024) return "'payload.summary' is missing or longer than 1024 characters";
  if (source === '') return "'payload.source' is missing";
  if (!severities.includes(severity)) return "'payload.severity' is invalid";
  if (Number.isNaN(Date.parse(timestamp))) return "'payload.timestamp' is no ISO 8601 time";
  if (links.some(({ href }) => !URL.canParse(href))) return "'links' has something that is no address";
  // Half a character is written as its number, which is no text to who reads strictly.
  const escapes = JSON.stringify(event).replaceAll('\\\\', '');
  return /\\ud[89a-f]/i.test(escapes) ? 'the text is torn' : null;
}
