import type { Adjustment, FeedbackLabel } from '../../../shared/learning/feedback.ts';
import { feedbackWords } from '../../../shared/learning/feedbackWords.ts';
import { timeOfDay } from '../../../shared/localTime.ts';
import { seriesTitle } from '../../detection/series/seriesTitle.ts';
import { learnedTypes } from '../../detection/shop/shopVerdict.ts';
import { trendType } from '../../detection/trend/trendObservation.ts';
import type { AlertRecord } from '../alertRecord.ts';

/** What was learned from the feedback on one alert. Times are ms UTC. */
export interface AdjustmentRecord {
  id: string;
  alertId: string;
  /** Key of the series. */
  series: string;
  kind: Adjustment['kind'];
  label: FeedbackLabel;
  hours: Adjustment['hours'];
  by: string;
  at: number;
  /** Null: for good. */
  until: number | null;
  undoneAt: number | null;
}

/** What the words depend on beside the record. */
interface AdjustmentContext {
  /** What the same alert was called before, where this came in place of what that had changed. */
  replaced: FeedbackLabel | null;
  /** That it was said of; null: it is no longer kept. */
  alert: Pick<AlertRecord, 'type' | 'title'> | null;
  timeZone: string;
  now: number;
}

export function toAdjustment(record: AdjustmentRecord, context: AdjustmentContext): Adjustment {
  const { replaced } = context;
  const { at, until, undoneAt } = record;
  const instead =
    replaced === null ? '' : ` This holds in place of “${feedbackWords[replaced]}”, which was said before.`;
  return {
    ...record,
    at: iso(at),
    until: until === null ? null : iso(until),
    undoneAt: undoneAt === null ? null : iso(undoneAt),
    sentence: `${sentenceOf(record, context)}${instead}`,
  };
}

function sentenceOf(
  { series, kind, hours, at, until }: AdjustmentRecord,
  { alert, timeZone, now }: AdjustmentContext,
): string {
  const title = seriesTitle(series);
  if (kind === 'newNormal') return `The level of ${title} at ${timeOfDay(at, now, timeZone)} is taken as normal.`;
  const when = hours === null ? '' : ` from ${hour(hours.from)} to ${hour(hours.to)}`;
  const end = until === null ? '' : `, until ${timeOfDay(until, now, timeZone)}`;
  return `${title} alerts less readily${when}${end}.${besides(alert)}`;
}

/** Limits are people's own, and do what they say. */
function besides(alert: AdjustmentContext['alert']): string {
  if (alert === null || ofLearned.has(alert.type)) return '';
  if (alert.type === trendType) return ' That it heads for its limit is told in these hours only once that is near.';
  return ` The limit of “${alert.title}” itself stays as it is.`;
}

const ofLearned: ReadonlySet<string> = new Set(Object.values(learnedTypes));

const hour = (of: number): string => `${String(of).padStart(2, '0')}:00`;
const iso = (ms: number): string => new Date(ms).toISOString();
