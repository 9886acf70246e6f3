import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How this copy of the app could come to a newer one. */
export type UpdateTarget =
  /** Fetched in the background and put in place when the app quits. */
  | { kind: 'installs' }
  /** The system's package manager owns the files, and would ask for a password: the person is told. */
  | { kind: 'tells'; how: string }
  | { kind: 'none'; explanation: string };

interface Installation {
  packaged: boolean;
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  /** `process.resourcesPath` */
  resources: string;
}

export function updateTarget({ packaged, platform, env, resources }: Installation): UpdateTarget {
  const none = (explanation: string): UpdateTarget => ({ kind: 'none', explanation });
  if (!packaged) return none('Watchkeeper runs from its sources here: update the checkout.');
  if (platform === 'darwin') return { kind: 'installs' };
  if (platform === 'win32') {
    return env.PORTABLE_EXECUTABLE_FILE === undefined
      ? { kind: 'installs' }
      : none('The portable app cannot replace itself: download the new one, or use the installer.');
  }
  if (env.APPIMAGE) return { kind: 'installs' };
  const packageType = firstLine(join(resources, 'package-type'));
  return packageType === 'deb' || packageType === 'rpm'
    ? { kind: 'tells', how: `Install the new ${packageType} package as you installed this one.` }
    : none('This copy was unpacked by hand: unpack the new one in its place.');
}

/** Where releases of this build lie, as packaging wrote it; null when whoever built it named no place. */
export function builtInUpdateUrl(resources: string): string | null {
  const file = join(resources, 'app-update.yml');
  const url = existsSync(file) ? /^url:\s*['"]?(https:[^\s'"]+)/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return url === undefined || new URL(url).hostname.endsWith('.invalid') ? null : url;
}

function firstLine(path: string): string {
  return existsSync(path) ? (readFileSync(path, 'utf8').trim().split('\n')[0] ?? '') : '';
}
