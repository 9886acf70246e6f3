import { describe, expect, it } from 'vitest';
import { jobNotices } from '../../../core/jobs/jobNotices.ts';
import { durationMs, jobStatus, oddityOf, runKey } from '../../../core/jobs/jobRun.ts';
import { aRun } from '../../support/jobRuns.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');

describe('the status of a run', () => {
  it.each([
    ['STARTED', 'running'],
    ['In Progress', 'running'],
    ['', 'running'],
    ['Success', 'succeeded'],
    ['timed-out', 'failed'],
    [' Failed ', 'failed'],
    ['canceled', 'cancelled'],
  ])('is read from the word %j as %s', (word, status) => {
    expect(jobStatus(word, '', null)).toBe(status);
  });

  it('of a word that nobody knows goes by what stands beside it', () => {
    expect(jobStatus('kaput', '', null)).toBe('succeeded');
    expect(jobStatus('kaput', 'oh no', null)).toBe('failed');
    expect(jobStatus('kaput', '', 3)).toBe('failed');
  });
});

it('a run that finished before it started has no duration, and is odd', () => {
  const run = aRun({ finishedAt: noon - 1 });
  expect(durationMs(run)).toBeNull();
  expect(oddityOf(run)).toBe('finished before it started; its duration is left out');
  expect(oddityOf(aRun({ endings: 3 }))).toBe('finished 3 times; the last one counts');
  expect(oddityOf(aRun())).toBeNull();
});

it('a run is known by its job and its environment as well as by its id', () => {
  const keys = [
    aRun(),
    aRun({ job: 'other' }),
    aRun({ environment: 'prod' }),
    aRun({ job: 'a/b', runId: 'c' }),
    aRun({ job: 'a', runId: 'b/c' }),
  ];
  expect(new Set(keys.map(runKey)).size).toBe(keys.length);
});

describe('the news of a run', () => {
  it('is that it started while it runs, and how it ended once it is over', () => {
    const [started] = jobNotices([aRun({ status: 'running' })]);
    const [finished] = jobNotices([aRun({ status: 'failed' })]);
    expect(started).toMatchObject({ subject: 'nightly started', notice: { phase: 'started', durationMs: null } });
    expect(finished).toMatchObject({ subject: 'nightly failed', notice: { phase: 'finished', durationMs: 240_000 } });
    expect(started?.thread).toBe(finished?.thread);
    expect(started?.key).not.toBe(finished?.key);
  });

  it('holds its numbers and what the job says of itself, without secrets', () => {
    const [told] = jobNotices([
      aRun({
        ...{ environment: 'prod', successCount: 1200, failedCount: 3, stats: '{"rows_read":7,"deep":{"a":1}}' },
        ...{ metadata: '{"api_key":"abc","team":"shop"}', error: 'token=abcdefgh' },
      }),
    ]);
    expect(told?.notice).toMatchObject({
      error: 'token=•••',
      facts: [
        { name: 'Environment', value: 'prod' },
        { name: 'Succeeded', value: '1,200' },
        { name: 'Failed', value: '3' },
        { name: 'rows read', value: '7' },
        { name: 'deep', value: '{"a":1}' },
        { name: 'api key', value: '•••' },
        { name: 'team', value: 'shop' },
      ],
    });
  });

  it.each(['[1,2', '"text"', 'null', '{}', '', '[]', 'plain words', '{"a":1}'.repeat(1000)])(
    'is told whatever its statistics hold: %.20s',
    (stats) => {
      expect(() => jobNotices([aRun({ stats, metadata: stats })])).not.toThrow();
    },
  );
});
