import { describe, expect, it } from 'vitest';
import { tokens } from '../../../../demo/clickhouse/tokens.ts';

function texts(sql: string): string[] {
  return [...tokens(sql)].map((token) => token.text);
}

describe('tokens', () => {
  it.each([
    ['words and signs', 'SELECT a.b+1', ['SELECT', 'a', '.', 'b', '+', '1']],
    ['numbers with letters in them', '1e5 0xFF 3.14', ['1e5', '0xFF', '3.14']],
    ['strings with quotes in them', `'it''s' 'a\\'b' ''`, [`'it''s'`, `'a\\'b'`, `''`]],
    ['quoted names', '`a``b` "c d"', ['`a``b`', '"c d"']],
    ['semicolons inside strings', `SELECT ';' ;`, ['SELECT', `';'`, ';']],
    ['heredocs', 'SELECT $x$a;$b$x$ , $$c$$', ['SELECT', '$x$a;$b$x$', ',', '$$c$$']],
    ['a string that never ends', `SELECT 'abc`, ['SELECT', `'abc`]],
    ['nothing', ' \n\t', []],
  ])('cuts out %s', (_name, sql, expected) => {
    expect(texts(sql)).toEqual(expected);
  });

  it.each([
    ['-- one\nSELECT', ['SELECT']],
    ['SELECT -- FORMAT JSON', ['SELECT']],
    ['SELECT 3 - -1', ['SELECT', '3', '-', '-', '1']],
    ['SELECT /* ; */ 1 /**/', ['SELECT', '1']],
    ['#!/usr/bin/clickhouse\nSELECT', ['SELECT']],
    ['# note\nSELECT', ['SELECT']],
    ['/* open', []],
  ])('skips the comments of %j', (sql, expected) => {
    expect(texts(sql)).toEqual(expected);
  });

  it('counts the open brackets around a token, and the brackets themselves outside', () => {
    expect([...tokens('a(b[c]{d})e')].map(({ text, depth }) => `${text}${depth}`)).toEqual([
      'a0',
      '(0',
      'b1',
      '[1',
      'c2',
      ']1',
      '{1',
      'd2',
      '}1',
      ')0',
      'e0',
    ]);
  });

  it('gives offsets', () => {
    expect([...tokens(`x 'y'`)].map(({ start, end, kind }) => [start, end, kind])).toEqual([
      [0, 1, 'word'],
      [2, 5, 'string'],
    ]);
  });

  it('looks no further than it is asked to', () => {
    const reading = tokens(`FORMAT CSV\n${"'".repeat(3)}`);
    expect(reading.next().value).toMatchObject({ text: 'FORMAT' });
    expect(reading.next().value).toMatchObject({ text: 'CSV', end: 10 });
  });
});
