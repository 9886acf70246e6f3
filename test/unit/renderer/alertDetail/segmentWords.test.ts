import { describe, expect, it } from 'vitest';
import { hasParts, segmentWords, shareWords } from '../../../../renderer/features/alertDetail/segmentWords.ts';
import { anAlert } from '../../../support/builders.ts';

describe('a part of a change', () => {
  it('is named by what it is made of', () => {
    expect(segmentWords({ country: 'DE', device: 'ios' })).toBe('country = DE, device = ios');
    expect(segmentWords({ category: '' })).toBe('category = (none)');
  });

  it.each([
    [0.914, '91 %'],
    [1.2, '120 %'],
    [-0.04, '−4 %'],
  ])('has a share: %s', (share, words) => {
    expect(shareWords(share)).toBe(words);
  });
});

describe('whether one can ask where it comes from', () => {
  it.each([
    ['an alert of the engine', {}, true],
    ['a learned series of the shop', { source: 'learning', learnedSeries: 'shop/sessions' }, true],
    ['a metric of a component', { source: 'learning', learnedSeries: 'metric/system/disk_usage' }, false],
    ['a row of another detector', { source: 'anomalies' }, false],
    ['one that was explained', { source: 'anomalies', explanation: '91 % is device = ios' }, true],
  ])('%s', (_name, part, expected) => {
    expect(hasParts(anAlert(part))).toBe(expected);
  });
});
