import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accessToken } from '../../../core/adapters/files/accessToken.ts';
import { dataFolderPath, openDataFolder } from '../../../core/adapters/files/dataFolder.ts';
import { readEnvFile } from '../../../core/adapters/files/envFile.ts';
import { lockFolder } from '../../../core/adapters/files/folderLock.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  temporary = await temporaryFolder();
});
afterEach(() => temporary[Symbol.asyncDispose]());

describe('the data folder', () => {
  it.each([
    ['linux', { HOME: '/home/mira' }, '/home/mira/.config/watchkeeper'],
    ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/cfg/watchkeeper'],
    ['darwin', {}, '/home/mira/Library/Application Support/Watchkeeper'],
  ] as const)('on %s with %j is %s', (platform, env, expected) => {
    expect(dataFolderPath(null, { platform, env, homedir: '/home/mira' })).toBe(expected);
    expect(dataFolderPath('/srv/watch', { platform, env, homedir: '/home/mira' })).toBe('/srv/watch');
  });

  it('is one sentence when it cannot be made', async () => {
    const file = join(temporary.path, 'file');
    await writeFile(file, '');
    const opened = openDataFolder(join(file, 'home'));
    expect(opened.ok ? '' : opened.error.message).toMatch(/^Watchkeeper cannot use the folder .+WATCHKEEPER_HOME\.$/);
  });

  it('belongs to one Watchkeeper at a time', () => {
    const first = lockFolder(temporary.path, 0);
    expect(first.ok).toBe(true);
    const second = lockFolder(temporary.path, 0);
    expect(second.ok ? '' : second.error.message).toContain('Another Watchkeeper is already running');
    if (first.ok) first.value.release();
    const third = lockFolder(temporary.path, 0);
    expect(third.ok).toBe(true);
    if (third.ok) third.value.release();
  });
});

describe('the access token', () => {
  it('is made once, kept for this account alone, and replaced when damaged', async () => {
    const token = await accessToken(temporary.path);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await accessToken(temporary.path)).toBe(token);
    const path = join(temporary.path, 'token');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFile(path, 'x');
    const next = await accessToken(temporary.path);
    expect(next).not.toBe(token);
    expect((await readFile(path, 'utf8')).trim()).toBe(next);
  });

  it('holds for this run where it cannot be kept', async () => {
    expect(await accessToken(join(temporary.path, 'nowhere'))).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe('.env', () => {
  it('is read when it is there', async () => {
    const path = join(temporary.path, '.env');
    expect(readEnvFile(path)).toEqual({});
    await writeFile(path, '# ours\nCLICKHOUSE_URL=https://h:8443\nCLICKHOUSE_PASSWORD="with # and spaces"\n');
    expect(readEnvFile(path)).toEqual({ CLICKHOUSE_URL: 'https://h:8443', CLICKHOUSE_PASSWORD: 'with # and spaces' });
  });
});
