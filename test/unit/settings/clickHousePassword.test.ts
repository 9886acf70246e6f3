import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../shared/settings.ts';
import { memorySettings } from '../../support/memorySettings.ts';

const there = { url: 'https://clickhouse.example.com:8443', user: 'oncall' };
const evil = 'https://evil.example.com:8443';
const name = 'clickhousePassword';

type Service = ReturnType<typeof memorySettings>['service'];
const moveTo = (service: Service, change: Partial<Settings['connection']>) => {
  const current = service.current();
  return service.replace({ ...current, connection: { ...current.connection, ...change } });
};

/** A service whose password was entered for `there`. */
async function connected() {
  const { service, secrets, storage } = memorySettings();
  await moveTo(service, there);
  await service.setSecret(name, 'PLANTED');
  return { service, secrets, storage };
}

describe('the stored password of ClickHouse', () => {
  it.each([
    ['address', { url: evil }],
    ['port', { url: 'https://clickhouse.example.com:9443' }],
    ['protocol', { url: 'http://clickhouse.example.com:8443' }],
    ['user', { user: 'admin' }],
  ])('is not handed out after a change of %s, and a notice says so', async (_what, change) => {
    const { service } = await connected();
    expect(service.secret(name)).toBe('PLANTED');
    expect(service.notices()).toEqual([]);

    expect(await moveTo(service, change)).toEqual({ ok: true });
    expect(service.secret(name)).toBeNull();
    expect(service.view().secrets.clickhousePassword).toEqual({ set: false, from: 'none' });
    expect(service.notices()).toMatchObject([{ code: 'passwordElsewhere', severity: 'warning' }]);
    expect(service.notices()[0]?.message).toContain('oncall at https://clickhouse.example.com:8443');
    expect(JSON.stringify([service.notices(), service.view()])).not.toContain('PLANTED');
  });

  it('is not handed out by way of no address at all', async () => {
    const { service } = await connected();
    await moveTo(service, { url: '' });
    await moveTo(service, { url: evil });
    expect(service.secret(name)).toBeNull();
  });

  it('holds again when the connection is as it was', async () => {
    const { service } = await connected();
    await moveTo(service, { url: evil });
    await moveTo(service, there);
    expect(service.secret(name)).toBe('PLANTED');
    expect(service.notices()).toEqual([]);
  });

  it('goes with other tables, another database and another path on the same server', async () => {
    const { service } = await connected();
    await moveTo(service, { url: `${there.url}/proxied`, database: 'shop' });
    expect(service.secret(name)).toBe('PLANTED');
  });

  it('is the new one for the connection it is entered with, before that is saved and after', async () => {
    const { service } = await connected();
    let told = 0;
    service.onChange(() => told++);
    const next = { url: 'https://other.example.com', user: 'oncall' };
    await service.setSecret(name, 'new', next);
    // The old server is not shown it, and the watch is not made anew for half of a change.
    expect(service.secret(name)).toBeNull();
    expect(told).toBe(0);
    await moveTo(service, next);
    expect(service.secret(name)).toBe('new');
    expect(told).toBe(1);
  });

  it('that was entered before any address belongs to the first that is saved', async () => {
    const { service } = memorySettings();
    await service.setSecret(name, 'PLANTED');
    await moveTo(service, there);
    expect(service.secret(name)).toBe('PLANTED');
    await moveTo(service, { url: evil });
    expect(service.secret(name)).toBeNull();
  });

  it('of the time before passwords had an address belongs to the one that holds', async () => {
    const { service, secrets } = memorySettings();
    await moveTo(service, there);
    secrets.values.set(name, 'PLANTED');
    expect(service.secret(name)).toBe('PLANTED');
    await moveTo(service, { url: evil });
    expect(service.secret(name)).toBeNull();
    await moveTo(service, there);
    expect(service.secret(name)).toBe('PLANTED');
  });

  it('keeps the address from changing where it cannot be tied to its own', async () => {
    const { service, secrets, storage } = memorySettings();
    await moveTo(service, there);
    secrets.values.set(name, 'PLANTED');
    secrets.refuses = true;
    expect(await moveTo(service, { url: evil })).toMatchObject({ ok: false, kind: 'failed' });
    expect(service.current().connection.url).toBe(there.url);
    expect(storage.saved).toHaveLength(1);
  });

  it('may look like anything', async () => {
    const { service } = await connected();
    for (const password of ['{"password":"x","for":null}', '{"a":1}', ' ', '{', '"']) {
      await service.setSecret(name, password);
      expect(service.secret(name)).toBe(password);
    }
  });

  it('is forgotten when it is emptied', async () => {
    const { service, secrets } = await connected();
    await service.setSecret(name, '');
    expect(secrets.values.size).toBe(0);
  });

  it('of the environment goes where the environment and the person say', async () => {
    const { service } = memorySettings({ secrets: { clickhousePassword: 'env' } });
    await moveTo(service, there);
    await moveTo(service, { url: 'https://other.example.com' });
    expect(service.secret(name)).toBe('env');
    expect(service.notices()).toEqual([]);
  });

  it('is not sent to an address that the environment sets in place of its own', async () => {
    const overrides = [{ path: 'connection.url', value: 'https://env.example.com', by: 'CLICKHOUSE_URL' }];
    const { service } = memorySettings({ overrides });
    await service.setSecret(name, 'PLANTED', there);
    expect(service.secret(name)).toBeNull();
    expect(service.notices()).toMatchObject([{ code: 'passwordElsewhere' }]);
  });
});
