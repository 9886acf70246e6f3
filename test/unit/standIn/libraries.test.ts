import { app } from 'electron';
import Store from 'electron-store';
import { expect, it } from 'vitest';
import { standIn } from '../../support/electron/standIn.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

it('is found by electron-store, which keeps its file where the application says', async () => {
  await using folder = await temporaryFolder();
  standIn.reset();
  app.setPath('userData', folder.path);
  const store = new Store({ name: 'trial' });
  store.set('a', 1);
  expect(store.path.startsWith(folder.path)).toBe(true);
  expect(store.get('a')).toBe(1);
});
