import { describe, expect, it } from 'vitest';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { afterPoll, newSourceState, type SourceState, sourceHealth } from '../../../core/monitor/sourceState.ts';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import { FakeSource } from '../../support/fakeSource.ts';

const rows: Result<SourceReport> = ok({
  ...{ kind: 'read', batches: [], cursor: 'c', newestRowAt: null, skipped: { count: 0, last: null } },
});
const noTable: Result<SourceReport> = ok({ kind: 'notSetUp', message: 'There is no table.' });
const unreachable: Result<SourceReport> = failed('unreachable', 'ClickHouse does not answer.');

function after(...results: Result<SourceReport>[]): SourceState {
  return results.reduce(
    (state, result, index) => afterPoll(state, result, index * 1000, 5),
    newSourceState(new FakeSource()),
  );
}

describe('a source', () => {
  it.each<[string, Result<SourceReport>[], string, string | null]>([
    ['whose table was never there is not set up', [noTable, noTable], 'notSetUp', null],
    ['whose table is gone all at once fails', [rows, noTable], 'failing', 'missingTable'],
    ['whose table stays gone keeps failing', [rows, noTable, noTable], 'failing', 'missingTable'],
    ['whose table went while nobody could look fails', [rows, unreachable, noTable], 'failing', 'missingTable'],
    ['whose table came is read', [noTable, rows], 'ok', null],
    ['whose table is there again is read', [rows, noTable, rows], 'ok', null],
    ['that was not set up and cannot be asked fails', [noTable, unreachable], 'failing', 'unreachable'],
    [
      'that was not set up, could not be asked and is not there is not set up',
      [noTable, unreachable, noTable],
      'notSetUp',
      null,
    ],
  ])('%s', (_, results, status, errorCode) => {
    const state = after(...results);
    expect(sourceHealth(state, 10_000)).toMatchObject({ status, errorCode });
    // Only what is not set up is not missed.
    expect(state.notSetUp !== null).toBe(status === 'notSetUp');
  });
});
