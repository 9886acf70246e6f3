import { expect, it, vi } from 'vitest';
import { createBannerDesk } from '../../../../electron/popUps/bannerDesk.ts';
import { aPopUp } from '../../../support/aPopUp.ts';

function aDesk() {
  const publish = vi.fn();
  return { publish, desk: createBannerDesk(publish) };
}

it('tells pages of a banner, and one that is opened later as well, until somebody dismisses it', () => {
  const { desk, publish } = aDesk();
  desk.show(aPopUp());
  expect(publish).toHaveBeenLastCalledWith([aPopUp()], []);
  expect(desk.shown()).toEqual([aPopUp()]);
  expect(desk.dismiss(['p1', 'p2'])).toBe(1);
  expect(publish).toHaveBeenLastCalledWith([], ['p1']);
  expect(desk.shown()).toEqual([]);
  expect(desk.dismiss(['p1'])).toBe(0);
  expect(publish).toHaveBeenCalledTimes(2);
});

it('puts one with the id of another in its place', () => {
  const { desk } = aDesk();
  desk.show(aPopUp());
  desk.show(aPopUp({ title: 'High · Revenue drop' }));
  expect(desk.shown().map((banner) => banner.title)).toEqual(['High · Revenue drop']);
});

it('takes away what is over', () => {
  const { desk, publish } = aDesk();
  desk.show(aPopUp());
  desk.close(['p1']);
  expect(desk.shown()).toEqual([]);
  expect(publish).toHaveBeenLastCalledWith([], ['p1']);
});

it('keeps the newest twenty, and takes the others from the pages too', () => {
  const { desk, publish } = aDesk();
  for (let index = 0; index < 25; index++) desk.show(aPopUp({ id: `p${index}` }));
  expect(desk.shown().map((banner) => banner.id)).toEqual(Array.from({ length: 20 }, (_, index) => `p${index + 5}`));
  expect(publish).toHaveBeenLastCalledWith([aPopUp({ id: 'p24' })], ['p4']);
});
