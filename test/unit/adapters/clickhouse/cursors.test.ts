import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  longHash,
  readAnomaliesCursor,
  shortHash,
  writeAnomaliesCursor,
} from '../../../../core/adapters/clickhouse/anomaliesCursor.ts';
import { readEngineCursor, writeEngineCursor } from '../../../../core/adapters/clickhouse/engineCursor.ts';

describe('cursors', () => {
  it('are read as they were written', () => {
    const cursor = { floor: 1, from: 2, seen: new Set(['a', 'b']), acknowledged: new Set(['c']), newestAt: null };
    expect(readAnomaliesCursor(writeAnomaliesCursor(cursor))).toEqual(cursor);
    expect(readEngineCursor(writeEngineCursor({ judgedUntil: 5 }))).toEqual({ judgedUntil: 5 });
  });

  it.each([null, '', '{', 'null', '[]', '7', '{"floor":"x"}', '{"judgedUntil":"soon"}', '{"judgedUntil":null}'])(
    'that are none begin anew: %s',
    (text) => {
      expect(readAnomaliesCursor(text)).toBeNull();
      expect(readEngineCursor(text)).toBeNull();
    },
  );

  it('keep hashes short and whole', () => {
    expect(shortHash('18446744073709551615')).toBe('3w5e11264sgsf');
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (hash) => {
        expect(longHash(shortHash(String(hash)))).toBe(String(hash));
      }),
    );
  });
});
