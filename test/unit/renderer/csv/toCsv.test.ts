import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../../renderer/features/csv/toCsv.ts';

describe('a table for spreadsheets', () => {
  it('says by its first character that it is UTF-8', () => {
    expect(toCsv([['Zoë']])).toBe('\uFEFFZoë\r\n');
  });

  it.each([
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'say "hi"', '"say ""hi"""'],
    ['a line break', 'one\ntwo', '"one\ntwo"'],
    ['plain words', 'Revenue drop', 'Revenue drop'],
    ['nothing', null, ''],
    ['a number, which may be negative', -5, '-5'],
  ])('writes %s as a reader of CSV expects it', (_what, cell, written) => {
    expect(toCsv([[cell]])).toBe(`\uFEFF${written}\r\n`);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1+1', '\t=1', '\r=1', '＝1+1'])(
    'lets no text be taken for a formula: %j',
    (text) => {
      expect(toCsv([[text]])).toBe(`\uFEFF"'${text}"\r\n`);
    },
  );
});
