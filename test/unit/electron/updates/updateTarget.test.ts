import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtInUpdateUrl, updateTarget } from '../../../../electron/updates/updateTarget.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const packed = (platform: NodeJS.Platform, env: Record<string, string> = {}, resources = '/nonexistent') =>
  updateTarget({ packaged: true, platform, env, resources });

it.each([
  ['the installed app on Windows', packed('win32'), 'installs'],
  ['the portable app on Windows', packed('win32', { PORTABLE_EXECUTABLE_FILE: 'D:\\W.exe' }), 'none'],
  ['the app on macOS', packed('darwin'), 'installs'],
  ['an AppImage', packed('linux', { APPIMAGE: '/home/me/W.AppImage' }), 'installs'],
  ['an unpacked folder', packed('linux'), 'none'],
  ['a checkout', updateTarget({ packaged: false, platform: 'darwin', env: {}, resources: '/x' }), 'none'],
])('%s: %o', (_, target, kind) => {
  expect(target.kind).toBe(kind);
});

it.each(['deb', 'rpm'])('a %s package is left to the person', async (type) => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'package-type'), `${type}\n`);
  expect(packed('linux', {}, folder.path)).toMatchObject({ kind: 'tells', how: expect.stringContaining(type) });
});

it.each([
  ['provider: generic\nurl: https://releases.example.com/w\n', 'https://releases.example.com/w'],
  ["url: 'https://releases.example.com/w'", 'https://releases.example.com/w'],
  ['provider: generic\nurl: https://updates.invalid\n', null],
  ['provider: generic\nurl: http://releases.example.com/w\n', null],
  ['provider: github\n', null],
])('the place of updates in %j is %s', async (content, url) => {
  await using folder = await temporaryFolder();
  expect(builtInUpdateUrl(folder.path)).toBeNull();
  await writeFile(join(folder.path, 'app-update.yml'), content);
  expect(builtInUpdateUrl(folder.path)).toBe(url);
});
