import { feedbackLabels } from '../../../../shared/learning/feedback.ts';
import { severities } from '../../../../shared/severity.ts';
import type { TooltipRow } from '../../../charts/tooltipElement.ts';
import { feedbackWords } from '../../feedback/feedbackWords.ts';
import { spanWords } from '../../overview/timelineWords.ts';
import type { BacktestBar, BacktestLane } from './backtestBars.ts';

export const laneWords: Record<BacktestLane, string> = {
  draft: 'With your changes',
  current: 'With the settings in force',
  raised: 'Really raised',
};

/** The rows of a bar's tooltip: how many each lane has, and what people said. */
export function backtestBarRows(bar: BacktestBar, lanes: readonly BacktestLane[]): TooltipRow[] {
  const rows = lanes.map((lane) => ({ label: laneWords[lane], value: countWords(bar, lane) }));
  const said = feedbackLabels
    .map((label) => ({ label, count: bar.feedback.filter((each) => each === label).length }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => ({ label: `Said: ${feedbackWords[label]}`, value: String(count) }));
  return [...rows, ...said];
}

/** A bar for a screen reader. */
export function backtestBarWords(bar: BacktestBar, lanes: readonly BacktestLane[]): string {
  const said = bar.feedback.map((label) => feedbackWords[label].toLowerCase());
  const parts = lanes.map((lane) => `${laneWords[lane].toLowerCase()} ${countWords(bar, lane)}`);
  return `${spanWords({ from: bar.start, to: bar.end })}: ${parts.join('; ')}${said.length > 0 ? `; said: ${said.join(', ')}` : ''}`;
}

function countWords(bar: BacktestBar, lane: BacktestLane): string {
  const counts = severities.filter((each) => bar[lane][each] > 0).map((each) => `${bar[lane][each]} ${each}`);
  return counts.length > 0 ? counts.join(', ') : 'none';
}
