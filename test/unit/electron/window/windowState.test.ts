import { describe, expect, it } from 'vitest';
import { placeWindow } from '../../../../electron/window/windowState.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const left = { x: -1920, y: 0, width: 1920, height: 1080 };
const state = (change: object) => ({ x: 100, y: 100, width: 1000, height: 700, maximised: false, ...change });

describe('where the window opens', () => {
  it('as it was, on whichever screen that is', () => {
    expect(placeWindow(state({}), [laptop])).toEqual({ x: 100, y: 100, width: 1000, height: 700 });
    expect(placeWindow(state({ x: -1800 }), [laptop, left])).toMatchObject({ x: -1800 });
    expect(placeWindow(state({ x: 1300 }), [laptop])).toMatchObject({ x: 1300 });
  });

  it.each([
    ['its screen was unplugged', state({ x: -1800 })],
    ['its title bar is above every screen', state({ y: 0 })],
    ['its title bar is below', state({ y: 890 })],
    ['only its edge would show', state({ x: 1400 })],
  ])('as large, but where the system puts it, when %s', (_why, was) => {
    expect(placeWindow(was, [laptop])).toEqual({ width: 1000, height: 700 });
  });

  it('no larger than the screen, no smaller than can be used', () => {
    expect(placeWindow(state({ x: 0, y: 25, width: 4000, height: 3000 }), [laptop])).toMatchObject({
      width: 1440,
      height: 875,
    });
    expect(placeWindow(state({ width: 1, height: -5 }), [laptop])).toMatchObject({ width: 400, height: 420 });
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toEqual({ width: 1024, height: 600 });
  });

  it.each([
    ['nothing is known', null],
    ['what is known is no number', state({ x: Number.NaN })],
    ['what is known is absurd', state({ width: 1e9 })],
    ['something is missing', { x: 1, y: 1, width: 500, maximised: false } as never],
  ])('at its first size when %s', (_why, was) => {
    expect(placeWindow(was, [laptop])).toEqual({ width: 1280, height: 860 });
  });

  it('even without a screen', () => {
    expect(placeWindow(state({}), [])).toEqual({ width: 1000, height: 700 });
  });
});
