import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// https://github.com/electron/electron/issues/52674: with 43.3.0 to 43.4.0 the tray is dead on GNOME, Cinnamon and XFCE.
it('Electron is pinned to one version, and to none whose tray is dead on Linux', async () => {
  const root = join(import.meta.dirname, '../../../..');
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Number(devDependencies.electron.split('.')[0])).toBeGreaterThanOrEqual(44);
});
