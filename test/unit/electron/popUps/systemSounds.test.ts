import { beforeEach, expect, it, vi } from 'vitest';
import { createSystemSounds } from '../../../../electron/popUps/systemSounds.ts';
import { standIn } from '../../../support/electron/standIn.ts';

beforeEach(() => standIn.reset());

/** A system that has these programs. */
const having = (...programs: string[]) => vi.fn(async (program: string, _args: string[]) => programs.includes(program));

it('plays through the first player that is there, and asks that one first from then on', async () => {
  const run = having('paplay', 'aplay');
  const play = createSystemSounds({ folder: '/sounds', run, platform: 'linux' });
  await play('alarm');
  await play('chime');
  expect(run.mock.calls).toEqual([
    ['pw-play', ['/sounds/watchkeeper-alarm.wav']],
    ['paplay', ['/sounds/watchkeeper-alarm.wav']],
    ['paplay', ['/sounds/watchkeeper-chime.wav']],
  ]);
  expect(standIn.asked.beeps).toBe(0);
});

it('beeps where no player is, without looking for one every time', async () => {
  const run = having();
  const play = createSystemSounds({ folder: '/sounds', run, platform: 'linux' });
  await play('alarm');
  await play('alarm');
  expect(run).toHaveBeenCalledTimes(3);
  expect(standIn.asked.beeps).toBe(2);
});

it('beeps on Windows', async () => {
  const run = having();
  await createSystemSounds({ folder: '/sounds', run, platform: 'win32' })('alarm');
  expect(run).not.toHaveBeenCalled();
  expect(standIn.asked.beeps).toBe(1);
});

it('makes no sound when there should be none', async () => {
  const run = having('pw-play');
  await createSystemSounds({ folder: '/sounds', run, platform: 'linux' })('none');
  expect(run).not.toHaveBeenCalled();
  expect(standIn.asked.beeps).toBe(0);
});
