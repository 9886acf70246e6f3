import { describe, expect, it } from 'vitest';
import { formatCount, formatCurrency, formatValue } from '../../../shared/formatValue.ts';

describe('values as people read them', () => {
  it.each([
    [1850, 'currency', '$1,850'],
    [245.4, 'currency', '$245'],
    [9.5, 'currency', '$9.50'],
    [-0, 'currency', '$0'],
    [92.4, 'percent', '92 %'],
    [0.75, 'percent', '0.8 %'],
    [12_345.6, 'count', '12,346'],
    [3.25, 'seconds', '3.3 s'],
    [1.5, 'ratio', '1.5×'],
    [7, 'none', '7'],
    [null, 'count', '–'],
    [Number.NaN, 'percent', '–'],
  ] as const)('%d as %s is %s', (value, unit, text) => expect(formatValue(value, unit, 'USD')).toBe(text));

  it('know other currencies, and write one that nobody knows beside the amount', () => {
    expect(formatCurrency(1200, 'EUR')).toBe('€1,200');
    expect(formatCurrency(1200, 'not a code')).toBe('1,200 not a code');
  });
});

describe('formatCount', () => {
  it.each([
    [0, '0 purchases'],
    [1, '1 purchase'],
    [12_345, '12,345 purchases'],
  ])('%d is %s', (count, text) => expect(formatCount(count, 'purchase')).toBe(text));
});

it('writes what would be hundreds of digits with a power of ten', () => {
  expect(formatValue(1.234e300, 'count', 'USD')).toBe('1.23E300');
  expect(formatValue(-2e20, 'currency', 'USD')).toBe('-$2E20');
  expect(formatValue(1e18, 'percent', 'USD')).toBe('1E18 %');
  expect(formatValue(1e18, 'ratio', 'USD')).toBe('1E18×');
});
