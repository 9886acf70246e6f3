import { describe, expect, it } from 'vitest';
import { createValueFormat } from '../../../../renderer/components/createValueFormat.ts';

const format = createValueFormat({ locale: 'en-US', currency: 'USD' });

describe('values on screen', () => {
  it.each([
    [245, 'currency', '$245'],
    [1850.4, 'currency', '$1,850'],
    [9.5, 'currency', '$9.50'],
    [2_345_678, 'currency', '$2.35M'],
    [92.4, 'percent', '92 %'],
    [2.95, 'percent', '3 %'],
    [0.75, 'percent', '0.8 %'],
    [1204, 'count', '1,204'],
    [12.3456, 'count', '12.3'],
    [-12, 'count', '−12'],
    [94, 'seconds', '94 s'],
    [1.5, 'ratio', '1.5×'],
    [null, 'count', '–'],
    [Number.POSITIVE_INFINITY, 'currency', '–'],
  ] as const)('%s as %s is %s', (value, unit, text) => expect(format.value(value, unit)).toBe(text));

  it.each([
    [245, 1850, 'currency', '−87 %'],
    [4210, 1204, 'count', '+250 %'],
    [92, 45, 'percent', '+47 pts'],
    [1.4, 4.1, 'percent', '−2.7 pts'],
    [50, 2, 'count', '25×'],
    [7, 7, 'count', '0 %'],
    [5, 0, 'count', null],
    [null, 5, 'count', null],
    [5, null, 'percent', null],
  ] as const)('%s instead of %s (%s) is %s', (value, expected, unit, text) => {
    expect(format.change(value, expected, unit)).toBe(text);
  });

  it('follow the locale and the currency', () => {
    const german = createValueFormat({ locale: 'de-DE', currency: 'EUR' });
    expect(german.value(1850, 'currency')).toMatch(/^1\.850\s€$/);
  });
});

it('writes what would be hundreds of digits with a power of ten', () => {
  const format = createValueFormat({ locale: 'en', currency: 'USD' });
  expect(format.value(1.234e300, 'count')).toBe('1.23E300');
  expect(format.value(-2e20, 'currency')).toBe('−$2E20');
  expect(format.value(1e18, 'percent')).toBe('1E18 %');
  expect(format.value(1.5e-200, 'none')).toBe('1.5E−200');
  expect(format.change(1e300, 3, 'percent')).toBe('+1E300 pts');
});
