import { app, Menu, type MenuItemConstructorOptions } from 'electron';

export interface ApplicationMenuOptions {
  openSettings: () => void;
  platform?: NodeJS.Platform;
}

/**
 * The menu bar, from which the system takes the keys too: without the roles below macOS knows no copy and paste, and
 * nobody could zoom.
 */
export function installApplicationMenu({ openSettings, platform = process.platform }: ApplicationMenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, openSettings, app.isPackaged)));
}

function menuTemplate(
  platform: NodeJS.Platform,
  openSettings: () => void,
  packaged: boolean,
): MenuItemConstructorOptions[] {
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CommandOrControl+,',
    click: openSettings,
  };
  const isMac = platform === 'darwin';
  const first: MenuItemConstructorOptions = isMac
    ? {
        role: 'appMenu',
        submenu: [
          { role: 'about' },
          line,
          settings,
          line,
          { role: 'hide' },
          { role: 'hideOthers' },
          { role: 'unhide' },
          line,
          { role: 'quit' },
        ],
      }
    : { role: 'fileMenu', submenu: [settings, line, { role: 'close' }, { role: 'quit' }] };
  return [
    first,
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'reload' },
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        line,
        { role: 'togglefullscreen' },
        ...(packaged ? [] : [line, { role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } satisfies MenuItemConstructorOptions] : []),
  ];
}
