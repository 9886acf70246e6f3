import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexEntry } from '../../../../../core/adapters/clickhouse/rowFeed/nextCursor.ts';
import { thinOut } from '../../../../../core/adapters/clickhouse/rowFeed/thinOut.ts';

const rows = (kinds: readonly string[]): IndexEntry[] =>
  kinds.map((kind, index) => ({ hash: `h${index}`, placedMs: index, kind, copies: 1 }));
const all = () => true;

describe('rows that stand for others', () => {
  it('are all of them while there are few', () => {
    const fresh = rows(['a', 'b', 'a']);
    expect(thinOut(fresh, { mostRows: 10, mostAlike: 2, keeps: all })).toEqual({ chosen: fresh, left: [] });
  });

  it('are the first of each kind, as many as there may be alike', () => {
    const { chosen, left } = thinOut(rows(['a', 'a', 'a', 'b', 'a']), { mostRows: 10, mostAlike: 2, keeps: all });
    expect(chosen.map(({ hash }) => hash)).toEqual(['h0', 'h1', 'h3']);
    expect(left).toEqual([]);
  });

  it('become fewer of each kind before any has to wait', () => {
    const fresh = rows(Array.from({ length: 1000 }, (_, index) => `kind ${index % 10}`));
    const { chosen, left } = thinOut(fresh, { mostRows: 55, mostAlike: 20, keeps: all });
    expect(chosen).toHaveLength(50);
    expect(left).toEqual([]);
  });

  it('wait where there are more kinds than may be chosen', () => {
    const fresh = rows(['a', 'a', 'b', 'c', 'a', 'd']);
    const { chosen, left } = thinOut(fresh, { mostRows: 2, mostAlike: 20, keeps: all });
    expect(chosen.map(({ kind }) => kind)).toEqual(['a', 'b']);
    expect(left.map(({ hash }) => hash)).toEqual(['h3', 'h4', 'h5']);
  });

  it('leave no kind out and never grow too many', () => {
    const some = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 60 });
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 5 }),
        (kinds, mostRows, mostAlike) => {
          const fresh = rows(kinds);
          const keeps = (hash: string) => Number(hash.slice(1)) % 3 > 0;
          const { chosen, left } = thinOut(fresh, { mostRows, mostAlike, keeps });
          expect(chosen.length).toBeLessThanOrEqual(mostRows);
          expect(chosen.every(({ hash }) => keeps(hash))).toBe(true);
          const taken = fresh.slice(0, fresh.length - left.length).filter(({ hash }) => keeps(hash));
          expect(new Set(chosen.map(({ kind }) => kind))).toEqual(new Set(taken.map(({ kind }) => kind)));
          if (left.length > 0) expect(chosen).toHaveLength(mostRows);
        },
      ),
    );
  });
});
