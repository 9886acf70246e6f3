import { z } from 'zod';
import { alertIdOf, isOwnLink } from './deepLink.ts';
import { isSystemSwitch } from './systemSwitch.ts';

/** What the desktop app was started for. A later start hands its own to the app that runs. */
export const Launch = z.object({
  /** Null: as the settings say. */
  demo: z.boolean().nullable(),
  fresh: z.boolean(),
  /** Started by the system at login: nobody asked to see a window. */
  hidden: z.boolean(),
  /** The alert that a link named. */
  alertId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
});
export type Launch = z.infer<typeof Launch>;

export const plainLaunch: Launch = { demo: null, fresh: false, hidden: false, alertId: null };

type LaunchReading = { ok: true; launch: Launch } | { ok: false; problem: string };

const flags = ['--demo', '--no-demo', '--fresh', '--hidden', '--desktop'];
const usage = 'The flags of the desktop app are --demo, --no-demo, --fresh and --hidden.';

/**
 * One sentence for the first thing that is wrong. `argv` is the process's own; of an app that is not packaged, its first
 * plain argument is the folder that Electron was told to run.
 */
export function readLaunch(argv: readonly string[], packaged: boolean): LaunchReading {
  const given = new Set<string>();
  let alertId: string | null = null;
  let folderIsAhead = !packaged;
  const args = argv.slice(1);
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (flags.includes(arg)) given.add(arg);
    // A link comes from anybody. One that names no alert only brings the window forward.
    else if (isOwnLink(arg)) alertId ??= alertIdOf(arg);
    // Electron's own way to load a file first, as test tools do.
    else if (!packaged && arg === '-r') index++;
    else if (isSystemSwitch(arg)) continue;
    else if (folderIsAhead && !arg.startsWith('-')) folderIsAhead = false;
    else return wrong(takesNoValue(arg) ?? `${arg} is not a flag of Watchkeeper. ${usage}`);
  }
  if (given.has('--demo') && given.has('--no-demo')) {
    return wrong('--demo and --no-demo cannot both hold; give one of them.');
  }
  if (given.has('--fresh') && given.has('--no-demo')) {
    return wrong('--fresh clears what the demo has stored and needs the demo; leave out --no-demo.');
  }
  return {
    ok: true,
    launch: {
      demo: given.has('--demo') ? true : given.has('--no-demo') ? false : null,
      fresh: given.has('--fresh'),
      hidden: given.has('--hidden'),
      alertId,
    },
  };
}

function takesNoValue(arg: string): string | null {
  const [name = ''] = arg.split('=', 1);
  return arg.includes('=') && flags.includes(name) ? `${name} takes no value.` : null;
}

function wrong(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}
