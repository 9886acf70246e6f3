import { expect, it } from 'vitest';
import { createPageFace } from '../../../../core/notify/popUps/pageFace.ts';
import type { PopUp } from '../../../../shared/popUp.ts';
import { ManualClock } from '../../../support/manualClock.ts';

const minute = 60_000;

function aPageFace() {
  const clock = new ManualClock();
  const published: { show: PopUp[]; close: string[] }[] = [];
  const face = createPageFace(clock, (show, close) => published.push({ show, close }));
  return { clock, face, published };
}

const popUp: PopUp = {
  ...{ id: 'alert-1', kind: 'alert', alertIds: ['1'], severity: 'high', title: 'High', body: '' },
  ...{ sound: 'none', stays: false, actionable: true },
};

it('is there while a page says so, and for three minutes after the last word of it', async () => {
  const { clock, face } = aPageFace();
  expect(face.isThere()).toBe(false);
  face.attend('one', true);
  face.attend('two', true);
  await clock.advance(2 * minute);
  face.attend('two', false);
  expect(face.isThere()).toBe(true);
  await clock.advance(minute);
  expect(face.isThere()).toBe(false);
  face.attend('one', true);
  expect(face.isThere()).toBe(true);
});

it('believes no page that was heard of by a clock that has been set back since', () => {
  const { clock, face } = aPageFace();
  face.attend('one', true);
  clock.jump(-60 * minute);
  expect(face.isThere()).toBe(false);
  face.attend('one', true);
  expect(face.isThere()).toBe(true);
});

it('remembers the last hundred names that pages gave themselves', () => {
  const { face } = aPageFace();
  for (let page = 0; page <= 100; page++) face.attend(`page ${page}`, true);
  for (let page = 1; page <= 100; page++) face.attend(`page ${page}`, false);
  expect(face.isThere()).toBe(false);
});

it('tells pages what to show and what to take away, and nothing where there is nothing', async () => {
  const { face, published } = aPageFace();
  expect(await face.show(popUp)).toEqual({ ok: true });
  face.close([]);
  face.close(['alert-1']);
  expect(published).toEqual([
    { show: [popUp], close: [] },
    { show: [], close: ['alert-1'] },
  ]);
});
