import { beforeEach, describe, expect, it } from 'vitest';
import { watchPower } from '../../../../electron/machine/power.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import type { Platform } from '../../../support/electron/world.ts';
import { ManualClock } from '../../../support/manualClock.ts';

let clock: ManualClock;
let heard: string[];
let stop: () => void;

async function start(platform: Platform): Promise<void> {
  standIn.reset({ platform });
  await standIn.becomeReady();
  clock = new ManualClock();
  heard = [];
  stop = watchPower({
    clock,
    setAway: (away) => heard.push(away ? 'away' : 'back'),
    onWake: () => heard.push('poll'),
  });
}

describe.each<Platform>(['linux', 'darwin', 'win32'])('on %s', (platform) => {
  beforeEach(() => start(platform));

  it('nobody is there while the machine sleeps; on waking it polls at once', () => {
    standIn.power('suspend');
    expect(heard).toEqual(['away']);
    standIn.power('resume');
    expect(heard).toEqual(['away', 'back', 'poll']);
  });

  it('finds out by itself when no word of the waking comes', async () => {
    standIn.power('suspend');
    clock.jump(8 * 3_600_000);
    await clock.advance(30_000);
    expect(heard).toEqual(['away', 'back', 'poll']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('is not away for ever when the word of the sleep comes after the waking', async () => {
    standIn.power('resume');
    standIn.power('suspend');
    expect(heard).toEqual(['poll', 'away']);
    await clock.advance(30_000);
    expect(heard).toEqual(['poll', 'away', 'back', 'poll']);
  });

  it('stays away when it wakes behind a locked screen that no event told of', async () => {
    standIn.setIdle('locked', 0);
    standIn.power('suspend');
    await clock.advance(30_000);
    expect(heard).toEqual(['away']);
    standIn.setIdle('active', 0);
    await clock.advance(30_000);
    expect(heard).toEqual(['away', 'back', 'poll']);
  });

  it('asks nothing while somebody is there, and nothing once it is ended', async () => {
    expect(clock.pendingTimers).toBe(0);
    standIn.power('suspend');
    stop();
    expect(clock.pendingTimers).toBe(0);
    standIn.power('resume');
    expect(heard).toEqual(['away']);
  });
});

describe.each<Platform>(['darwin', 'win32'])('a locked screen on %s', (platform) => {
  beforeEach(() => start(platform));

  it('means nobody, until it is unlocked', async () => {
    standIn.setIdle('locked', 600);
    standIn.power('lock-screen');
    await clock.advance(10 * 60_000);
    expect(heard).toEqual(['away']);
    standIn.power('unlock-screen');
    expect(heard).toEqual(['away', 'back', 'poll']);
  });

  it('still means nobody after a sleep, but what is known is made new', () => {
    standIn.power('lock-screen');
    standIn.power('suspend');
    standIn.power('resume');
    expect(heard).toEqual(['away', 'poll']);
    standIn.power('unlock-screen');
    expect(heard).toEqual(['away', 'poll', 'back', 'poll']);
  });

  it('does not hold back for ever when no word of the unlocking comes', async () => {
    standIn.setIdle('locked', 600);
    standIn.power('lock-screen');
    await clock.advance(60_000);
    standIn.setIdle('active', 1);
    await clock.advance(30_000);
    expect(heard).toEqual(['away', 'back', 'poll']);
  });
});
