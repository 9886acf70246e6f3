import { spawn } from 'node:child_process';

interface System {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
}

/** Whether somebody sits in front of this machine who would want a page to open. */
export function canOpenBrowser({ platform, env }: System): boolean {
  if (env.CI || env.SSH_CONNECTION) return false;
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Hands the address to the system's browser. Whether it opens is not known: the address is printed anyway. */
export function openBrowser(url: string, platform: NodeJS.Platform): void {
  const [command, ...args] = opener(platform, url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

function opener(platform: NodeJS.Platform, url: string): [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}
