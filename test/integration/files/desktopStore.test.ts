import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesktopStore } from '../../../electron/settings/desktopStore.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const now = () => Date.parse('2026-03-10T12:00:00.000Z');
const aside = 'desktop.json.broken-2026-03-10T12-00-00-000Z';
const window = { x: -1200, y: 40, width: 1280, height: 860, maximised: true };

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: string;
let path: string;

beforeEach(async () => {
  temporary = await temporaryFolder();
  folder = temporary.path;
  path = join(folder, 'desktop.json');
});
afterEach(() => temporary[Symbol.asyncDispose]());

const open = () => openDesktopStore(folder, { now, log: recordingLog() });
const everything = (store: ReturnType<typeof open>) => ({
  window: store.slot('window').read(),
  updateCheckedAt: store.slot('updateCheckedAt').read(),
  updatesAllowedFrom: store.slot('updatesAllowedFrom').read(),
});
const usual = { window: null, updateCheckedAt: null, updatesAllowedFrom: null };
const onDisk = async () => JSON.parse(await readFile(path, 'utf8'));

describe('desktop.json', () => {
  it('remembers over restarts, for this account alone', async () => {
    const store = open();
    expect(everything(store)).toEqual(usual);
    expect(await readdir(folder)).toEqual([]);
    store.slot('window').write(window);
    store.slot('updateCheckedAt').write(now());
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['desktop.json']);
    const remembered = { ...usual, window, updateCheckedAt: now() };
    expect(everything(open())).toEqual(remembered);
    expect(await onDisk()).toMatchObject({ version: 1 });
  });

  it('becomes this account’s alone when it was not', async () => {
    await writeFile(path, '{"updateCheckedAt":5}');
    await chmod(path, 0o644);
    open().slot('updateCheckedAt').write(6);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each(['{ "window": ', '', 'null', '[1]', '"text"', '\u0000\u0001'])(
    'that holds %j is kept aside, and the usual holds',
    async (content) => {
      await writeFile(path, content);
      const store = open();
      expect(everything(store)).toEqual(usual);
      expect(await readFile(join(folder, aside), 'utf8')).toBe(content);
      store.slot('updateCheckedAt').write(5);
      expect(everything(open())).toEqual({ ...usual, updateCheckedAt: 5 });
    },
  );

  it('keeps what can be used beside wrong values, and a copy of those', async () => {
    const content = JSON.stringify({
      window: { x: 'left', y: 0, width: 800, height: 600, maximised: false },
      updateCheckedAt: 5,
    });
    await writeFile(path, content);
    const store = open();
    expect(everything(store)).toEqual({ ...usual, updateCheckedAt: 5 });
    expect(await readFile(join(folder, aside), 'utf8')).toBe(content);
    store.slot('window').write(window);
    expect(everything(open())).toEqual({ ...usual, updateCheckedAt: 5, window });
  });

  it('keeps what this version does not know', async () => {
    await writeFile(path, JSON.stringify({ version: 1, theme: 'dusk' }));
    open().slot('updateCheckedAt').write(5);
    expect(await onDisk()).toMatchObject({ theme: 'dusk', updateCheckedAt: 5 });
  });

  it('of a newer version is read and never written', async () => {
    const content = JSON.stringify({ version: 2, updateCheckedAt: 5, window: { monitor: 1 } });
    await writeFile(path, content);
    const store = open();
    expect(everything(store)).toEqual({ ...usual, updateCheckedAt: 5 });
    store.slot('window').write(window);
    expect(store.slot('window').read()).toEqual(window);
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('that is damaged while the app runs is replaced', async () => {
    const store = open();
    store.slot('updateCheckedAt').write(5);
    await writeFile(path, '{ "updateCheckedAt": ');
    store.slot('window').write(window);
    expect(everything(open())).toEqual({ ...usual, updateCheckedAt: 5, window });
  });

  it('that cannot be read or written stops nothing', async () => {
    await mkdir(path);
    const store = open();
    store.slot('updateCheckedAt').write(5);
    expect(everything(store)).toEqual({ ...usual, updateCheckedAt: 5 });
    expect(await readdir(path)).toEqual([]);
  });

  it('is not written for what it says already', async () => {
    const store = open();
    store.slot('window').write(window);
    const { mtimeMs, ino } = await stat(path);
    store.slot('window').write({ ...window });
    expect(await stat(path)).toMatchObject({ mtimeMs, ino });
  });
});
