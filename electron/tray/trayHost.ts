import { execFile } from 'node:child_process';

const watcher = 'org.kde.StatusNotifierWatcher';
const bus = 'org.freedesktop.DBus';
const longestAnswerMs = 2000;

/** Three programs that can ask the session's bus; which of them is there differs from desktop to desktop. */
const questions: [string, ...string[]][] = [
  ['gdbus', 'call', '--session', '-d', bus, '-o', '/org/freedesktop/DBus', '-m', `${bus}.NameHasOwner`, watcher],
  ['busctl', '--user', 'call', bus, '/org/freedesktop/DBus', bus, 'NameHasOwner', 's', watcher],
  [
    'dbus-send',
    '--session',
    '--print-reply=literal',
    `--dest=${bus}`,
    '/org/freedesktop/DBus',
    `${bus}.NameHasOwner`,
    `string:${watcher}`,
  ],
];

/**
 * Whether the desktop shows tray icons. Linux alone can lack it (GNOME without its extension, bare window managers),
 * and an icon there is accepted all the same. Null: it could not be found out, and the window is the safe choice.
 * `ask` gives a program's output, or null when it is not there or fails.
 */
export async function trayIsShown(
  platform: NodeJS.Platform = process.platform,
  ask: (program: string, args: string[]) => Promise<string | null> = output,
): Promise<boolean | null> {
  if (platform !== 'linux') return true;
  for (const [program, ...args] of questions) {
    const answer = /\b(true|false)\b/.exec((await ask(program, args)) ?? '');
    if (answer) return answer[1] === 'true';
  }
  return null;
}

function output(program: string, args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: longestAnswerMs }, (error, stdout) => resolve(error === null ? stdout : null));
  });
}
