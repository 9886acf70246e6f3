import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { shell } from 'electron';
import type { Sound } from '../../shared/popUp.ts';
import { soundFiles } from './notificationOptions.ts';

export interface SystemSoundsOptions {
  /** Folder of the sound files, outside of the archive: other programs open them by path. */
  folder: string;
  /** Runs a program to its end; false when it is not there or fails. */
  run?: (program: string, args: string[]) => Promise<boolean>;
  platform?: NodeJS.Platform;
}

/** Programs that play a file, the likeliest first; the main process itself has no way to. */
const players: Partial<Record<NodeJS.Platform, string[][]>> = {
  linux: [['pw-play'], ['paplay'], ['aplay', '-q']],
  darwin: [['afplay']],
};
const longestPlayMs = 10_000;

/** Sounds without a page to make them: through a player of the system, or its plain beep where there is none. */
export function createSystemSounds(options: SystemSoundsOptions): (sound: Sound) => Promise<void> {
  const { folder, run = runProgram, platform = process.platform } = options;
  /** Found once: looking for each anew would delay every alarm. */
  let found: string[] | null | undefined;

  return async (sound) => {
    if (sound === 'none') return;
    const file = join(folder, soundFiles[sound]);
    const candidates = found === undefined ? (players[platform] ?? []) : found === null ? [] : [found];
    for (const [program, ...args] of candidates as [string, ...string[]][]) {
      if (await run(program, [...args, file])) {
        found = [program, ...args];
        return;
      }
    }
    // A player that worked before may come back; one that never did will not.
    if (found === undefined) found = null;
    shell.beep();
  };
}

function runProgram(program: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: longestPlayMs }, (error) => resolve(error === null));
  });
}
