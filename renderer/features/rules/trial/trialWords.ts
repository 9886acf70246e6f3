import type { RuleTrial } from '../../../../shared/signals/ruleTrial.ts';
import { formatInstant } from '../../../components/formatInstant.ts';

type TriedSeries = RuleTrial['series'][number];

const times = (count: number) => (count === 1 ? 'once' : `${count.toLocaleString()} times`);

/** `Would have fired 3 times in the last 24 h, last at 14:35.` */
export function firingsSentence({
  firings,
  series,
  to,
  knowsPast,
}: Pick<RuleTrial, 'firings' | 'series' | 'to' | 'knowsPast'>): string {
  const isEmpty = series.every(({ points }) => points.length === 0) && firings === 0;
  if (!knowsPast) {
    const now = isEmpty ? 'There is no number now.' : `Would ${firings === 0 ? 'not ' : ''}fire now.`;
    return `${now} The last 24 h were not tried.`;
  }
  if (isEmpty) return 'There is no number in the last 24 h.';
  if (firings === 0) return 'Would not have fired in the last 24 h.';
  const last = series
    .flatMap(({ firedAt }) => firedAt)
    .sort()
    .at(-1);
  const when = last === undefined ? '' : `, ${firings === 1 ? '' : 'last '}${momentWords(last, to)}`;
  return `Would have fired ${times(firings)} in the last 24 h${when}.`;
}

function momentWords(at: string, now: string): string {
  const clock = formatInstant(at, 'clock');
  return new Date(at).toDateString() === new Date(now).toDateString() ? `at ${clock}` : `yesterday at ${clock}`;
}

/** What tells a series from the others: `warehouse-1`, or `region=eu, shop=2`. */
export function labelsText(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels);
  if (entries.length === 0) return 'the value';
  if (entries.length === 1) return entries[0]?.[1] || 'no name';
  return entries.map(([name, value]) => `${name}=${value}`).join(', ');
}

/** A line of the chart in words: `between 20 and 812, usual now 44, fired at 03:10 and 09:45`. `limit`: of the whole chart. */
export function seriesWords(
  { points, firedAt, expected }: TriedSeries,
  limit: number | null,
  formatValue: (value: number) => string,
): string {
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const range =
    values.length === 0
      ? 'no numbers'
      : least === most
        ? `always ${formatValue(least)}`
        : `between ${formatValue(least)} and ${formatValue(most)}`;
  const usual = limit === null && expected !== null ? `, usual now ${formatValue(expected)}` : '';
  return `${range}${usual}, ${firedWords(firedAt)}`;
}

const mostNamed = 5;

function firedWords(firedAt: readonly string[]): string {
  if (firedAt.length === 0) return 'not fired';
  const clocks = firedAt.map((at) => formatInstant(at, 'clock'));
  if (clocks.length > mostNamed) return `fired ${times(clocks.length)}`;
  const last = clocks.at(-1);
  return clocks.length === 1 ? `fired at ${last}` : `fired at ${clocks.slice(0, -1).join(', ')} and ${last}`;
}

/** A problem as a sentence about the field that it is at. */
export const problemSentence = (subject: string, message: string): string =>
  message.replace(/^It (?=\w)/, `${subject} `);
