import { expect, it } from 'vitest';
import { changePercent } from '../../../../shared/detection/changePercent.ts';

it.each([
  [245, 1850, -86.7567567568],
  [0, 1850, -100],
  [1850, 1850, 0],
  [25, 10, 150],
  // What a source can write, but no percentage can say.
  [5, 0, null],
  [5, -1, null],
  [-8.881784197001253e-17, 5e-324, null],
  [1e308, 1e-5, null],
])('%d where %d was expected is %d %%', (value, expected, change) => {
  expect(changePercent(value, expected)).toBe(change);
});
