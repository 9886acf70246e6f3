import { describe, expect, it, vi } from 'vitest';
import { createTrayPlace } from '../../../../electron/tray/trayPlace.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { someTrayFacts } from './someTrayFacts.ts';

/** A desktop whose answer can change; `begin` asks it for the first time. */
function aDesktop(first: boolean | null) {
  const clock = new ManualClock();
  const icon = { show: vi.fn(), destroy: vi.fn() };
  const desktop = { shown: first, asked: 0 };
  const create = vi.fn((): typeof icon | null => icon);
  const onNone = vi.fn();
  const begin = () =>
    createTrayPlace({
      async isShown() {
        desktop.asked++;
        return desktop.shown;
      },
      ...{ create, onNone, clock },
      facts: someTrayFacts(),
    });
  return { clock, icon, desktop, create, onNone, begin };
}

const seconds = (count: number) => count * 1000;

describe('a tray', () => {
  it('that answers has its icon at once', async () => {
    const { begin, create, onNone, clock } = aDesktop(true);
    const tray = await begin();
    expect(tray.isThere()).toBe(true);
    expect(create).toHaveBeenCalledOnce();
    expect(onNone).not.toHaveBeenCalled();
    expect(clock.pendingTimers).toBe(0);
  });

  it('that comes after the program, as at login, gets an icon of how things are by then', async () => {
    const { begin, desktop, create, icon, onNone, clock } = aDesktop(false);
    const tray = await begin();
    const later = someTrayFacts({ unacknowledged: { critical: 2, high: 0, medium: 0, low: 0 } });
    tray.show(later);
    expect(tray.isThere()).toBe(false);
    desktop.shown = true;
    await clock.advance(seconds(2));
    expect(create).toHaveBeenCalledExactlyOnceWith(later);
    expect(tray.isThere()).toBe(true);
    expect(onNone).not.toHaveBeenCalled();
    tray.show(later);
    expect(icon.show).toHaveBeenCalledExactlyOnceWith(later);
  });

  it('that does not come in time leaves the window, and is still taken when it comes', async () => {
    const { begin, desktop, onNone, clock } = aDesktop(false);
    const tray = await begin();
    await clock.advance(seconds(9));
    expect(onNone).not.toHaveBeenCalled();
    await clock.advance(seconds(60));
    expect(onNone).toHaveBeenCalledOnce();
    desktop.shown = true;
    await clock.advance(seconds(2));
    expect(tray.isThere()).toBe(true);
  });

  it('that never comes is not asked for for ever', async () => {
    const { begin, desktop, clock, onNone } = aDesktop(false);
    await begin();
    await clock.advance(seconds(600));
    expect(desktop.asked).toBeLessThan(70);
    expect(onNone).toHaveBeenCalledOnce();
    expect(clock.pendingTimers).toBe(0);
  });

  it('that nobody can tell of gets an icon, and is not counted on', async () => {
    const { begin, create, onNone } = aDesktop(null);
    const tray = await begin();
    expect(create).toHaveBeenCalledOnce();
    expect(tray.isThere()).toBe(false);
    expect(onNone).toHaveBeenCalledOnce();
  });

  it('in which no icon can be made leaves the window', async () => {
    const { begin, create, onNone } = aDesktop(true);
    create.mockReturnValue(null);
    const tray = await begin();
    expect(tray.isThere()).toBe(false);
    expect(onNone).toHaveBeenCalledOnce();
  });

  it('is not asked for any more once the program ends, and its icon goes', async () => {
    const waiting = aDesktop(false);
    (await waiting.begin()).close();
    expect(waiting.clock.pendingTimers).toBe(0);
    const shown = aDesktop(true);
    (await shown.begin()).close();
    expect(shown.icon.destroy).toHaveBeenCalledOnce();
  });
});
