import { describe, expect, it } from 'vitest';
import { createValueFormat } from '../../../../renderer/components/createValueFormat.ts';
import { judgedWords, lossWords } from '../../../../renderer/features/report/reportWords.ts';

const format = createValueFormat({ locale: 'en-US', currency: 'USD' });
const none = { real: 0, expected: 0, falseAlarm: 0, newNormal: 0, unsure: 0 };

describe('the share of false alarms', () => {
  it('is of those that somebody was sure of', () => {
    expect(judgedWords({ feedback: { ...none, real: 7, falseAlarm: 2, unsure: 4 } }, format)).toBe('of 9 judged');
  });

  it('is of nothing before somebody was', () => {
    expect(judgedWords({ feedback: { ...none, unsure: 4 } }, format)).toBe('nobody has judged any yet');
  });
});

describe('the revenue lost', () => {
  it.each([
    [41_873, '$42,000'],
    [0, '$0'],
    [-250, '$0'],
    [null, '–'],
  ])('%s', (lost, words) => {
    expect(lossWords(lost, format)).toBe(words);
  });
});
