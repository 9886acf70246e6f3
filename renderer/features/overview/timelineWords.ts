import { severities } from '../../../shared/severity.ts';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { tooltipElement } from '../../charts/tooltipElement.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { severityWords } from '../../components/severityWords.ts';
import type { TimelineBar, TimeRange } from './timelineBars.ts';

/** A span as `10 Mar, 14:35–15:10`; with the day again where it ends on another one. An open end is said in words. */
export function spanWords({ from, to }: TimeRange): string {
  if (!Number.isFinite(from)) return `before ${formatInstant(to, 'short')}`;
  if (!Number.isFinite(to)) return `since ${formatInstant(from, 'short')}`;
  const sameDay = new Date(from).toDateString() === new Date(to).toDateString();
  return `${formatInstant(from, 'short')}–${formatInstant(to, sameDay ? 'clock' : 'short')}`;
}

/** A bar for a screen reader: when, and how many of which severity. */
export function barWords(bar: TimelineBar): string {
  const counts = severities
    .filter((severity) => bar.counts[severity] > 0)
    .map((severity) => `${bar.counts[severity]} ${severity}`);
  return `${spanWords({ from: bar.start, to: bar.end })}: ${counts.length > 0 ? counts.join(', ') : 'no alerts'}`;
}

export function barTooltip(bar: TimelineBar, theme: ChartTheme): HTMLElement {
  const rows = severities
    .filter((severity) => bar.counts[severity] > 0)
    .map((severity) => ({
      label: severityWords[severity],
      value: String(bar.counts[severity]),
      colour: theme.severity[severity],
    }));
  const title = spanWords({ from: bar.start, to: bar.end });
  return tooltipElement(title, rows.length > 0 ? rows : [{ label: 'No alerts', value: '' }]);
}
