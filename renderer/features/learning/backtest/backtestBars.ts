import type { Backtest } from '../../../../shared/learning/backtest.ts';
import type { FeedbackLabel } from '../../../../shared/learning/feedback.ts';
import type { SeverityCounts } from '../../../../shared/overview.ts';
import { type BarSpan, barWidth, type TimeRange } from '../../overview/timelineBars.ts';

const backtestLanes = ['draft', 'current', 'raised'] as const;
export type BacktestLane = (typeof backtestLanes)[number];

/** What began in a span of the past, by each of the three. */
export interface BacktestBar extends BarSpan, Record<BacktestLane, SeverityCounts> {
  feedback: FeedbackLabel[];
}

const unchangedLanes = backtestLanes.filter((lane) => lane !== 'draft');

/** Those that say something of their own: what is not changed is judged as the settings in force are. */
export const lanesShown = (isChanged: boolean): readonly BacktestLane[] => (isChanged ? backtestLanes : unchangedLanes);

const bucketMs = 15 * 60_000;

/** The span that is judged, or a part of it, in at most `maxBars` bars on round UTC times. */
export function backtestBars(
  backtest: Pick<Backtest, 'from' | 'to' | BacktestLane>,
  range: TimeRange | null,
  maxBars: number,
): BacktestBar[] {
  const from = Math.max(Date.parse(backtest.from), range?.from ?? Number.NEGATIVE_INFINITY);
  const to = Math.min(Date.parse(backtest.to), range?.to ?? Number.POSITIVE_INFINITY);
  if (to <= from) return [];
  // One more than fits may be needed where the span begins inside of a bar.
  const barMs = barWidth(bucketMs, to - from, Math.max(1, maxBars - 1));
  const first = Math.floor(from / barMs) * barMs;
  const bars = Array.from({ length: Math.ceil((to - first) / barMs) }, (_, index): BacktestBar => {
    const start = first + index * barMs;
    return { start, end: start + barMs, draft: none(), current: none(), raised: none(), feedback: [] };
  });
  const barAt = (startsAt: string) => bars[Math.floor((Date.parse(startsAt) - first) / barMs)];
  for (const lane of backtestLanes) {
    for (const { startsAt, severity } of backtest[lane]) {
      const bar = barAt(startsAt);
      if (bar) bar[lane][severity]++;
    }
  }
  for (const { startsAt, feedback } of backtest.raised) if (feedback !== null) barAt(startsAt)?.feedback.push(feedback);
  return bars;
}

const none = (): SeverityCounts => ({ critical: 0, high: 0, medium: 0, low: 0 });
