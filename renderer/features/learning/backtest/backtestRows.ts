import type { Backtest, BacktestAbout, BacktestAlert } from '../../../../shared/learning/backtest.ts';
import type { FeedbackLabel } from '../../../../shared/learning/feedback.ts';
import type { Severity } from '../../../../shared/severity.ts';

/** One trouble of the past, and what the draft, the settings in force and the book say of it. */
export interface BacktestRow {
  about: BacktestAbout;
  type: string;
  title: string;
  labels: Record<string, string>;
  /** ms UTC, the earliest that any of them says. */
  at: number;
  /** ms UTC, the latest; null: it was still open at the end. */
  until: number | null;
  /** Null: it would not have been told. */
  draft: Severity | null;
  current: Severity | null;
  raised: { id: string; severity: Severity; feedback: FeedbackLabel | null } | null;
  /** What the draft does to it. */
  change: 'gone' | 'new' | 'milder' | 'worse' | 'same';
}

type Told = Pick<BacktestAlert, 'about' | 'type' | 'title' | 'labels' | 'severity' | 'startsAt' | 'endsAt'>;

/** The three lists as one, newest first: alerts of the same type and labels that overlap are the same trouble. */
export function backtestRows({
  draft,
  current,
  raised,
}: Pick<Backtest, 'draft' | 'current' | 'raised'>): BacktestRow[] {
  const rows = new Map<string, BacktestRow[]>();
  const place = (alert: Told, isFree: (row: BacktestRow) => boolean): BacktestRow => {
    const key = JSON.stringify([alert.type, Object.entries(alert.labels).sort()]);
    const same = rows.get(key) ?? [];
    rows.set(key, same);
    const from = Date.parse(alert.startsAt);
    const to = alert.endsAt === null ? null : Date.parse(alert.endsAt);
    const found = same.find((row) => isFree(row) && from <= (row.until ?? from) && row.at <= (to ?? row.at));
    if (found) {
      found.at = Math.min(found.at, from);
      found.until = found.until === null || to === null ? null : Math.max(found.until, to);
      return found;
    }
    const { about, type, title, labels } = alert;
    const row: BacktestRow = {
      ...{ about, type, title, labels, at: from, until: to },
      ...{ draft: null, current: null, raised: null, change: 'same' },
    };
    same.push(row);
    return row;
  };
  for (const alert of current) place(alert, (row) => row.current === null).current = alert.severity;
  for (const alert of draft) place(alert, (row) => row.draft === null).draft = alert.severity;
  for (const alert of raised) {
    const { id, severity, feedback } = alert;
    place(alert, (row) => row.raised === null).raised = { id, severity, feedback };
  }
  return [...rows.values()]
    .flat()
    .map((row) => ({ ...row, change: changeOf(row) }))
    .sort((one, other) => other.at - one.at);
}

const ranks: Record<Severity, number> = { low: 1, medium: 2, high: 3, critical: 4 };

function changeOf({ draft, current }: Pick<BacktestRow, 'draft' | 'current'>): BacktestRow['change'] {
  if (draft === current) return 'same';
  if (draft === null) return 'gone';
  if (current === null) return 'new';
  return ranks[draft] < ranks[current] ? 'milder' : 'worse';
}
