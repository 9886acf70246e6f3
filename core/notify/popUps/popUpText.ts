import type { Alert, NotificationReason, Unit } from '../../../shared/alert.ts';
import { formatNumber, formatPercent, formatValue } from '../../../shared/formatValue.ts';
import { timeOfDay } from '../../../shared/localTime.ts';
import { type Severity, severityRank } from '../../../shared/severity.ts';
import { plainText } from './plainText.ts';

/** What a pop-up of several says of one of them. */
export interface Mention {
  alert: Alert;
  reason: NotificationReason;
}

/** What a pop-up says of one alert. */
export interface Saying extends Mention {
  /** ISO 4217. */
  currency: string;
}

/** Systems cut what is longer; macOS shows about 256 bytes of it all. */
const titleLength = 60;
const descriptionLength = 120;
const labelLength = 60;
/** Beyond this a number is not read digit by digit. */
const largestWritten = 1e15;
/** So many are named; the others are counted. */
const named = 3;

const words: Record<Severity, string> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' };

const prefixes: Record<NotificationReason, (severity: Severity) => string> = {
  firing: (severity) => words[severity],
  severityRaised: (severity) => `Raised to ${severity}`,
  repeat: (severity) => `Still firing · ${words[severity]}`,
  escalated: (severity) => `Escalated · ${words[severity]}`,
  resolved: () => 'Resolved',
  acknowledged: (severity) => `Acknowledged · ${words[severity]}`,
  unacknowledged: (severity) => `Nobody has it any more · ${words[severity]}`,
  feedback: (severity) => words[severity],
  reminder: (severity) => `Yours, still firing · ${words[severity]}`,
  summary: (severity) => words[severity],
  notice: (severity) => words[severity],
};

const nameOf = (alert: Alert): string => plainText(alert.title, titleLength) || 'Unnamed alert';

/** `Critical · Revenue drop`. */
export function headlineOf({ alert, reason }: Saying): string {
  return `${prefixes[reason](alert.severity)} · ${nameOf(alert)}`;
}

/** `$245, expected $1,850 (−87 %) since 14:35`, with the labels that tell it from others of its kind. */
export function sentenceOf(saying: Saying, now: number, zone: string): string {
  const { alert } = saying;
  const labels = plainText(Object.values(alert.labels).join(', '), labelLength);
  const from = timeOfDay(Date.parse(alert.startsAt), now, zone);
  const ended = saying.reason === 'resolved' ? alert.resolvedAt : null;
  const sentence =
    ended === null ? whatSince(saying, from) : `From ${from} to ${timeOfDay(Date.parse(ended), now, zone)}`;
  return labels === '' ? sentence : `${sentence} · ${labels}`;
}

function whatSince(saying: Saying, from: string): string {
  const values = valuesOf(saying);
  if (values !== null) return `${values} since ${from}`;
  const description = plainText(saying.alert.description, descriptionLength);
  return description === '' ? `Since ${from}` : `${description} · since ${from}`;
}

/** `7 new alerts · 2 critical`. */
export function countOf(sayings: readonly Mention[]): string {
  const count = sayings.length;
  const alerts = count === 1 ? 'alert' : 'alerts';
  const all = (reason: NotificationReason) => sayings.every((saying) => saying.reason === reason);
  if (all('resolved')) return `${count} ${alerts} resolved`;
  const what = all('firing') ? `new ${alerts}` : all('repeat') ? `${alerts} still firing` : alerts;
  const [worst] = worstFirst(sayings);
  if (!worst) return `${count} ${what}`;
  const { severity } = worst.alert;
  return `${count} ${what} · ${sayings.filter(({ alert }) => alert.severity === severity).length} ${severity}`;
}

/** `Revenue drop, Disk usage high (3) and 3 more`, the worst first. */
export function namesOf(sayings: readonly Mention[]): string {
  const counts = new Map<string, number>();
  for (const { alert } of worstFirst(sayings)) counts.set(nameOf(alert), (counts.get(nameOf(alert)) ?? 0) + 1);
  const shown = [...counts].slice(0, named);
  const more = sayings.length - shown.reduce((sum, [, count]) => sum + count, 0);
  const names = shown.map(([name, count]) => (count === 1 ? name : `${name} (${count})`)).join(', ');
  return more === 0 ? names : `${names} and ${more} more`;
}

/** Those that began first come first among equals. */
export function worstFirst<T extends { alert: Alert }>(all: readonly T[]): T[] {
  return [...all].sort(({ alert: one }, { alert: other }) => {
    if (one.severity !== other.severity) return severityRank(other.severity) - severityRank(one.severity);
    return one.startsAt < other.startsAt ? -1 : one.startsAt > other.startsAt ? 1 : 0;
  });
}

function valuesOf({ alert, currency }: Saying): string | null {
  const { metricValue, expectedValue, unit } = alert;
  if (metricValue === null) return null;
  const shown = (value: number) =>
    Math.abs(value) >= largestWritten ? value.toExponential(2) : formatValue(value, unit, currency);
  if (expectedValue === null) return shown(metricValue);
  const change = changeOf(metricValue, expectedValue, unit);
  return `${shown(metricValue)}, expected ${shown(expectedValue)}${change === null ? '' : ` (${change})`}`;
}

/** `−87 %`, or `+47 pts` where the values are percentages themselves; null where no ratio makes sense. */
function changeOf(value: number, expected: number, unit: Unit): string | null {
  const signed = (amount: number, text: (size: number) => string) =>
    `${amount < 0 ? '−' : '+'}${text(Math.abs(amount))}`;
  if (unit === 'percent') return signed(value - expected, (points) => `${formatNumber(points)} pts`);
  const percent = ((value - expected) / Math.abs(expected)) * 100;
  if (expected === 0 || !Number.isFinite(percent) || Math.abs(percent) >= 10_000) return null;
  return signed(percent, (size) => formatPercent(Math.round(size)));
}
