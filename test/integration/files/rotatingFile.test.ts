import { writeSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readNewestLogs } from '../../../core/adapters/log/readNewestLogs.ts';
import { openRotatingFile } from '../../../core/adapters/log/rotatingFile.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: string;
let path: string;
let now = Date.parse('2026-03-10T12:00:00Z');
beforeEach(async () => {
  temporary = await temporaryFolder();
  folder = join(temporary.path, 'logs');
  path = join(folder, 'w.log');
  now = Date.parse('2026-03-10T12:00:00Z');
});
afterEach(() => temporary[Symbol.asyncDispose]());

const open = (options: Parameters<typeof openRotatingFile>[1] = {}) =>
  openRotatingFile(path, { now: () => now, ...options });
const names = async () => (await readdir(folder)).sort();
const text = (name = 'w.log') => readFile(join(folder, name), 'utf8');
const day = 86_400_000;

describe('the log of a new day', () => {
  it('is a new file, for this account alone', async () => {
    const file = open();
    file.write('monday\n');
    now += day;
    file.write('tuesday\n');
    file.close();
    expect([await text('w.log.1'), await text()]).toEqual(['monday\n', 'tuesday\n']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is a new file also when the last line was written by an earlier run', async () => {
    const before = open();
    before.write('monday\n');
    before.close();
    await utimes(path, now / 1000, now / 1000);
    now += day;
    const file = open();
    file.write('tuesday\n');
    file.close();
    expect([await text('w.log.1'), await text()]).toEqual(['monday\n', 'tuesday\n']);
  });

  it('goes on in the same file within a day', async () => {
    for (const line of ['one\n', 'two\n']) {
      const file = open();
      file.write(line);
      file.close();
      await utimes(path, now / 1000, now / 1000);
      now += 3_600_000;
    }
    expect(await names()).toEqual(['w.log']);
  });
});

describe('older files', () => {
  it('are as many as may be, and as large together', async () => {
    const file = open({ maxBytes: 100, kept: 50, maxTotalBytes: 350 });
    for (let i = 0; i < 30; i++) file.write(`${String(i).padStart(98)}\n`);
    file.close();
    expect(await names()).toEqual(['w.log', 'w.log.1', 'w.log.2']);
    expect((await text()).trim()).toBe('29');
  });

  it('that another version left go at the first line, and what is none stays', async () => {
    await mkdir(folder);
    for (const name of ['w.log.2', 'w.log.9', 'w.log.40', 'w.log.old', 'notes.1'])
      await writeFile(join(folder, name), 'x');
    const file = open({ kept: 9 });
    file.write('first\n');
    file.close();
    expect(await names()).toEqual(['notes.1', 'w.log', 'w.log.2', 'w.log.9', 'w.log.old']);
  });
});

describe('trouble with the disk', () => {
  it('costs lines while it is full, says how many, and never throws', async () => {
    let isFull = false;
    const file = open({
      writeTo(descriptor, line) {
        if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        return writeSync(descriptor, line);
      },
    });
    file.write('before\n');
    isFull = true;
    file.write('lost\n');
    file.write('lost too\n');
    isFull = false;
    file.write('after\n');
    file.write('and on\n');
    file.close();
    const [first, notice, ...others] = (await text()).trimEnd().split('\n');
    expect(first).toBe('before');
    expect(JSON.parse(notice ?? '')).toEqual({
      level: 40,
      time: '2026-03-10T12:00:00.000Z',
      msg: '2 lines of this log could not be written.',
    });
    expect(others).toEqual(['after', 'and on']);
  });

  it('begins a new line after one of which only a part was written', async () => {
    let room = Number.POSITIVE_INFINITY;
    const file = open({ writeTo: (descriptor, line) => writeSync(descriptor, line.slice(0, room)) });
    room = 3;
    file.write('abcdef\n');
    room = Number.POSITIVE_INFINITY;
    file.write('whole\n');
    file.close();
    const lines = (await text()).trimEnd().split('\n');
    expect(lines[0]).toBe('abc');
    expect(lines.at(-1)).toBe('whole');
  });

  it.each([
    ['removed', () => rm(path)],
    ['moved away', () => rename(path, `${path}-elsewhere`)],
    ['removed with its folder', () => rm(folder, { recursive: true })],
  ])('of a file that was %s underneath makes a new one', async (_, happens) => {
    const file = open();
    file.write('before\n');
    await happens();
    file.write('after\n');
    file.close();
    expect(await text()).toBe('after\n');
  });
});

describe('the newest lines', () => {
  it('are whole ones, over several files, and as much as is asked for', async () => {
    const file = open({ maxBytes: 100 });
    for (let i = 0; i < 25; i++) file.write(`${String(i).padStart(9)}\n`);
    file.close();
    expect(await readNewestLogs(path, 85)).toEqual([
      { name: 'w.log', text: [20, 21, 22, 23, 24].map((i) => `${String(i).padStart(9)}\n`).join('') },
      { name: 'w.log.1', text: [17, 18, 19].map((i) => `${String(i).padStart(9)}\n`).join('') },
    ]);
  });

  it('of a log that is not there are none', async () => {
    expect(await readNewestLogs(join(temporary.path, 'nowhere', 'w.log'), 1000)).toEqual([]);
  });
});
