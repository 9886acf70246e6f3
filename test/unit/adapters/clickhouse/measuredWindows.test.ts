import { expect, it } from 'vitest';
import { createMeasuredWindows, type MeasuredMetric } from '../../../../core/adapters/clickhouse/measuredWindows.ts';
import type { WindowsReader } from '../../../../core/adapters/clickhouse/windowsReader.ts';
import { measuredMetric } from '../../../../shared/detection/metrics.ts';
import { emptyWindow } from '../../../../shared/detection/metricWindow.ts';
import { failed, ok } from '../../../../shared/problem.ts';
import { ManualClock } from '../../../support/manualClock.ts';

const windowMs = 300_000;
const signal = new AbortController().signal;
const aMetric = (name: string) => measuredMetric(name, 'seconds', { columns: {}, sql: name });

type Answer = Awaited<ReturnType<WindowsReader['measure']>>;

function measuring(metrics: MeasuredMetric[] = [aMetric('session_duration')]) {
  const clock = new ManualClock();
  const asked: string[] = [];
  /** What the reader says instead of measuring, by the metric's name. */
  const instead = new Map<string, Answer | 'silence'>();
  const reader: Pick<WindowsReader, 'measure'> = {
    async measure(measure, { from, to }) {
      asked.push(`${measure.sql} ${from / windowMs}..${to / windowMs}`);
      const other = instead.get(measure.sql);
      if (other === 'silence') return new Promise<Answer>(() => {});
      if (other) return other;
      const starts = Array.from({ length: (to - from) / windowMs }, (_, index) => from + index * windowMs);
      // Nothing happened in every fifth window.
      const there = starts.filter((start) => (start / windowMs) % 5 !== 0);
      return ok({ kind: 'measured', windows: new Map(there.map((start) => [start, { value: start, samples: 7 }])) });
    },
  };
  const windows = createMeasuredWindows({ reader, metrics, windowMs, clock });
  const add = async (from: number, to: number) => {
    await windows.read({ from: from * windowMs, to: to * windowMs }, 3000, signal);
    return windows.addTo(Array.from({ length: to - from }, (_, index) => emptyWindow((from + index) * windowMs)));
  };
  return { asked, instead, clock, add, note: () => windows.note() };
}

it('asks for the baseline once, and then for the windows that are new', async () => {
  const { asked, add } = measuring();
  await add(0, 13);
  await add(0, 13);
  await add(1, 14);
  const last = await add(4, 17);
  expect(asked).toEqual(['session_duration 0..13', 'session_duration 13..14', 'session_duration 14..17']);
  expect(last).toHaveLength(13);
  expect(last[0]?.measured?.get('session_duration')).toEqual({ value: 4 * windowMs, samples: 7 });
  expect(last[1]?.measured?.get('session_duration')).toEqual({ value: null, samples: 0 });
});

it('measures each metric by itself: one that fails leaves the others as they are', async () => {
  const { asked, instead, add, note } = measuring([aMetric('session_duration'), aMetric('search_time')]);
  instead.set('search_time', failed('badQuery', 'ClickHouse refused the query.', false));
  const windows = await add(1, 4);
  expect(windows.map(({ measured }) => [...(measured?.keys() ?? [])])).toEqual(Array(3).fill(['session_duration']));
  expect(note()).toBe('Search time is not judged: ClickHouse refused the query.');
  instead.clear();
  await add(2, 5);
  expect(asked.slice(2)).toEqual(['session_duration 4..5', 'search_time 2..5']);
  expect(note()).toBeNull();
});

it('says what it lacks, and looks again with the next window', async () => {
  const { instead, add, note } = measuring();
  instead.set('session_duration', ok({ kind: 'unavailable', message: 'Column session_id is missing.' }));
  const windows = await add(1, 4);
  expect(windows.every(({ measured }) => measured === undefined)).toBe(true);
  expect(note()).toBe('Session duration is not judged: Column session_id is missing.');
  instead.clear();
  expect((await add(2, 5))[0]?.measured).toBeDefined();
});

it('gives up on what takes too long, and lets the baseline grow from there window by window', async () => {
  const { asked, instead, clock, add, note } = measuring();
  instead.set('session_duration', 'silence');
  const waiting = add(0, 13);
  await clock.advance(3000);
  expect((await waiting).every(({ measured }) => measured === undefined)).toBe(true);
  expect(note()).toBe('Session duration is not judged: ClickHouse took too long to measure it.');
  instead.clear();
  await add(1, 14);
  const later = await add(2, 15);
  expect(asked).toEqual(['session_duration 0..13', 'session_duration 13..14', 'session_duration 14..15']);
  expect(later.filter(({ measured }) => measured).map(({ start }) => start / windowMs)).toEqual([13, 14]);
  expect(note()).toBeNull();
});
