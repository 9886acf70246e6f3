import { app } from 'electron';
import { isSupervised, restartCode } from '../../core/host/restartCode.ts';
import { isOwnLink } from '../launch/deepLink.ts';

interface Process {
  argv: readonly string[];
  env: Record<string, string | undefined>;
}

/**
 * Makes this process be started again once it has ended, and returns the exit code it has to end with. `demo` null: as the
 * settings say.
 */
export function relaunch(demo: boolean | null, { argv, env }: Process): number {
  // Whoever started it waits in a terminal, and would be left behind by a process that starts another.
  if (isSupervised(env)) return restartCode(demo);
  const args = [...argv.slice(1).filter(isKept), ...(demo === null ? [] : [demo ? '--demo' : '--no-demo'])];
  // The file that runs lies in a mount of the AppImage, which is gone when the process is.
  app.relaunch(env.APPIMAGE ? { args, execPath: env.APPIMAGE } : { args });
  return 0;
}

const onlyThisOnce = ['--demo', '--no-demo', '--fresh', '--hidden'];

function isKept(arg: string): boolean {
  return !onlyThisOnce.includes(arg) && !isOwnLink(arg);
}
