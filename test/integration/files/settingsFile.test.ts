import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../core/adapters/files/dataFolder.ts';
import { createSettingsFile } from '../../../core/adapters/files/settingsFile.ts';
import { Settings } from '../../../shared/settings.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const now = () => Date.parse('2026-03-10T12:00:00.000Z');
let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: string;
let path: string;

beforeEach(async () => {
  temporary = await temporaryFolder();
  folder = join(temporary.path, 'home');
  path = join(folder, 'settings.json');
  openDataFolder(folder);
});
afterEach(() => temporary[Symbol.asyncDispose]());

const open = () => createSettingsFile(folder, now);
const stored = async () => JSON.parse(await readFile(path, 'utf8'));
const defaults = Settings.parse({});

describe('settings.json', () => {
  it('is made on the first save, for this account alone, with nothing but what differs', async () => {
    const file = open();
    expect(file.load()).toEqual({ settings: defaults, notices: [], broken: false });
    expect(await file.save({ ...defaults, currency: 'EUR' })).toMatchObject({ ok: true });
    expect(await stored()).toEqual({ version: 2, currency: 'EUR' });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await readdir(folder)).toEqual(['settings.json']);
    expect(open().load().settings.currency).toBe('EUR');
  });

  it.each(['{ "currency": ', '', 'null', '[1]', '"text"', '\u0000\u0001'])(
    'that holds %j is kept aside and reported, again and again until settings are saved',
    async (content) => {
      await writeFile(path, content);
      const first = open().load();
      expect(first).toMatchObject({
        settings: defaults,
        broken: true,
        notices: [{ code: 'settingsBroken', severity: 'error' }],
      });
      const aside = 'settings.json.broken-2026-03-10T12-00-00-000Z';
      expect(await readdir(folder)).toEqual([aside]);
      expect(await readFile(join(folder, aside), 'utf8')).toBe(content);

      const file = open();
      expect(file.load()).toMatchObject({ broken: true, notices: [{ message: expect.stringContaining(aside) }] });
      await file.save(defaults);
      expect(open().load()).toMatchObject({ broken: false, notices: [] });
      expect(await readdir(folder)).toContain(aside);
    },
  );

  it.skipIf(process.platform === 'win32')('that cannot be read is kept aside when settings are saved', async () => {
    await symlink('settings.json', path);
    const file = open();
    expect(file.load()).toMatchObject({ settings: defaults, broken: true, notices: [{ code: 'settingsUnreadable' }] });
    expect(await file.save({ ...defaults, currency: 'EUR' })).toMatchObject({ ok: true });
    expect(await stored()).toEqual({ version: 2, currency: 'EUR' });
    expect(await readdir(folder)).toEqual(['settings.json', 'settings.json.broken-2026-03-10T12-00-00-000Z']);
  });

  it('keeps what can be used of a file with wrong values, and names the others', async () => {
    await writeFile(
      path,
      JSON.stringify({
        version: 1,
        currency: 'EUR',
        cycle: { intervalSeconds: 1 },
        connection: { url: 'nowhere' },
        engine: 7,
      }),
    );
    const file = open();
    const { settings, notices, broken } = file.load();
    // A ClickHouse was named, if wrongly: nothing else may be watched in its place.
    expect(broken).toBe(true);
    expect(settings).toEqual({ ...defaults, currency: 'EUR' });
    expect(notices).toMatchObject([{ code: 'settingsValues' }]);
    expect(notices[0]?.message).toContain('cycle.intervalSeconds must be at least 5');
    expect(notices[0]?.message).toContain('engine must be an object');
    expect(notices[0]?.message).toContain('connection.url must be a web address');
    // Saving replaces it, so a copy is kept of what a person had written there.
    await file.save(settings);
    expect((await readdir(folder)).filter((name) => name.includes('broken'))).toHaveLength(1);
  });

  it('stays whole where a wrong value says nothing of the connection', async () => {
    await writeFile(
      path,
      JSON.stringify({ currency: 'dollars', connection: { url: 'https://clickhouse.example.com' } }),
    );
    const { settings, notices, broken } = open().load();
    expect(broken).toBe(false);
    expect(settings.connection.url).toBe('https://clickhouse.example.com');
    expect(notices).toMatchObject([{ code: 'settingsValues' }]);
  });

  it.each<[string, object, object]>([
    [
      'a summary for a receiver that is gone',
      { delivery: { summaries: { daily: { enabled: true, receiver: 'gone' }, weekly: { at: '10:00' } } } },
      { delivery: { summaries: { daily: { enabled: false, receiver: '' }, weekly: { at: '10:00' } } } },
    ],
    [
      'fewer windows than a detector needs by default',
      { engine: { baselineWindows: 4 }, cycle: { intervalSeconds: 60 } },
      { engine: defaults.engine, cycle: { intervalSeconds: 60 } },
    ],
  ])('takes back what does not go with a default beside it: %s', async (_, given, then) => {
    await writeFile(path, JSON.stringify({ currency: 'EUR', ...given }));
    const { settings, notices } = open().load();
    expect(settings).toMatchObject({ currency: 'EUR', ...then });
    expect(notices).toMatchObject([{ code: 'settingsValues' }]);
  });

  it('keeps what this version has no place for', async () => {
    await writeFile(path, JSON.stringify({ paging: { key: 'x' }, cycle: { burst: true, intervalSeconds: 60 } }));
    const file = open();
    const { settings } = file.load();
    await file.save({ ...settings, currency: 'EUR' });
    expect(await stored()).toEqual({
      version: 2,
      currency: 'EUR',
      paging: { key: 'x' },
      cycle: { burst: true, intervalSeconds: 60 },
    });
  });

  it('of version 1 is read as it was meant, and stays as it is until something is saved', async () => {
    // As version 1 wrote it, with keys of somebody else in it.
    const content = `{
  "version": 1,
  "connection": {
    "url": "https://clickhouse.example.com:8443",
    "user": "oncall",
    "shard": "eu-1"
  },
  "notifications": {
    "minSeverity": "medium",
    "repeatMinutes": null
  },
  "paging": {
    "key": "x"
  }
}
`;
    await writeFile(path, content);
    const file = open();
    const { settings, notices, broken } = file.load();
    expect({ notices, broken }).toEqual({ notices: [], broken: false });
    expect(settings.popUps.severities).toEqual({ critical: true, high: true, medium: true, low: false });
    expect(settings.notifications).toMatchObject({ minSeverity: 'medium', repeatMinutes: null });
    expect(await readFile(path, 'utf8')).toBe(content);

    await file.save({ ...settings, currency: 'EUR' });
    expect(await stored()).toEqual({
      version: 2,
      connection: { url: 'https://clickhouse.example.com:8443', user: 'oncall', shard: 'eu-1' },
      notifications: { minSeverity: 'medium', repeatMinutes: null },
      paging: { key: 'x' },
      popUps: { severities: { medium: true } },
      currency: 'EUR',
    });
    // From then on the two are set apart from each other.
    const later = { ...settings, notifications: { ...settings.notifications, minSeverity: 'low' as const } };
    await file.save(later);
    expect(open().load().settings.popUps.severities.low).toBe(false);
  });

  it('of a newer version is read and never overwritten', async () => {
    const content = JSON.stringify({ version: 3, currency: 'EUR' });
    await writeFile(path, content);
    const file = open();
    expect(file.load()).toMatchObject({ settings: { currency: 'EUR' }, notices: [{ code: 'settingsNewer' }] });
    expect(await file.save(defaults)).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('says in one sentence why it could not be saved, and leaves nothing half-written', async () => {
    const file = open();
    file.load();
    await mkdir(path);
    const saved = await file.save(defaults);
    expect(saved).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(saved.ok ? '' : saved.error.message).toMatch(/^The settings were not saved: .+ still holds\.$/);
    expect(await readdir(folder)).toEqual(['settings.json']);
    await rm(folder, { recursive: true });
    expect(await file.save(defaults)).toMatchObject({
      error: { message: expect.stringContaining('the folder is gone') },
    });
  });

  it.runIf(process.getuid?.() !== 0)('that this account may not write is read all the same', async () => {
    await writeFile(path, JSON.stringify({ currency: 'EUR' }));
    await chmod(folder, 0o500);
    const file = open();
    expect(file.load().settings.currency).toBe('EUR');
    expect(await file.save(defaults)).toMatchObject({ ok: false });
    await chmod(folder, 0o700);
  });
});
