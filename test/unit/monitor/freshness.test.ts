import { describe, expect, it } from 'vitest';
import { type FreshnessInput, freshness } from '../../../core/monitor/freshness.ts';
import { newSourceState, type SourceState } from '../../../core/monitor/sourceState.ts';
import { failed, type Problem } from '../../../shared/problem.ts';
import { FakeSource } from '../../support/fakeSource.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const second = 1000;
const minute = 60_000;
const problem: Problem = failed('unreachable', 'ClickHouse does not answer.').error;

function aState(overrides: Partial<SourceState> = {}): SourceState {
  const fresh = newSourceState(new FakeSource({ staleAfterMs: 10 * minute }));
  return { ...fresh, polled: true, lastSuccessAt: now - 10 * second, newestRowAt: now - 20 * second, ...overrides };
}

const failing = (failures: number, overrides: Partial<SourceState> = {}) =>
  aState({ failures, problem, lastSuccessAt: now - minute, ...overrides });
const absent = aState({ name: 'anomalies', staleAfterMs: null, notSetUp: 'There is no table realtime.anomalies.' });

function verdict(overrides: Partial<FreshnessInput>) {
  return freshness({
    ...{ now, startedAt: now - 60 * minute, intervalMs: 30 * second, lastCycleAt: now - 10 * second },
    ...{ sources: [aState()], storage: null },
    ...overrides,
  });
}

describe('how far the picture can be trusted', () => {
  it.each<[string, Partial<FreshnessInput>, string]>([
    ['everything was read just now', {}, 'live'],
    ['a table that nobody has is missing', { sources: [aState(), absent] }, 'live'],
    [
      'the first check is still to come',
      { lastCycleAt: null, sources: [newSourceState(new FakeSource())], startedAt: now - second },
      'starting',
    ],
    ['a source failed once', { sources: [failing(1)] }, 'late'],
    ['every source that was asked failed twice', { sources: [failing(2), aState({ rested: true })] }, 'blind'],
    [
      'a source that is read once an hour was not asked for half of it',
      { sources: [aState(), aState({ rested: true, lastSuccessAt: now - 30 * minute })] },
      'live',
    ],
    [
      'Watchkeeper sees itself, and nothing else',
      { sources: [failing(2), aState({ kind: 'self', name: 'watchkeeper' })] },
      'blind',
    ],
    ['one of two sources fails for a minute', { sources: [failing(3), aState()] }, 'late'],
    ['the only source failed twice', { sources: [failing(2)] }, 'blind'],
    ['every source failed twice', { sources: [failing(2), failing(5)] }, 'blind'],
    ['the only source that is set up failed twice', { sources: [failing(2), absent] }, 'blind'],
    [
      'one of two has not been read for five minutes',
      { sources: [aState(), failing(9, { lastSuccessAt: now - 5 * minute })] },
      'blind',
    ],
    [
      'it was not read for five minutes since the start',
      { sources: [failing(1, { lastSuccessAt: null })], startedAt: now - 5 * minute },
      'blind',
    ],
    ['two checks did not come', { lastCycleAt: now - 61 * second }, 'late'],
    ['one check did not come', { lastCycleAt: now - 45 * second }, 'live'],
    [
      'no check came for five minutes',
      { lastCycleAt: now - 5 * minute, sources: [aState({ lastSuccessAt: now - 5 * minute })] },
      'blind',
    ],
    ['the newest event is at the limit', { sources: [aState({ newestRowAt: now - 10 * minute })] }, 'live'],
    ['the newest event is beyond the limit', { sources: [aState({ newestRowAt: now - 10 * minute - 1 })] }, 'blind'],
    ['there are no events', { sources: [aState({ newestRowAt: null })] }, 'blind'],
    ['nothing is set up', { sources: [] }, 'blind'],
    ['no table is there', { sources: [absent] }, 'blind'],
    ['the database refused once', { storage: { problem, failures: 1 } }, 'late'],
    ['the database refused twice', { storage: { problem, failures: 2 } }, 'blind'],
    [
      'an hour is the interval and the last check 50 min ago',
      {
        intervalMs: 60 * minute,
        lastCycleAt: now - 50 * minute,
        sources: [aState({ lastSuccessAt: now - 50 * minute, newestRowAt: now - 9 * minute })],
      },
      'live',
    ],
  ])('%s', (_, overrides, status) => {
    const { status: actual, reason } = verdict(overrides);
    expect(actual).toBe(status);
    if (status === 'live') expect(reason).toBeNull();
    else expect(reason).toMatch(/[.]$/);
  });

  it('says what is wrong, not only that something is', () => {
    expect(verdict({ sources: [failing(2)] }).reason).toBe('ClickHouse does not answer.');
    expect(verdict({ sources: [aState({ newestRowAt: now - 12 * minute })] }).reason).toBe(
      'The newest event is 12 min old (limit 10 min): what happened since is not known. Check what writes the events.',
    );
    expect(verdict({ sources: [absent] }).reason).toBe('Nothing is watched: There is no table realtime.anomalies.');
  });
});
