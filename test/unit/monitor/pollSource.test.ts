import { expect, it } from 'vitest';
import { pollSource } from '../../../core/monitor/pollSource.ts';
import { afterPoll, newSourceState, sourceHealth } from '../../../core/monitor/sourceState.ts';
import { failed, ok } from '../../../shared/problem.ts';
import { aReport, FakeSource } from '../../support/fakeSource.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';

function poll(source: FakeSource, clock = new ManualClock(), log = recordingLog()) {
  const request = { now: clock.now(), cursor: null };
  return pollSource(source, request, { clock, deadlineMs: 10_000, signal: new AbortController().signal, log });
}

it('contains a source that throws, without repeating what it threw', async () => {
  const source = new FakeSource({
    standing: () => Promise.reject(new TypeError('password hunter2 is undefined')),
  });
  const log = recordingLog();
  const result = await poll(source, new ManualClock(), log);
  expect(result).toMatchObject({ ok: false, error: { code: 'unknown', retryable: true } });
  expect(JSON.stringify(result)).not.toContain('hunter2');
  expect(log.lines[0]?.level).toBe('error');
});

it('contains a source that throws at once', async () => {
  const source = new FakeSource();
  source.poll = () => {
    throw new RangeError('no promise at all');
  };
  expect(await poll(source)).toMatchObject({ ok: false, error: { code: 'unknown' } });
});

it('does not wait for a source beyond its deadline', async () => {
  const clock = new ManualClock();
  const result = poll(new FakeSource({ standing: () => new Promise(() => {}) }), clock);
  await clock.advance(10_000);
  expect(await result).toMatchObject({ ok: false, error: { code: 'timeout', retryable: true } });
});

const at = Date.parse('2026-03-10T12:00:00.000Z');

it('remembers the last success through failures, and counts skipped rows', () => {
  let state = newSourceState(new FakeSource());
  expect(sourceHealth(state, at).status).toBe('starting');
  state = afterPoll(state, aReport({ newestRowAt: at - 1000, skipped: { count: 2, last: 'severity "odd"' } }), at, 12);
  state = afterPoll(state, failed('timeout', 'It took too long.'), at + 30_000, 10_000);
  expect(sourceHealth(state, at + 40_000)).toEqual({
    name: 'engine',
    kind: 'engine',
    status: 'failing',
    lastSuccessAt: '2026-03-10T12:00:00.000Z',
    lastError: 'It took too long.',
    errorCode: 'timeout',
    latencyMs: 10_000,
    latency: { polls: 2, p50Ms: 12, p95Ms: 10_000 },
    lastFailure: { at: '2026-03-10T12:00:30.000Z', message: 'It took too long.', code: 'timeout' },
    newestRowAt: '2026-03-10T11:59:59.000Z',
    skippedRows: 2,
    lastSkipped: 'severity "odd"',
    note: null,
  });
  state = afterPoll(state, aReport({ skipped: { count: 1, last: 'price NaN' } }), at + 60_000, 9);
  expect(sourceHealth(state, at + 60_000)).toMatchObject({
    ...{ status: 'ok', lastError: null, skippedRows: 3 },
    lastFailure: { message: 'It took too long.' },
  });
  expect(state.failures).toBe(0);
});

it('says what it cannot do for as long as that is so', () => {
  const noted = afterPoll(newSourceState(new FakeSource()), aReport({ note: 'It cannot write.' }), at, 5);
  expect(sourceHealth(noted, at)).toMatchObject({ status: 'ok', note: 'It cannot write.' });
  expect(sourceHealth(afterPoll(noted, failed('timeout', 'It took too long.'), at, 5), at).note).toBe(
    'It cannot write.',
  );
  expect(sourceHealth(afterPoll(noted, aReport(), at, 5), at).note).toBeNull();
});

it('is not set up, which is no failure', () => {
  const state = afterPoll(newSourceState(new FakeSource()), ok({ kind: 'notSetUp', message: 'No table.' }), at, 5);
  expect(sourceHealth(state, at)).toMatchObject({ status: 'notSetUp', lastError: 'No table.', errorCode: null });
});

it('is stale when what it sees ends too long ago', () => {
  const source = new FakeSource({ staleAfterMs: 60_000 });
  const state = afterPoll(newSourceState(source), aReport({ newestRowAt: at - 60_001 }), at, 5);
  expect(sourceHealth(state, at).status).toBe('stale');
});
