import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount } from '../../../../core/adapters/clickhouse/parseAmount.ts';

describe('an amount written as text', () => {
  it.each([
    ['1245.5', 1245.5, null],
    ['$1,234.50', 1234.5, 'currency'],
    ['-$20', 20, 'currency'],
    ['12 %', 12, 'percent'],
    ['-86.8%', -86.8, 'percent'],
    ['1e3', 1000, null],
    ['.5', 0.5, null],
    ['about 45 %', 45, 'percent'],
    ['61 s', 61, 'seconds'],
    ['1 234', 1234, null],
    ['−5', -5, null],
    ['NaN', null, null],
    ['', null, null],
    ['inf', null, null],
    ['1e999', null, null],
    ['9999999999999999999', null, null],
    ['n/a', null, null],
  ])('%j is %d', (text, value, unit) => expect(parseAmount(text)).toEqual({ value, unit }));

  it('is a finite number or none, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), (text) => {
        const { value } = parseAmount(text);
        expect(value === null || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});
