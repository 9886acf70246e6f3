import { describe, expect, it } from 'vitest';
import { selectRange } from '../../../../renderer/features/alerts/useSelection.ts';

const idAt = (index: number) => ['a', 'b', 'c', 'd'][index];

describe('the selection', () => {
  it('turns one row over', () => {
    expect(selectRange({}, 1, 1, idAt)).toEqual({ b: true });
    expect(selectRange({ b: true, c: true }, 1, 1, idAt)).toEqual({ c: true });
  });

  it('adds a range in either direction and takes nothing away', () => {
    expect(selectRange({ c: true }, 3, 1, idAt)).toEqual({ b: true, c: true, d: true });
  });

  it('leaves out rows that are not loaded', () => {
    expect(selectRange({}, 2, 6, idAt)).toEqual({ c: true, d: true });
    expect(selectRange({ a: true }, 9, 9, idAt)).toEqual({ a: true });
  });
});
