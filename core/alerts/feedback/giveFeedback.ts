import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';
import { feedbackWords } from '../../../shared/learning/feedbackWords.ts';
import { hoursAround } from '../../detection/feedback/adjustments.ts';
import { seriesOfRule } from '../../detection/shop/shopSeries.ts';
import type { AlertRecord, HistoryRecord } from '../alertRecord.ts';
import type { Sha256 } from '../fingerprint.ts';
import type { AdjustmentRecord } from './adjustmentRecord.ts';

/** What somebody says of an alert; `label` null takes back what was said. */
export interface Said {
  label: FeedbackLabel | null;
  comment: string | null;
  by: string;
}

/** The alert as it is then; `adjustment` comes in place of all that was learned from it before. */
interface GivenFeedback {
  record: AlertRecord;
  history: HistoryRecord;
  adjustment: AdjustmentRecord | null;
}

const dayMs = 24 * 3_600_000;
/** A campaign comes again four weeks later; an alarm that was false twice in two weeks is told to be so again. */
const lessEagerDays: Partial<Record<FeedbackLabel, number>> = { falseAlarm: 14, expected: 28 };

/**
 * The newest word on an alert counts, whoever said another before. Null where it was said already: nothing changes then.
 * `timeZone`: the shop's, whose hours are meant.
 */
export function giveFeedback(
  record: AlertRecord,
  said: Said,
  at: number,
  timeZone: string,
  sha256: Sha256,
): GivenFeedback | null {
  const { label, comment, by } = said;
  const before = record.feedback;
  if (label === (before?.label ?? null) && comment === (before?.comment ?? null)) return null;
  const series = seriesOf(record);
  const feedback = label === null ? null : { label, comment, by, at };
  return {
    record: { ...record, feedback, learnedSeries: series },
    history: { alertId: record.id, at, kind: 'feedback', by, note: noteOf(said) },
    adjustment:
      label === null || series === null ? null : adjustmentOf(record, series, { ...said, label }, at, timeZone, sha256),
  };
}

/** The learned series that an alert is about; one of a rule is about the number that the rule judges. */
function seriesOf({ learnedSeries, type }: AlertRecord): string | null {
  return learnedSeries ?? seriesOfRule(type)?.series.key ?? null;
}

function adjustmentOf(
  { id: alertId, startsAt }: AlertRecord,
  series: string,
  { label, by }: Said & { label: FeedbackLabel },
  at: number,
  timeZone: string,
  sha256: Sha256,
): AdjustmentRecord | null {
  const id = sha256(`adjustment|${alertId}|${at}`).slice(0, 16);
  const made = { id, alertId, series, label, by, at, undoneAt: null };
  if (label === 'newNormal') return { ...made, kind: 'newNormal', hours: null, until: null };
  const days = lessEagerDays[label];
  if (days === undefined) return null;
  return { ...made, kind: 'lessEager', hours: hoursAround(startsAt, timeZone), until: at + days * dayMs };
}

function noteOf({ label, comment }: Said): string {
  if (label === null) return 'Taken back';
  return comment === null ? feedbackWords[label] : `${feedbackWords[label]}: ${comment}`;
}
