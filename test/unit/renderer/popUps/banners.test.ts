import { describe, expect, it } from 'vitest';
import { bannerChoice } from '../../../../renderer/features/popUps/bannerChoice.ts';
import { bannerTitle } from '../../../../renderer/features/popUps/bannerTitle.ts';
import { aPopUp } from '../../../support/aPopUp.ts';

describe('of many banners', () => {
  it('a few are drawn, the most urgent first and of equals the newest; the others are counted', () => {
    const { drawn, more } = bannerChoice(
      [
        aPopUp({ id: 'oldCritical', severity: 'critical' }),
        aPopUp({ id: 'high', severity: 'high' }),
        aPopUp({ id: 'newCritical', severity: 'critical' }),
        aPopUp({ id: 'low', severity: 'low' }),
        aPopUp({ id: 'test', severity: null }),
      ],
      3,
    );
    expect(drawn.map(({ id }) => id)).toEqual(['newCritical', 'oldCritical', 'high']);
    expect(more).toBe(2);
  });

  it('none is left over while they have room', () => {
    expect(bannerChoice([aPopUp()], 1)).toEqual({ drawn: [aPopUp()], more: 0 });
  });
});

it.each([
  ['critical', 'Critical · Revenue drop', { word: 'Critical', rest: 'Revenue drop' }],
  ['critical', '7 new alerts · 2 critical', { word: null, rest: '7 new alerts · 2 critical' }],
  ['high', 'Critical · Revenue drop', { word: null, rest: 'Critical · Revenue drop' }],
  [null, 'Test of pop-ups', { word: null, rest: 'Test of pop-ups' }],
] as const)('%s "%s" is shown as %j', (severity, title, shown) => {
  expect(bannerTitle({ severity, title })).toEqual(shown);
});
