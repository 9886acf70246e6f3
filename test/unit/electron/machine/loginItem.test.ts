import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { autostartEntry, autostartPath } from '../../../../electron/machine/autostartEntry.ts';
import { createLoginItem } from '../../../../electron/machine/loginItem.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import type { Platform } from '../../../support/electron/world.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const off = { possible: true, explanation: null, enabled: false };
const on = { ...off, enabled: true };

describe.each<Platform>(['linux', 'darwin', 'win32'])('from its sources on %s', (platform) => {
  it('is not possible, and says why', async () => {
    standIn.reset({ platform, packaged: false });
    await standIn.becomeReady();
    const item = createLoginItem({ platform, env: {}, homedir: '/nonexistent', execPath: '/x' });
    expect(item.view()).toMatchObject({ possible: false, enabled: false });
    expect(await item.set(true)).toMatchObject({ ok: false, error: { message: item.view().explanation } });
    expect(standIn.app().loginItem).toBeNull();
  });
});

describe.each<Platform>(['darwin', 'win32'])('on %s', (platform) => {
  const made = () => createLoginItem({ platform, env: {}, homedir: '/nonexistent', execPath: '/x' });
  beforeEach(async () => {
    standIn.reset({ platform, packaged: true });
    await standIn.becomeReady();
  });

  it('is switched on and off', async () => {
    const item = made();
    expect(item.view()).toEqual(off);
    expect(await item.set(true)).toEqual({ ok: true, value: null });
    expect(item.view()).toEqual(on);
    expect(standIn.app().loginItem).toMatchObject(
      platform === 'win32' ? { args: ['--hidden'] } : { openAtLogin: true },
    );
    expect(await item.set(false)).toEqual({ ok: true, value: null });
    expect(item.view()).toEqual(off);
  });
});

it('does not claim what macOS refused without a word', async () => {
  standIn.reset({ platform: 'darwin', packaged: true });
  await standIn.becomeReady();
  vi.spyOn(app, 'setLoginItemSettings').mockReturnValue();
  const item = createLoginItem({ platform: 'darwin', env: {}, homedir: '/nonexistent', execPath: '/x' });
  expect(await item.set(true)).toMatchObject({ ok: false, error: { message: expect.stringContaining('not signed') } });
  expect(item.view()).toEqual(off);
});

it('tells of the consent that macOS waits for', async () => {
  standIn.reset({ platform: 'darwin', packaged: true });
  await standIn.becomeReady();
  standIn.setLoginItemStatus('requires-approval');
  const item = createLoginItem({ platform: 'darwin', env: {}, homedir: '/nonexistent', execPath: '/x' });
  expect(await item.set(true)).toEqual({ ok: true, value: null });
  expect(item.view()).toMatchObject({ enabled: true, explanation: expect.stringContaining('System Settings') });
});

describe('on Linux', () => {
  const item = (home: string, env: Record<string, string> = {}, execPath = '/opt/Watchkeeper/watchkeeper') =>
    createLoginItem({ platform: 'linux', env, homedir: home, execPath });
  beforeEach(async () => {
    standIn.reset({ packaged: true });
    await standIn.becomeReady();
  });

  it('is a file that desktops look for', async () => {
    await using home = await temporaryFolder();
    const path = join(home.path, '.config', 'autostart', 'io.watchkeeper.desktop.desktop');
    expect(item(home.path).view()).toEqual(off);
    expect(await item(home.path).set(true)).toEqual({ ok: true, value: null });
    expect(item(home.path).view()).toEqual(on);
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines[0]).toBe('[Desktop Entry]');
    expect(lines).toContain('Exec="/opt/Watchkeeper/watchkeeper" --hidden');
    expect(await item(home.path).set(false)).toEqual({ ok: true, value: null });
    expect(item(home.path).view()).toEqual(off);
    expect(await item(home.path).set(false)).toEqual({ ok: true, value: null });
  });

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('is off when the file says %s', async (line) => {
    await using home = await temporaryFolder();
    await item(home.path).set(true);
    const path = autostartPath({}, home.path);
    const content = (await readFile(path, 'utf8')).replace('X-GNOME-Autostart-enabled=true', line);
    await writeFile(path, content);
    expect(item(home.path).view()).toEqual(off);
    await item(home.path, {}, '/elsewhere').refresh();
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('starts the AppImage itself, and follows it when it is renamed', async () => {
    await using home = await temporaryFolder();
    const path = autostartPath({}, home.path);
    await item(home.path, { APPIMAGE: '/home/me/Watchkeeper-1.AppImage' }, '/tmp/.mount_x/watchkeeper').set(true);
    expect(await readFile(path, 'utf8')).toContain('Exec="/home/me/Watchkeeper-1.AppImage" --hidden');
    await item(home.path, { APPIMAGE: '/home/me/Watchkeeper-2.AppImage' }).refresh();
    expect(await readFile(path, 'utf8')).toContain('Exec="/home/me/Watchkeeper-2.AppImage" --hidden');
  });

  it('does not come back by a refresh when it is off', async () => {
    await using home = await temporaryFolder();
    await item(home.path).refresh();
    expect(item(home.path).view()).toEqual(off);
  });

  it('says so when the file cannot be written', async () => {
    await using home = await temporaryFolder();
    const folder = dirname(autostartPath({}, home.path));
    await mkdir(dirname(folder), { recursive: true });
    await writeFile(folder, '');
    const result = await item(home.path).set(true);
    expect(result).toMatchObject({ ok: false, error: { code: 'storage' } });
    await rename(folder, `${folder}.aside`);
    expect(await item(home.path).set(true)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['/srv/config', '/srv/config/autostart/io.watchkeeper.desktop.desktop'],
    ['relative', '/home/me/.config/autostart/io.watchkeeper.desktop.desktop'],
    ['', '/home/me/.config/autostart/io.watchkeeper.desktop.desktop'],
  ])('looks where XDG_CONFIG_HOME="%s" says', (given, path) => {
    expect(autostartPath({ XDG_CONFIG_HOME: given }, '/home/me')).toBe(path);
  });

  it.each([
    ['/a b/c', 'Exec="/a b/c" --hidden'],
    ['/a%20"b"$c', String.raw`Exec="/a%%20\\"b\\"\\$c" --hidden`],
    [String.raw`/a\b`, String.raw`Exec="/a\\\\b" --hidden`],
  ])('quotes the path %s as desktops read it', (path, line) => {
    expect(autostartEntry(path).split('\n')).toContain(line);
  });
});
