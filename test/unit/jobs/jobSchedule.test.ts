import { expect, it } from 'vitest';
import { type JobHistory, scheduleOf } from '../../../core/jobs/jobSchedule.ts';

const minute = 60_000;
const hour = 60 * minute;

const history = (overrides: Partial<JobHistory> = {}): JobHistory => ({
  ...{ job: 'nightly', environment: '', runs: 20, medianIntervalMs: hour, p90IntervalMs: hour },
  p95DurationMs: 20 * minute,
  ...overrides,
});
const learns = { expected: {}, learnSchedule: true };

it('is learnt from the runs of the past', () => {
  expect(scheduleOf(history(), learns, 'nightly')).toEqual({
    ...{ everyMs: hour, everyIsGiven: false, maxMs: 40 * minute, maxIsGiven: false, usualMs: 20 * minute },
  });
});

it.each([
  ['too few runs', history({ runs: 5 })],
  ['no runs', null],
  ['runs at any time, as of a job that rests at weekends', history({ p90IntervalMs: 3 * hour })],
  ['runs that begin together', history({ medianIntervalMs: 0, p90IntervalMs: 0 })],
])('is not learnt from %s', (_name, known) => {
  expect(scheduleOf(known, learns, 'nightly').everyMs).toBeNull();
});

it('leaves a quick job ten minutes', () => {
  expect(scheduleOf(history({ p95DurationMs: 2000 }), learns, 'nightly').maxMs).toBe(10 * minute);
});

it('is what a person gave, and beside it what was learnt', () => {
  const expected = { nightly: { everyMinutes: 30, maxMinutes: null } };
  expect(scheduleOf(history(), { expected, learnSchedule: true }, 'nightly')).toMatchObject({
    ...{ everyMs: 30 * minute, everyIsGiven: true, maxMs: 40 * minute, maxIsGiven: false },
  });
  expect(scheduleOf(history(), { expected, learnSchedule: false }, 'nightly')).toMatchObject({
    ...{ everyMs: 30 * minute, maxMs: null, usualMs: 20 * minute },
  });
});

it('takes no name of a job for something else', () => {
  expect(scheduleOf(null, learns, 'constructor')).toMatchObject({ everyMs: null, everyIsGiven: false });
});
