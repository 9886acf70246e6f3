import { describe, expect, it } from 'vitest';
import type { AlertRecord } from '../../../../core/alerts/alertRecord.ts';
import { toAdjustment } from '../../../../core/alerts/feedback/adjustmentRecord.ts';
import { giveFeedback } from '../../../../core/alerts/feedback/giveFeedback.ts';
import { openAlert } from '../../../../core/alerts/mergeObservation.ts';
import { sha256 } from '../../../../core/monitor/sha256.ts';
import type { FeedbackLabel } from '../../../../shared/learning/feedback.ts';
import { anObservation } from '../../../support/builders.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const day = 24 * 3_600_000;

const began = (given: Partial<AlertRecord> = {}): AlertRecord => ({
  ...openAlert(anObservation(), 'window', { id: 'a1', fingerprint: 'f1', startsAt: noon }, noon).record,
  ...given,
});
const give = (label: FeedbackLabel | null, record = began(), comment: string | null = null) =>
  giveFeedback(record, { label, comment, by: 'ana' }, noon + 60_000, 'Europe/Berlin', sha256);

const sentence = (label: FeedbackLabel, record = began(), replaced: FeedbackLabel | null = null) => {
  const adjustment = give(label, record)?.adjustment;
  return (
    adjustment && toAdjustment(adjustment, { replaced, alert: record, timeZone: 'Europe/Berlin', now: noon }).sentence
  );
};

describe('a label', () => {
  it('stands with the alert and in its history', () => {
    expect(give('falseAlarm', began(), 'Only the importer.')).toMatchObject({
      record: { feedback: { label: 'falseAlarm', comment: 'Only the importer.', by: 'ana', at: noon + 60_000 } },
      history: { kind: 'feedback', by: 'ana', note: 'False alarm: Only the importer.' },
    });
  });

  it('that is there already changes nothing, and another comment does', () => {
    const record = give('real')?.record;
    expect(give('real', record)).toBeNull();
    expect(give(null)).toBeNull();
    expect(give('real', record, 'Now I know.')?.record.feedback?.comment).toBe('Now I know.');
  });

  it('is taken back', () => {
    expect(give(null, give('expected')?.record)).toMatchObject({
      record: { feedback: null },
      history: { note: 'Taken back' },
      adjustment: null,
    });
  });
});

describe('what is learned of it', () => {
  it.each<[FeedbackLabel, number]>([
    ['falseAlarm', 14],
    ['expected', 28],
  ])('%s: less eager at the same hours of the shop for %i days', (label, days) => {
    expect(give(label)?.adjustment).toMatchObject({
      ...{ alertId: 'a1', series: 'shop/revenue', kind: 'lessEager', label, by: 'ana', undoneAt: null },
      // 12:00 UTC is 13:00 there.
      ...{ hours: { from: 12, to: 15 }, at: noon + 60_000, until: noon + 60_000 + days * day },
    });
  });

  it('newNormal: the level from now on, for good', () => {
    expect(give('newNormal')?.adjustment).toMatchObject({ kind: 'newNormal', hours: null, until: null });
  });

  it.each(['real', 'unsure'] as const)('%s: nothing', (label) => {
    expect(give(label)?.adjustment).toBeNull();
  });

  it('is about the series that the alert names, or the one that its rule judges; else nothing', () => {
    const named = began({ type: 'disk_usage_high', learnedSeries: 'metric/system/disk_usage' });
    expect(give('falseAlarm', named)?.adjustment?.series).toBe('metric/system/disk_usage');
    expect(give('falseAlarm', began({ type: 'traffic_drop' }))).toMatchObject({
      record: { learnedSeries: 'shop/events' },
      adjustment: { series: 'shop/events' },
    });
    expect(give('falseAlarm', began({ type: 'model_drift' }))).toMatchObject({
      record: { feedback: { label: 'falseAlarm' } },
      adjustment: null,
    });
  });

  it('is said in a sentence', () => {
    expect(sentence('falseAlarm')).toBe(
      'Revenue alerts less readily from 12:00 to 15:00, until 24 Mar 13:01. The limit of “Revenue drop” itself stays as it is.',
    );
    expect(sentence('newNormal', began(), 'falseAlarm')).toBe(
      'The level of Revenue at 13:01 is taken as normal. This holds in place of “False alarm”, which was said before.',
    );
  });

  it.each([
    ['learned_high', 'shop/category_purchases/Shoes/Boots', 'Purchases of Shoes/Boots'],
    ['learned_high', 'metric/system/disk_usage/host=a%2Fb', 'Disk usage on system, a/b'],
    ['learned_high', 'metric//queue_depth', 'Queue depth'],
    ['learned_low', 'job/nightly%2Fload/duration/environment=production', 'Duration of nightly/load, production'],
    ['learned_low', 'query/orders_in_review/country=DE', 'Orders in review on DE'],
    ['learned_low', 'metric/system/disk_usage/host=%2~00abc', 'Disk usage on system, %2~00abc'],
  ])('names the series of %s %s as people do', (type, learnedSeries, name) => {
    expect(sentence('falseAlarm', began({ type, learnedSeries }))).toBe(
      `${name} alerts less readily from 12:00 to 15:00, until 24 Mar 13:01.`,
    );
  });

  it('says of a trend that what is near is told all the same', () => {
    const trend = began({ type: 'trend', learnedSeries: 'metric/system/disk_usage' });
    expect(sentence('falseAlarm', trend)).toBe(
      'Disk usage on system alerts less readily from 12:00 to 15:00, until 24 Mar 13:01. That it heads for its limit is told in these hours only once that is near.',
    );
  });
});
