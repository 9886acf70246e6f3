import { describe, expect, it } from 'vitest';
import {
  type FeedCursor,
  readFeedCursor,
  writeFeedCursor,
} from '../../../../../core/adapters/clickhouse/rowFeed/feedCursor.ts';
import {
  type IndexEntry,
  indexLimit,
  isAstray,
  nextCursor,
} from '../../../../../core/adapters/clickhouse/rowFeed/nextCursor.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const start: FeedCursor = { from: noon - 60 * minute, through: null, seen: new Set(), newestAt: null };
const row = (hash: string, placedMs: number): IndexEntry => ({ hash, placedMs, kind: hash, copies: 1 });

describe('where a feed goes on', () => {
  it('is a while before the newest row, so that late ones are found', () => {
    const cursor = nextCursor(start, [row('a', noon - 30 * minute), row('b', noon - 90_000)], [], noon);
    expect(cursor).toEqual({ from: noon - 17 * minute, through: null, seen: new Set(['b']), newestAt: noon - 90_000 });
  });

  it('stays where it is in a table without rows, and while a quiet one says nothing', () => {
    expect(nextCursor(start, [], [], noon)).toEqual(start);
    const once = nextCursor(start, [row('a', noon)], [], noon);
    expect(nextCursor(once, [row('a', noon)], [], noon + 600 * minute)).toEqual(once);
  });

  it('is not past rows that are left', () => {
    const left = [row('b', noon - 40 * minute)];
    const cursor = nextCursor(start, [row('a', noon - 50 * minute), ...left, row('c', noon)], left, noon);
    expect(cursor.from).toBe(noon - 40 * minute);
    expect([...cursor.seen]).toEqual(['c']);
  });

  it('is not led away by a clock that was ahead, nor by a row with a wrong time', () => {
    const year = 365 * 24 * 60 * minute;
    expect(nextCursor(start, [row('a', noon)], [], noon + year).from).toBe(noon - 15 * minute);
    const cursor = nextCursor(start, [row('a', noon), row('z', noon + year)], [], noon);
    expect(cursor).toMatchObject({ from: noon - 15 * minute, newestAt: noon });
    expect([...cursor.seen]).toEqual(['a', 'z']);
  });

  it('never goes back with a clock that is set back', () => {
    const once = nextCursor(start, [row('a', noon)], [], noon);
    expect(nextCursor(once, [row('a', noon)], [], noon - 300 * minute).from).toBe(once.from);
  });

  it('gives the overlap up where more rows are in it than can be looked at, even at one instant', () => {
    const full = Array.from({ length: indexLimit }, (_, index) => row(`h${index}`, noon));
    const cursor = nextCursor(start, full, [], noon);
    expect(cursor).toEqual({ from: noon, through: `h${indexLimit - 1}`, seen: new Set(), newestAt: noon });
    const next = nextCursor(cursor, [row('x', noon), row('y', noon + 1000)], [], noon + minute);
    expect(next).toMatchObject({ from: noon, through: cursor.through, seen: new Set(['x', 'y']) });
  });

  it('begins anew after a first start with a clock that was ahead', () => {
    expect(isAstray({ ...start, from: noon + minute }, noon)).toBe(true);
    expect(isAstray({ ...start, from: noon + minute, newestAt: noon }, noon)).toBe(false);
  });
});

describe('the cursor of a feed', () => {
  it('is read as it was written', () => {
    const cursor: FeedCursor = { from: noon, through: 'a1', seen: new Set(['b', 'c2']), newestAt: noon };
    expect(readFeedCursor(writeFeedCursor(cursor))).toEqual(cursor);
  });

  it.each([null, '', 'null', '[]', '{"from":"x","seen":[]}', '{"from":1e99,"seen":[]}', '{"from":1}', '{'])(
    'is none when it is %j',
    (text) => {
      expect(readFeedCursor(text)).toBeNull();
    },
  );

  it('forgets what cannot be a hash', () => {
    const text = '{"from":1,"seen":["ok","Not One",5,null],"through":"NO"}';
    expect(readFeedCursor(text)).toEqual({ from: 1, seen: new Set(['ok']), through: null, newestAt: null });
  });
});
