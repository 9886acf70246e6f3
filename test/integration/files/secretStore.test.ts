import { readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecretStore } from '../../../core/adapters/secrets/openSecretStore.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const now = () => Date.parse('2026-03-10T12:00:00.000Z');
const secret = 'https://hooks.example.com/services/PLANTED';
let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: string;

beforeEach(async () => {
  temporary = await temporaryFolder();
  folder = temporary.path;
});
afterEach(() => temporary[Symbol.asyncDispose]());

async function opened(passphrase: string | null) {
  const result = await openSecretStore(folder, passphrase, now);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const file = () => readFile(join(folder, 'secrets.json'), 'utf8');

describe('secrets.json', () => {
  it.each([null, 'correct horse battery'])(
    'keeps secrets under the passphrase %j, as ciphertext, for this account alone',
    async (passphrase) => {
      const { store } = await opened(passphrase);
      expect(store.backend.weak).toBe(passphrase === null);
      expect(store.read('slackWebhookUrl')).toBeNull();
      expect(await store.write('slackWebhookUrl', secret)).toMatchObject({ ok: true });
      expect(await store.write('clickhousePassword', 'gehëim"\\x')).toMatchObject({ ok: true });
      expect(await file()).not.toMatch(/PLANTED|geh/);
      for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600);

      const { store: again } = await opened(passphrase);
      expect(again.read('slackWebhookUrl')).toBe(secret);
      expect(again.read('clickhousePassword')).toBe('gehëim"\\x');
      await again.write('slackWebhookUrl', null);
      expect((await opened(passphrase)).store.read('slackWebhookUrl')).toBeNull();
    },
  );

  it('refuses a wrong passphrase and a missing one, naming the variable and changing nothing', async () => {
    await (await opened('the right one')).store.write('slackWebhookUrl', secret);
    const before = await file();
    for (const passphrase of ['the wrong one', null]) {
      const result = await openSecretStore(folder, passphrase, now);
      expect(result).toMatchObject({ ok: false, error: { code: 'auth' } });
      expect(result.ok ? '' : result.error.message).toMatch(/^WATCHKEEPER_PASSPHRASE is not /);
    }
    expect(await file()).toBe(before);
  });

  it('notices a wrong passphrase even when no secret is stored', async () => {
    const { store } = await opened('the right one');
    await store.write('slackWebhookUrl', secret);
    await store.write('slackWebhookUrl', null);
    expect(await openSecretStore(folder, 'the wrong one', now)).toMatchObject({ ok: false });
  });

  it('moves to the passphrase once there is one, and the key file goes', async () => {
    await (await opened(null)).store.write('slackWebhookUrl', secret);
    expect(await readdir(folder)).toContain('secrets.key');
    expect((await opened('from now on')).store.read('slackWebhookUrl')).toBe(secret);
    expect(await readdir(folder)).toEqual(['secrets.json']);
    expect(await openSecretStore(folder, null, now)).toMatchObject({ ok: false });
  });

  it.skipIf(process.platform === 'win32')('is left alone with its key while that cannot be read', async () => {
    await (await opened(null)).store.write('slackWebhookUrl', secret);
    const [keyPath, aside] = [join(folder, 'secrets.key'), join(folder, 'aside.key')];
    await rename(keyPath, aside);
    await symlink('secrets.key', keyPath);
    const before = await file();
    for (const passphrase of [null, 'correct horse battery']) {
      const result = await openSecretStore(folder, passphrase, now);
      expect(result).toMatchObject({ ok: false, error: { code: 'storage' } });
      expect(result.ok ? '' : result.error.message).toContain(keyPath);
    }
    expect(await file()).toBe(before);
    await rename(aside, keyPath);
    expect((await opened(null)).store.read('slackWebhookUrl')).toBe(secret);
  });

  it('that was tampered with is kept aside and reported', async () => {
    const { store } = await opened(null);
    await store.write('slackWebhookUrl', secret);
    await store.write('slackWebhookCritical', `${secret}-critical`);
    const document = JSON.parse(await file());
    const swapped = {
      ...document,
      secrets: {
        slackWebhookUrl: document.secrets.slackWebhookCritical,
        slackWebhookCritical: document.secrets.slackWebhookCritical,
      },
    };
    await writeFile(join(folder, 'secrets.json'), JSON.stringify(swapped));
    // One secret's ciphertext in another's place opens nothing.
    expect((await opened(null)).store.read('slackWebhookUrl')).toBeNull();

    for (const content of [
      '{',
      JSON.stringify({ version: 1 }),
      JSON.stringify({ ...document, check: document.secrets.slackWebhookUrl }),
    ]) {
      await writeFile(join(folder, 'secrets.json'), content);
      const { store: empty, notices } = await opened(null);
      expect(notices).toMatchObject([{ code: 'secretsBroken' }]);
      expect(empty.read('slackWebhookUrl')).toBeNull();
    }
    expect((await readdir(folder)).some((name) => name.startsWith('secrets.json.broken-'))).toBe(true);
  });

  it('keeps writes that come at once', async () => {
    const { store } = await opened(null);
    await Promise.all([
      store.write('slackWebhookUrl', 'https://a.example.com'),
      store.write('slackWebhookCritical', 'https://b.example.com'),
      store.write('clickhousePassword', 'pw'),
    ]);
    const { store: again } = await opened(null);
    expect([
      again.read('slackWebhookUrl'),
      again.read('slackWebhookCritical'),
      again.read('clickhousePassword'),
    ]).toEqual(['https://a.example.com', 'https://b.example.com', 'pw']);
  });
});
