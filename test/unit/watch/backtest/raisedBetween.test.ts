import { describe, expect, it } from 'vitest';
import { aboutOf } from '../../../../core/watch/backtest/raisedBetween.ts';

describe('what an alert of the book is about', () => {
  it.each([
    ['revenue_drop', null, 'engine', 'shop'],
    ['learned_low', 'shop/revenue', 'engine', 'shop'],
    ['learned_high', 'metric/worker-0/queue_depth', 'learning', 'metric'],
    ['learned_high', 'job/import/duration', 'learning', 'job'],
    ['learned_low', 'query/orders', 'learning', 'query'],
    ['disk_usage_high', null, 'metrics', 'metric'],
    // Joined by what was learned of the same metric.
    ['disk_usage_high', 'metric/system/disk_usage', 'metrics', 'metric'],
    ['learned_low', null, 'learning', null],
    ['trend', 'metric/system/disk_usage', 'learning', null],
    ['job_overdue', null, 'jobs', null],
  ])('%s of %s, told by %s: %s', (type, learnedSeries, source, about) => {
    expect(aboutOf({ type, learnedSeries, source })).toBe(about);
  });
});
