import { join } from 'node:path';
import type { TrayIcon } from './trayIcon.ts';

export type Theme = 'dark' | 'light';

/** The file of a tray icon within the folder that `build/icons` fills; its `@2x` lies beside it. */
export function trayIconFile(folder: string, icon: TrayIcon, platform: NodeJS.Platform, theme: Theme): string {
  // macOS writes the number beside the icon, and paints a template itself, as its bar needs it.
  if (platform === 'darwin')
    return icon.count === null
      ? join(folder, 'mac', `${icon.name}Template.png`)
      : join(folder, 'mac', theme, `${icon.name}.png`);
  const name = icon.count === null ? icon.name : `${icon.name}-${icon.count}`;
  return platform === 'win32'
    ? join(folder, 'windows', theme, `${name}.ico`)
    : join(folder, 'linux', theme, `${name}.png`);
}

export function overlayFile(folder: string, name: string): string {
  return join(folder, 'overlay', `${name}.png`);
}
