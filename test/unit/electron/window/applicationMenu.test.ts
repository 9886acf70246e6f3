import { Menu } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { installApplicationMenu } from '../../../../electron/window/applicationMenu.ts';
import { choose, entriesOf, type MenuEntry } from '../../../support/electron/menu.ts';
import { standIn } from '../../../support/electron/standIn.ts';

const rolesIn = (entries: readonly MenuEntry[]): string[] =>
  entries.flatMap(({ role, submenu = [] }) => [...(role ? [role] : []), ...rolesIn(submenu)]);

function installed(platform: 'linux' | 'darwin' | 'win32', packaged = true) {
  standIn.reset({ platform, packaged });
  let settings = 0;
  installApplicationMenu({ openSettings: () => settings++, platform });
  const menu = Menu.getApplicationMenu();
  if (!menu) throw new Error('There is no menu.');
  return { menu, roles: rolesIn(entriesOf(menu)), settings: () => settings };
}

describe('the menu bar', () => {
  beforeEach(() => standIn.reset());

  it.each(['linux', 'darwin', 'win32'] as const)('zooms, reloads, quits and edits text on %s', (platform) => {
    const { roles } = installed(platform);
    for (const role of ['editMenu', 'reload', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen', 'quit']) {
      expect(roles).toContain(role);
    }
  });

  it('leads to the settings', () => {
    const { menu, settings } = installed('darwin');
    choose(menu, ['appMenu', 'Settings…']);
    expect(settings()).toBe(1);
  });

  it('offers developer tools in development only', () => {
    expect(installed('linux', false).roles).toContain('toggleDevTools');
    expect(installed('linux', true).roles).not.toContain('toggleDevTools');
  });
});
