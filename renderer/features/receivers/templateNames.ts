import { Alert } from '../../../shared/alert.ts';

/** What a template may name, in the order of use; `labels` stands for any one label. */
export const templateNames: readonly { name: string; says: string }[] = [
  { name: 'alert.title', says: 'what, e.g. Revenue drop' },
  { name: 'alert.description', says: 'the sentence below it' },
  { name: 'alert.severity', says: 'critical, high, medium or low' },
  { name: 'alert.status', says: 'active, acknowledged or resolved' },
  { name: 'alert.type', says: 'e.g. revenue_drop' },
  { name: 'alert.metricValue', says: 'the value, as a number' },
  { name: 'alert.expectedValue', says: 'what it should be' },
  { name: 'alert.startsAt', says: 'since when, ISO 8601' },
  { name: 'alert.labels', says: 'all labels' },
  { name: 'known', says: 'what it follows from, where it comes from and what it costs' },
  { name: 'reason', says: 'why it is sent, e.g. firing or resolved' },
  { name: 'links.alert', says: 'its page in Watchkeeper' },
  { name: 'links.acknowledge', says: 'the page that takes it' },
  { name: 'links.runbook', says: 'what to do about it' },
];

export const exampleTemplate = `{
  "text": "{{alert.severity}}: {{alert.title}}",
  "value": "{{alert.metricValue}}",
  "link": "{{links.alert}}"
}`;

const plain = new Set(['version', 'kind', 'reason', 'delayedMs', 'suppressed', 'alert', 'cause', 'known', 'links']);
const within = new Map([
  ['links', new Set(['alert', 'acknowledge', 'runbook'])],
  ['cause', new Set(['title', 'startsAt'])],
]);
/** Of an alert: what has parts. */
const parts = ['labels', 'silencedBy', 'inhibitedBy', 'trend', 'facts', 'feedback'];

/** Names in a template that no message has, so that it would never be sent. Only its alerts know a label. */
export function unknownNames(template: string): string[] {
  const named = [...template.matchAll(/\{\{\s*([A-Za-z0-9_.-]+)\s*\}\}/g)].map(([, name = '']) => name);
  return [...new Set(named)].filter((name) => !isKnown(name.split('.')));
}

function isKnown([first = '', second, ...more]: string[]): boolean {
  if (second === undefined) return plain.has(first);
  if (first !== 'alert') return within.get(first)?.has(second) === true && more.length === 0;
  return Object.hasOwn(Alert.shape, second) && (more.length === 0 || parts.includes(second));
}
