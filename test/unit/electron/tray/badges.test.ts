import { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBadges } from '../../../../electron/tray/badges.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import type { Platform } from '../../../support/electron/world.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { now, someTrayFacts } from './someTrayFacts.ts';

const busy = someTrayFacts({ unacknowledged: { critical: 1, high: 2 } });
const worse = someTrayFacts({ unacknowledged: { critical: 2, high: 2 } });
const quiet = someTrayFacts();
const blind = someTrayFacts({ unacknowledged: { critical: 1 }, health: { status: 'blind' } });

let window: BrowserWindow | null = null;
const clock = new ManualClock(now);

function begin(platform: Platform) {
  standIn.reset({ platform });
  standIn.becomeReady();
  return createBadges({ icons: '/icons', window: () => window, clock, platform });
}
const shown = () => standIn.windows()[0];

beforeEach(() => {
  window = null;
});

describe.each(['linux', 'darwin'] as const)('on %s', (platform) => {
  it('the number is on the dock or launcher, and gone when nothing is open or it is blind', () => {
    const badges = begin(platform);
    badges.show(busy);
    expect(standIn.app().badge).toBe(3);
    badges.show(blind);
    expect(standIn.app().badge).toBe(0);
    badges.show(busy);
    badges.show(quiet);
    expect(standIn.app().badge).toBe(0);
  });
});

describe('on Windows', () => {
  it('a picture over the button says it, with words for a screen reader', () => {
    const badges = begin('win32');
    window = new BrowserWindow();
    badges.show(busy);
    expect(shown()?.overlay).toMatchObject({ description: '1 critical, 2 high' });
    badges.show(blind);
    expect(shown()?.overlay?.description).toMatch(/^blind since/);
    badges.show(quiet);
    expect(shown()?.overlay).toBeNull();
  });

  it('is drawn on a window that was made later', () => {
    const badges = begin('win32');
    badges.show(busy);
    window = new BrowserWindow();
    badges.windowChanged();
    expect(shown()?.overlay).toMatchObject({ description: '1 critical, 2 high' });
  });

  it('asks for a look when one more is critical, and not for what was there before', () => {
    const badges = begin('win32');
    window = new BrowserWindow();
    window.blur();
    badges.show(busy);
    expect(shown()?.flashes).toBe(false);
    badges.show(worse);
    expect(shown()?.flashes).toBe(true);
  });

  it('survives a window that is gone', () => {
    const badges = begin('win32');
    window = new BrowserWindow();
    badges.show(busy);
    window.destroy();
    expect(() => badges.show(quiet)).not.toThrow();
  });
});
