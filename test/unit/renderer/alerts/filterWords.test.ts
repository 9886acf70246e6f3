import { describe, expect, it } from 'vitest';
import { spanWords, statusWords, summaryOf } from '../../../../renderer/features/alerts/filterWords.ts';

describe('what a filter says', () => {
  it.each([
    [[], 'Status'],
    [['active'], 'Active'],
    [['active', 'acknowledged', 'resolved'], 'Active +2'],
  ] as const)('%j: %s', (chosen, expected) => {
    expect(summaryOf('Status', chosen, (status) => statusWords[status])).toBe(expected);
  });

  it('names an open span by its one end', () => {
    expect(spanWords('2026-03-10T10:00:00.000Z', null)).toMatch(/^since /);
    expect(spanWords(null, '2026-03-10T10:00:00.000Z')).toMatch(/^before /);
    expect(spanWords(null, null)).toBe('');
  });

  it('names the day once when both ends are on it', () => {
    const [from, to] = ['2026-03-10T12:00:00.000Z', '2026-03-10T12:30:00.000Z'];
    const [first = '', second = ''] = spanWords(from, to).split(' – ');
    expect(first.length).toBeGreaterThan(second.length);
    expect(spanWords(from, '2026-03-12T12:00:00.000Z').split(' – ')[1]?.length).toBe(first.length);
  });
});
