import { app } from 'electron';
import { Launch, plainLaunch } from './commandLine.ts';

/**
 * False when this application runs already for the same data: the other one has been told what this one was started for,
 * and this one ends at once. Must follow `app.setPath('userData', …)`, which the lock belongs to.
 */
export function claimSingleInstance(launch: Launch, onSecond: (launch: Launch) => void): boolean {
  // What was read is handed over, not the arguments: Chromium reorders those and adds its own.
  if (!app.requestSingleInstanceLock({ launch })) return false;
  app.on('second-instance', (_event, _argv, _workingDirectory, data) => onSecond(launchIn(data)));
  return true;
}

/** Another program of this account could send anything; what is not understood still asks for the window. */
function launchIn(data: unknown): Launch {
  const read = Launch.safeParse((data as { launch?: unknown } | null | undefined)?.launch);
  return read.success ? read.data : plainLaunch;
}
