import type { Alert } from '../../shared/alert.ts';
import type { Adjustment, FeedbackLabel } from '../../shared/learning/feedback.ts';

const hour = 3_600_000;
const twoWeeks = 14 * 24 * hour;

interface FeedbackOptions {
  learning: { adjustments(): Adjustment[]; add(adjustment: Adjustment): void; undo(id: string): Adjustment | null };
  now?: () => number;
}

interface Said {
  label: FeedbackLabel | null;
  comment?: string | undefined;
  by?: string | undefined;
}

/** What people say of the alerts of a world, and what is learned from it. */
export function createMockFeedback({ learning, now = () => Date.now() }: FeedbackOptions) {
  let made = 0;
  return {
    /** The part of the alert that changes; what was learned from an earlier label of it ends. */
    give(alert: Alert, { label, comment, by = 'oncall' }: Said): Pick<Alert, 'feedback'> {
      if (alert.feedback?.label !== label) {
        for (const earlier of learning.adjustments()) if (earlier.alertId === alert.id) learning.undo(earlier.id);
        const learned = label === null ? null : adjustmentOf(alert, label, by, now());
        if (learned) learning.add({ ...learned, id: `adjustment-of-label-${++made}` });
      }
      if (label === null) return { feedback: null };
      const text = comment?.trim();
      return { feedback: { label, comment: text ? text : null, by, at: new Date(now()).toISOString() } };
    },
  };
}

function adjustmentOf(alert: Alert, label: FeedbackLabel, by: string, now: number): Omit<Adjustment, 'id'> | null {
  if (alert.learnedSeries === null || label === 'real' || label === 'unsure') return null;
  const begun = new Date(alert.startsAt).getHours();
  const from = Math.min(21, Math.max(0, begun - 1));
  const base = { alertId: alert.id, series: alert.learnedSeries, label, by, at: new Date(now).toISOString() };
  if (label === 'newNormal') {
    const sentence = 'The level since this alert is taken for normal.';
    return { ...base, kind: 'newNormal', hours: null, until: null, undoneAt: null, sentence };
  }
  return {
    ...{ ...base, kind: 'lessEager', hours: { from, to: from + 3 }, undoneAt: null },
    until: new Date(now + twoWeeks).toISOString(),
    sentence: `Less eager between ${clock(from)} and ${clock(from + 3)} for two weeks.`,
  };
}

const clock = (of: number) => `${String(of % 24).padStart(2, '0')}:00`;
