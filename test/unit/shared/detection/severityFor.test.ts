import { describe, expect, it } from 'vitest';
import { mildestLimit, severityAbove, severityBelow } from '../../../../shared/detection/severityFor.ts';

const rising = { critical: 50, high: 25, medium: 10, low: null };
const falling = { critical: 1, high: 2, medium: 3, low: null };

describe('limits', () => {
  it.each([
    [10, null],
    [10.0001, 'medium'],
    [25, 'medium'],
    [25.0001, 'high'],
    [50, 'high'],
    [50.0001, 'critical'],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, 'critical'],
  ])('are exclusive upwards: %d is %s', (value, severity) => expect(severityAbove(value, rising)).toBe(severity));

  it.each([
    [3, null],
    [2.9999, 'medium'],
    [2, 'medium'],
    [1.9999, 'high'],
    [1, 'high'],
    [0.9999, 'critical'],
    [Number.NaN, null],
  ])('are exclusive downwards: %d is %s', (value, severity) => expect(severityBelow(value, falling)).toBe(severity));

  it('may leave severities out', () => {
    const onlyLow = { critical: null, high: null, medium: null, low: 60 };
    expect(severityAbove(100, onlyLow)).toBe('low');
    expect(mildestLimit(onlyLow)).toBe(60);
    expect(mildestLimit({ critical: null, high: null, medium: null, low: null })).toBeNull();
  });
});
