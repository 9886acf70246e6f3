import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const playedFile = 'sounds-played';

/**
 * Programs that a desktop on Linux brings, in a folder for the search path: the one that asks its bus whether trays are
 * shown, and a player of sounds, which only writes down what it was given. So no test depends on the machine's own.
 */
export function layOutDesktop(folder: string, trayIcons: boolean): string {
  const programs = join(folder, trayIcons ? 'desktop' : 'desktop-without-tray');
  mkdirSync(programs, { recursive: true });
  const lay = (name: string, command: string) =>
    writeFileSync(join(programs, name), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
  lay('gdbus', `echo '(${trayIcons},)'`);
  lay('pw-play', `echo "$1" >> '${join(folder, playedFile)}'`);
  return programs;
}

/** Where the player wrote down what it was given, a path a line. */
export const playedSounds = (folder: string): string => join(folder, playedFile);
