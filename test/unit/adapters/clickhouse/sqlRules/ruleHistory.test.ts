import { expect, it } from 'vitest';
import { inTurn } from '../../../../../core/adapters/clickhouse/sqlRules/inTurn.ts';
import { mostSeries, RuleHistory } from '../../../../../core/adapters/clickhouse/sqlRules/ruleHistory.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;

it('is kept by minute, for as long as it is looked back at', () => {
  const history = new RuleHistory(10 * minute);
  for (const minutes of [-12, -3, -1, 0])
    history.note([{ labels: { a: '1' }, value: minutes }], noon + minutes * minute);
  history.note([{ labels: { a: '1' }, value: 9 }], noon + 30_000);
  expect(history.series(noon, 60 * minute)).toEqual([{ labels: { a: '1' }, newestAt: noon + 30_000 }]);
  expect(history.find({ a: '1' })?.minutes).toEqual([
    { at: noon - 3 * minute, value: -3 },
    { at: noon - minute, value: -1 },
    { at: noon, value: 9 },
  ]);
  expect(history.series(noon + 61 * minute, 60 * minute)).toEqual([]);
});

it('does not grow without end when labels are new each time: the oldest are forgotten', () => {
  const history = new RuleHistory(minute);
  for (let index = 0; index < mostSeries + 20; index++)
    history.note([{ labels: { at: String(index) }, value: 1 }], noon + index);
  expect(history.isFull).toBe(true);
  expect(history.series(noon, minute)).toHaveLength(mostSeries);
  expect(history.find({ at: '19' })).toBeNull();
  expect(history.find({ at: '20' })).not.toBeNull();
});

it('runs tasks in order, so many at once, and begins none after the end of its time', async () => {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const tasks = [0, 1, 2, 3, 4, 5].map((number) => async () => {
    begun.push(number);
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  });
  expect(await inTurn(tasks, 2, () => begun.length < 4)).toBe(4);
  expect([begun, most]).toEqual([[0, 1, 2, 3], 2]);
});
