import { titleOf } from '../../../../shared/anomalyTypes.ts';
import type { Backtest } from '../../../../shared/learning/backtest.ts';
import { type FeedbackLabel, feedbackLabels } from '../../../../shared/learning/feedback.ts';
import { type Severity, severities } from '../../../../shared/severity.ts';
import type { BacktestRow } from './backtestRows.ts';

export interface Counts {
  draft: number;
  current: number;
  raised: number;
}

type Lists = Pick<Backtest, 'draft' | 'current' | 'raised'>;

/** Worst first; all of them, so that the rows stay where they are while one drags. */
export function countsBySeverity(lists: Lists): (Counts & { severity: Severity })[] {
  return severities.map((severity) => ({ severity, ...count(lists, (alert) => alert.severity === severity) }));
}

/** By name, so that the rows stay where they are while one drags. */
export function countsByType(lists: Lists): (Counts & { type: string; title: string })[] {
  const types = new Set([...lists.draft, ...lists.current, ...lists.raised].map(({ type }) => type));
  return [...types]
    .map((type) => ({ type, title: titleOf(type), ...count(lists, (alert) => alert.type === type) }))
    .sort((one, other) => one.title.localeCompare(other.title));
}

function count(
  { draft, current, raised }: Lists,
  is: (alert: { type: string; severity: Severity }) => boolean,
): Counts {
  return {
    draft: draft.filter(is).length,
    current: current.filter(is).length,
    raised: raised.filter(is).length,
  };
}

/** Of the alerts that people said something of, how many the draft would still tell. */
export function countsByFeedback(
  rows: readonly BacktestRow[],
): { label: FeedbackLabel; raised: number; kept: number }[] {
  return feedbackLabels.flatMap((label) => {
    const said = rows.filter(({ raised }) => raised?.feedback === label);
    return said.length === 0
      ? []
      : [{ label, raised: said.length, kept: said.filter(({ draft }) => draft !== null).length }];
  });
}
