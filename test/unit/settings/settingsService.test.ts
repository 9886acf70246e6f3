import { describe, expect, it } from 'vitest';
import { Settings } from '../../../shared/settings.ts';
import { memorySettings } from '../../support/memorySettings.ts';

const overrides = [{ path: 'connection.url', value: 'https://env.example.com', by: 'CLICKHOUSE_URL' }];

describe('settings service', () => {
  it('shows what the environment sets, and by which name', () => {
    const { service } = memorySettings({ overrides, secrets: { clickhousePassword: 'PLANTED' } });
    const view = service.view();
    expect(view.settings.connection.url).toBe('https://env.example.com');
    expect(view.defaults.connection.url).toBe('');
    expect(view.overrides).toEqual({ 'connection.url': 'CLICKHOUSE_URL' });
    expect(view.secrets.clickhousePassword).toEqual({ set: true, from: 'environment' });
    expect(JSON.stringify(view)).not.toContain('PLANTED');
  });

  it("does not make the environment's values the person's own", async () => {
    const { service, storage } = memorySettings({ overrides });
    expect(await service.replace({ ...service.current(), currency: 'EUR' })).toEqual({ ok: true });
    expect(storage.saved[0]).toMatchObject({ currency: 'EUR', connection: { url: '' } });
    expect(service.current().connection.url).toBe('https://env.example.com');
  });

  it('refuses to change what the environment sets, naming path and variable', async () => {
    const { service, storage } = memorySettings({ overrides });
    const current = service.current();
    const outcome = await service.replace({ ...current, connection: { ...current.connection, url: 'https://mine' } });
    expect(outcome).toEqual({
      ok: false,
      kind: 'input',
      problems: [{ path: 'connection.url', message: 'is set by CLICKHOUSE_URL and can only be changed there' }],
    });
    expect(storage.saved).toEqual([]);
  });

  it('keeps one change after the other, so that what holds is what was stored last', async () => {
    const { service, storage } = memorySettings();
    const disk = Promise.withResolvers<void>();
    const save = storage.save.bind(storage);
    storage.save = async (settings) => {
      if (settings.currency === 'EUR') await disk.promise;
      return save(settings);
    };
    const both = [
      service.replace({ ...service.current(), currency: 'EUR' }),
      service.replace({ ...service.current(), currency: 'GBP' }),
    ];
    await Promise.resolve();
    disk.resolve();
    await Promise.all(both);
    expect(storage.saved.map(({ currency }) => currency)).toEqual(['EUR', 'GBP']);
    expect(service.current().currency).toBe('GBP');
  });

  it('protects nothing with a passphrase that nobody gave', async () => {
    const { service } = memorySettings();
    expect(await service.unlockSecrets(null)).toEqual({
      ok: false,
      kind: 'input',
      problems: [{ path: 'passphrase', message: 'is needed for these secrets' }],
    });
  });

  it('tells listeners of changes that were kept, and of no others', async () => {
    const { service, storage, secrets } = memorySettings();
    let told = 0;
    const stop = service.onChange(() => told++);
    await service.replace({ ...Settings.parse({}), currency: 'EUR' });
    await service.setSecret('clickhousePassword', 'pw');
    expect(told).toBe(2);
    storage.refuses = true;
    secrets.refuses = true;
    expect(await service.replace(Settings.parse({}))).toMatchObject({ ok: false, kind: 'failed' });
    expect(await service.setSecret('clickhousePassword', '')).toMatchObject({ ok: false, kind: 'failed' });
    expect(told).toBe(2);
    expect(service.current().currency).toBe('EUR');
    expect(service.secret('clickhousePassword')).toBe('pw');
    stop();
  });

  it.each([
    [
      'slackWebhookUrl',
      'http://example.com/hook',
      'must begin with https:// (plain http:// only works on this machine)',
    ],
    ['slackWebhookTechnical', 'not a url', 'must be a web address that begins with https://'],
  ] as const)('refuses %s=%s', async (name, value, message) => {
    const { service } = memorySettings();
    expect(await service.setSecret(name, value)).toMatchObject({ problems: [{ path: 'value', message }] });
    expect(service.secret(name)).toBeNull();
  });

  it('does not store a secret that the environment would hide', async () => {
    const { service, secrets } = memorySettings({ secrets: { clickhousePassword: 'env' } });
    expect(await service.setSecret('clickhousePassword', 'mine')).toMatchObject({ ok: false, kind: 'input' });
    expect(secrets.values.size).toBe(0);
    expect(service.secret('clickhousePassword')).toBe('env');
  });
});
