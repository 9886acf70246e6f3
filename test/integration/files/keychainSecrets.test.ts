import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecretStore } from '../../../core/adapters/secrets/openSecretStore.ts';
import { openKeychainSecretStore } from '../../../electron/secrets/openKeychainSecretStore.ts';
import { FakeKeychain } from '../../support/fakeKeychain.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const webhook = 'https://hooks.example.com/services/PLANTED';
const password = 'PLANTED-gehëim"=\\x';
const passphrase = 'correct horse battery';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: string;
let clock: ManualClock;

beforeEach(async () => {
  temporary = await temporaryFolder();
  folder = temporary.path;
  clock = new ManualClock();
});
afterEach(() => temporary[Symbol.asyncDispose]());

const begin = (safeStorage: FakeKeychain, environment: string | null = null) =>
  openKeychainSecretStore({ folder, passphrase: environment, safeStorage, platform: 'linux', clock });

async function opened(safeStorage: FakeKeychain, environment: string | null = null) {
  const result = await begin(safeStorage, environment);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** A folder in which the desktop app has stored both under this keychain. */
async function stored(safeStorage = new FakeKeychain()): Promise<FakeKeychain> {
  const { store } = await opened(safeStorage);
  await store.write('clickhousePassword', password);
  await store.write('slackWebhookUrl', webhook);
  return safeStorage;
}

const file = () => readFile(join(folder, 'secrets.json'), 'utf8');
const document = async () => JSON.parse(await file());
const names = async () => (await readdir(folder)).sort();

describe('secrets under the keychain', () => {
  it('are stored as ciphertext alone, with the keychain and the format by name, for this account alone', async () => {
    const safeStorage = await stored();
    expect(await names()).toEqual(['secrets.json']);
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
    expect(await file()).not.toMatch(/PLANTED|geh/);
    expect(await document()).toEqual({
      version: 2,
      protection: { kind: 'keychain' },
      secrets: {
        clickhousePassword: { backend: 'GNOME Keyring/libsecret', data: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) },
        slackWebhookUrl: { backend: 'GNOME Keyring/libsecret', data: expect.any(String) },
      },
    });

    const { store, notices } = await opened(safeStorage);
    expect(store.backend).toMatchObject({ name: 'GNOME Keyring/libsecret', state: 'ready', weak: false });
    expect(notices).toEqual([]);
    expect([store.read('clickhousePassword'), store.read('slackWebhookUrl')]).toEqual([password, webhook]);
    await store.write('slackWebhookUrl', null);
    expect((await opened(safeStorage)).store.read('slackWebhookUrl')).toBeNull();
  });

  it('are kept when they come at once', async () => {
    const safeStorage = new FakeKeychain();
    const { store } = await opened(safeStorage);
    await Promise.all([
      store.write('slackWebhookUrl', 'https://a.example.com'),
      store.write('slackWebhookCritical', 'https://b.example.com'),
    ]);
    const { store: again } = await opened(safeStorage);
    expect([again.read('slackWebhookUrl'), again.read('slackWebhookCritical')]).toEqual([
      'https://a.example.com',
      'https://b.example.com',
    ]);
  });

  it('are sealed anew when the key was changed, and need the former key no longer', async () => {
    const safeStorage = await stored();
    const before = await document();
    safeStorage.rotate();
    const { store, notices } = await opened(safeStorage);
    expect(store.read('clickhousePassword')).toBe(password);
    expect(notices).toEqual([]);
    // Behind the sealing, which nobody waits for.
    await store.write('slackWebhookCritical', 'https://b.example.com');
    const after = await document();
    expect(after.secrets.clickhousePassword.data).not.toBe(before.secrets.clickhousePassword.data);
    safeStorage.dropOldKeys();
    expect((await opened(safeStorage)).store.read('slackWebhookUrl')).toBe(webhook);
  });

  it('stay under the former key where they cannot be sealed anew', async () => {
    const safeStorage = await stored();
    const before = await document();
    safeStorage.rotate();
    const encrypt = safeStorage.encryptStringAsync.bind(safeStorage);
    safeStorage.encryptStringAsync = async (text) => {
      if (text.startsWith('clickhousePassword')) throw new Error('busy');
      return encrypt(text);
    };
    const { store } = await opened(safeStorage);
    await store.write('slackWebhookCritical', 'https://b.example.com');
    expect((await document()).secrets.clickhousePassword).toEqual(before.secrets.clickhousePassword);
    expect(store.read('clickhousePassword')).toBe(password);
  });

  it('that do not open are named, and stay beside what is saved later', async () => {
    const safeStorage = await stored();
    const before = await document();
    const bringBack = safeStorage.replace();
    const { store, ...told } = await opened(safeStorage);
    expect(store.backend.state).toBe('ready');
    expect([store.read('clickhousePassword'), store.read('slackWebhookUrl')]).toEqual([null, null]);
    expect(await document()).toEqual(before);

    await store.write('slackWebhookCritical', 'https://b.example.com');
    expect((await document()).secrets).toMatchObject(before.secrets);
    bringBack();
    expect((await opened(safeStorage)).store.read('clickhousePassword')).toBe(password);
    expect(JSON.stringify(told)).not.toContain('PLANTED');
  });

  it('that do not open are entered anew one by one, and the notice goes with the last', async () => {
    const safeStorage = await stored();
    const before = await document();
    safeStorage.replace();
    const secrets = await opened(safeStorage);
    expect(secrets.notices).toMatchObject([{ code: 'secretsUnopened', severity: 'error' }]);
    expect(secrets.notices[0]?.message).toContain("ClickHouse's password and the Slack webhook: enter that again");

    await secrets.store.write('clickhousePassword', 'new');
    expect(secrets.notices[0]?.message).not.toContain('ClickHouse');
    expect((await document()).secrets.slackWebhookUrl).toEqual(before.secrets.slackWebhookUrl);
    expect(secrets.store.read('clickhousePassword')).toBe('new');

    await secrets.store.write('slackWebhookUrl', null);
    expect(secrets.notices).toEqual([]);
    expect(Object.keys((await document()).secrets)).toEqual(['clickhousePassword']);
  });

  it('that did not open at first are used as soon as they do, when somebody asks for them', async () => {
    const safeStorage = await stored();
    const bringBack = safeStorage.replace();
    const secrets = await opened(safeStorage);
    let told = 0;
    secrets.store.onOpened?.(() => told++);
    bringBack();
    expect(secrets.store.read('clickhousePassword')).toBeNull();
    await clock.advance(29_000);
    expect(secrets.store.read('clickhousePassword')).toBeNull();
    await clock.advance(1000);
    expect(secrets.store.read('clickhousePassword')).toBeNull();
    await clock.advance(0);
    expect(secrets.store.read('clickhousePassword')).toBe(password);
    expect(told).toBe(1);
    expect(secrets.notices).toEqual([]);
  });

  it('do not open in the place of another', async () => {
    const safeStorage = await stored();
    const swapped = await document();
    swapped.secrets.slackWebhookUrl = swapped.secrets.clickhousePassword;
    await writeFile(join(folder, 'secrets.json'), JSON.stringify(swapped));
    const { store, notices } = await opened(safeStorage);
    expect([store.read('clickhousePassword'), store.read('slackWebhookUrl')]).toEqual([password, null]);
    expect(notices[0]?.message).toContain('of the Slack webhook:');
  });

  it('of a later version stay in the file', async () => {
    const safeStorage = await stored();
    const later = await document();
    later.secrets.pagerKey = { backend: 'KWallet', data: 'eHl6' };
    await writeFile(join(folder, 'secrets.json'), JSON.stringify(later));
    await (await opened(safeStorage)).store.write('slackWebhookUrl', null);
    expect((await document()).secrets.pagerKey).toEqual(later.secrets.pagerKey);
  });

  it('are not saved where the keychain no longer answers, and what was stored before holds', async () => {
    const safeStorage = await stored();
    const before = await file();
    const { store } = await opened(safeStorage);
    safeStorage.hang();
    const writing = store.write('slackWebhookUrl', 'https://new.example.com');
    await clock.advance(20_000);
    const written = await writing;
    expect(written).toMatchObject({ ok: false, error: { code: 'storage', retryable: true } });
    expect(written.ok ? '' : written.error.message).toMatch(/^The secret was not saved: .+ still holds\.$/);
    safeStorage.answer();
    await clock.advance(0);
    expect([await file(), store.read('slackWebhookUrl')]).toEqual([before, webhook]);
  });
});

describe('a keychain that does not open', () => {
  it('is waited for: nothing is lost, nothing is saved, and asking again opens it', async () => {
    const safeStorage = await stored();
    const before = await file();
    safeStorage.locked = true;
    const secrets = await opened(safeStorage);
    let told = 0;
    secrets.store.onOpened?.(() => told++);
    expect(secrets.store.backend).toMatchObject({ name: 'GNOME Keyring/libsecret', state: 'waiting' });
    expect(secrets.notices).toMatchObject([{ code: 'secretsWaiting', severity: 'error' }]);
    expect(secrets.notices[0]?.message).toContain("ClickHouse's password and the Slack webhook");
    expect(secrets.store.read('slackWebhookUrl')).toBeNull();
    expect(await secrets.store.write('slackWebhookUrl', 'x')).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(await secrets.store.unlock('no such thing')).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(await file()).toBe(before);

    safeStorage.locked = false;
    expect(await secrets.store.write('slackWebhookCritical', 'https://b.example.com')).toEqual({
      ok: true,
      value: null,
    });
    expect(secrets.store.backend.state).toBe('ready');
    expect(secrets.store.read('clickhousePassword')).toBe(password);
    expect(secrets.notices).toEqual([]);
    expect(told).toBe(1);
    expect(Object.keys((await document()).secrets)).toHaveLength(3);
  });

  it('is asked again when a secret is wanted, though not all the time', async () => {
    const safeStorage = await stored();
    safeStorage.locked = true;
    const { store } = await opened(safeStorage);
    safeStorage.locked = false;
    await clock.advance(29_000);
    store.read('slackWebhookUrl');
    await clock.advance(0);
    expect(store.backend.state).toBe('waiting');
    await clock.advance(1000);
    store.read('slackWebhookUrl');
    await clock.advance(0);
    expect(store.read('slackWebhookUrl')).toBe(webhook);
  });

  it('holds up the start for 20 seconds at most, and opens by itself when its prompt is answered later', async () => {
    const safeStorage = await stored();
    safeStorage.hang();
    const opening = opened(safeStorage);
    let open = false;
    void opening.then(() => {
      open = true;
    });
    await clock.advance(19_999);
    expect(open).toBe(false);
    await clock.advance(1);
    const secrets = await opening;
    expect(secrets.store.backend.state).toBe('waiting');
    expect(secrets.notices).toMatchObject([{ code: 'secretsWaiting' }]);

    let told = 0;
    secrets.store.onOpened?.(() => told++);
    safeStorage.answer();
    await clock.advance(0);
    expect(told).toBe(1);
    expect(secrets.store.read('slackWebhookUrl')).toBe(webhook);
    expect(secrets.notices).toEqual([]);
  });

  it('holds up who saves a secret for 20 seconds at most', async () => {
    const safeStorage = new FakeKeychain();
    safeStorage.hang();
    const opening = opened(safeStorage);
    await clock.advance(20_000);
    const { store, notices } = await opening;
    // Nothing is stored, so nothing is missing.
    expect(notices).toEqual([]);
    const writing = store.write('slackWebhookUrl', webhook);
    await clock.advance(20_000);
    expect(await writing).toMatchObject({ ok: false, error: { message: expect.stringContaining('Unlock it') } });
    safeStorage.answer();
    await clock.advance(0);
    expect(await store.write('slackWebhookUrl', webhook)).toMatchObject({ ok: true });
    expect((await opened(safeStorage)).store.read('slackWebhookUrl')).toBe(webhook);
  });

  it('forgets nothing when several ask for it at once', async () => {
    const safeStorage = await stored();
    safeStorage.locked = true;
    const { store } = await opened(safeStorage);
    safeStorage.locked = false;
    safeStorage.hang();
    await clock.advance(30_000);
    const writing = store.write('slackWebhookCritical', 'https://b.example.com');
    await clock.advance(0);
    store.read('slackWebhookUrl');
    safeStorage.answer();
    expect(await writing).toMatchObject({ ok: true });
    expect(store.read('slackWebhookCritical')).toBe('https://b.example.com');
    await store.write('slackWebhookRevenue', 'https://c.example.com');
    expect(Object.keys((await document()).secrets)).toHaveLength(4);
  });

  it.each([
    ['cannot encrypt', FakeKeychain.unavailable()],
    ['has only the hard-coded key', FakeKeychain.withoutKey()],
  ])('because it %s is waited for where something is stored under it', async (_what, closed) => {
    await stored();
    const before = await file();
    const secrets = await opened(closed);
    expect(secrets.store.backend.state).toBe('waiting');
    expect(await secrets.store.write('slackWebhookUrl', 'x')).toMatchObject({ ok: false });
    expect(await file()).toBe(before);
  });
});

describe('where no keychain protects', () => {
  it.each([
    ['there is only basic_text', () => FakeKeychain.basicText()],
    ['it cannot encrypt', () => FakeKeychain.unavailable()],
    ['it has only the hard-coded key', () => FakeKeychain.withoutKey()],
  ])('because %s, secrets stay in memory and nothing is written', async (_why, make) => {
    const safeStorage = make();
    const secrets = await opened(safeStorage);
    expect(secrets.store.backend).toMatchObject({ name: 'memory', state: 'memory' });
    expect(secrets.notices).toEqual([]);
    expect(await secrets.store.write('slackWebhookUrl', webhook)).toMatchObject({ ok: true });
    expect(secrets.store.read('slackWebhookUrl')).toBe(webhook);
    expect(secrets.notices).toMatchObject([{ code: 'secretsInMemory', severity: 'warning' }]);
    expect(await names()).toEqual([]);
    expect((await opened(safeStorage)).store.read('slackWebhookUrl')).toBeNull();
  });

  it('a passphrase stores them, and opens them after the next start', async () => {
    const first = await opened(FakeKeychain.basicText());
    await first.store.write('slackWebhookUrl', webhook);
    expect(await first.store.unlock(passphrase)).toMatchObject({ ok: true });
    expect(first.store.backend).toMatchObject({ name: 'passphrase', state: 'ready' });
    expect(first.notices).toEqual([]);
    await first.store.write('clickhousePassword', password);
    expect(await file()).not.toMatch(/PLANTED|geh/);

    // Whatever keychain there is by then: it is the passphrase that they are stored under.
    const next = await opened(new FakeKeychain());
    let told = 0;
    next.store.onOpened?.(() => told++);
    const before = await file();
    expect(next.store.backend).toMatchObject({ name: 'passphrase', state: 'locked' });
    expect(next.notices).toMatchObject([{ code: 'secretsLocked', severity: 'error' }]);
    expect(next.store.read('slackWebhookUrl')).toBeNull();
    expect(await next.store.write('slackWebhookUrl', 'x')).toMatchObject({ ok: false });
    expect(await next.store.unlock('not the right one')).toEqual({
      ok: false,
      error: { code: 'auth', retryable: false, message: 'is not the one that protects the stored secrets' },
    });
    expect(await file()).toBe(before);

    expect(await next.store.unlock(passphrase)).toMatchObject({ ok: true });
    expect([next.store.read('slackWebhookUrl'), next.store.read('clickhousePassword')]).toEqual([webhook, password]);
    expect(next.notices).toEqual([]);
    expect(told).toBe(1);
    expect(await next.store.unlock(passphrase)).toMatchObject({ ok: false, error: { code: 'notConfigured' } });
  });

  it('what lies under another keychain is left alone, named, and kept aside before a passphrase takes the file', async () => {
    await stored();
    const before = await file();
    const secrets = await opened(FakeKeychain.basicText());
    expect(secrets.store.backend.state).toBe('memory');
    expect(secrets.notices).toMatchObject([{ code: 'secretsUnopened', severity: 'error' }]);
    await secrets.store.write('clickhousePassword', 'new');
    expect(secrets.notices.map(({ code }) => code)).toEqual(['secretsUnopened', 'secretsInMemory']);
    expect(secrets.notices[0]?.message).not.toContain('ClickHouse');
    expect(await file()).toBe(before);

    await secrets.store.unlock(passphrase);
    const aside = (await names()).find((name) => name.startsWith('secrets.json.broken-')) ?? '';
    expect(await readFile(join(folder, aside), 'utf8')).toBe(before);
    expect((await document()).protection.kind).toBe('passphrase');
  });
});

describe('a passphrase in the environment', () => {
  it('goes before the keychain, and the browser host opens the same file', async () => {
    const safeStorage = new FakeKeychain();
    const { store } = await opened(safeStorage, passphrase);
    await store.write('slackWebhookUrl', webhook);
    expect(store.backend.name).toBe('passphrase');
    expect(safeStorage.encryptions).toBe(0);
    const browser = await openSecretStore(folder, passphrase, () => clock.now());
    expect(browser.ok && browser.value.store.read('slackWebhookUrl')).toBe(webhook);
  });

  it('takes over what lay under the keychain, where all of it opens', async () => {
    const safeStorage = await stored();
    const { store } = await opened(safeStorage, passphrase);
    expect(store.backend.name).toBe('passphrase');
    const browser = await openSecretStore(folder, passphrase, () => clock.now());
    expect(browser.ok && browser.value.store.read('clickhousePassword')).toBe(password);
  });

  it('leaves the keychain its secrets where one of them does not open', async () => {
    const safeStorage = await stored();
    const before = await file();
    safeStorage.replace();
    const { store } = await opened(safeStorage, passphrase);
    expect(store.backend.name).toBe('GNOME Keyring/libsecret');
    expect(await file()).toBe(before);
  });

  it('that is the wrong one is refused, and nothing is changed', async () => {
    await (await opened(new FakeKeychain(), passphrase)).store.write('slackWebhookUrl', webhook);
    const before = await file();
    expect(await begin(new FakeKeychain(), 'the wrong one')).toMatchObject({ ok: false, error: { code: 'auth' } });
    expect(await file()).toBe(before);
  });
});

describe("the browser host's key file", () => {
  async function keyFile() {
    const browser = await openSecretStore(folder, null, () => clock.now());
    if (browser.ok) await browser.value.store.write('slackWebhookUrl', webhook);
  }

  it('goes once its secrets are in the keychain', async () => {
    await keyFile();
    const safeStorage = new FakeKeychain();
    const { store, notices } = await opened(safeStorage);
    expect(store.backend.name).toBe('GNOME Keyring/libsecret');
    expect([store.read('slackWebhookUrl'), notices]).toEqual([webhook, []]);
    expect(await names()).toEqual(['secrets.json']);
    expect((await opened(safeStorage)).store.read('slackWebhookUrl')).toBe(webhook);
  });

  it.each([
    ['there is none', FakeKeychain.basicText()],
    ['it is locked', FakeKeychain.locked()],
    [
      'it does not give back what it was given',
      Object.assign(new FakeKeychain(), { decryptStringAsync: () => Promise.reject(new Error('no')) }),
    ],
  ])('stays in use where the keychain does not take them because %s', async (_why, safeStorage) => {
    await keyFile();
    const before = await file();
    const { store } = await opened(safeStorage);
    expect(store.backend).toMatchObject({ name: 'key file', weak: true });
    expect(store.read('slackWebhookUrl')).toBe(webhook);
    expect(await file()).toBe(before);
    expect(await names()).toEqual(['secrets.json', 'secrets.key']);
  });

  it('is not moved behind the back of those who went on without the keychain', async () => {
    await keyFile();
    const before = await file();
    const safeStorage = new FakeKeychain();
    safeStorage.hang();
    const opening = opened(safeStorage);
    await clock.advance(20_000);
    const { store } = await opening;
    safeStorage.answer();
    await clock.advance(0);
    expect(store.read('slackWebhookUrl')).toBe(webhook);
    expect([await file(), await names()]).toEqual([before, ['secrets.json', 'secrets.key']]);
  });

  it('that was lost costs the secrets, which are kept aside and reported', async () => {
    await keyFile();
    await rm(join(folder, 'secrets.key'));
    const { store, notices } = await opened(new FakeKeychain());
    expect(notices).toMatchObject([{ code: 'secretsBroken', severity: 'error' }]);
    expect(store.read('slackWebhookUrl')).toBeNull();
    expect((await names()).some((name) => name.startsWith('secrets.json.broken-'))).toBe(true);
  });
});

describe('secrets.json in the desktop app', () => {
  it.each([
    '{',
    '[]',
    '{"version":2}',
    '{"version":2,"protection":{"kind":"keychain"},"secrets":{"slackWebhookUrl":1}}',
  ])('that holds %s is kept aside and reported, and secrets can be entered again', async (content) => {
    await writeFile(join(folder, 'secrets.json'), content);
    const { store, notices } = await opened(new FakeKeychain());
    expect(notices).toMatchObject([{ code: 'secretsBroken', severity: 'error' }]);
    expect(await store.write('slackWebhookUrl', webhook)).toMatchObject({ ok: true });
    const aside = (await names()).find((name) => name.startsWith('secrets.json.broken-')) ?? '';
    expect(await readFile(join(folder, aside), 'utf8')).toBe(content);
  });

  it('of a newer version is refused and left alone', async () => {
    const content = '{"version":3,"secrets":{}}';
    await writeFile(join(folder, 'secrets.json'), content);
    expect(await begin(new FakeKeychain())).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(await file()).toBe(content);
  });

  it('under a keychain is left alone by the browser host, which keeps what is entered until it ends', async () => {
    await stored();
    const before = await file();
    for (const environment of [null, passphrase]) {
      const browser = await openSecretStore(folder, environment, () => clock.now());
      if (!browser.ok) throw new Error(browser.error.message);
      const { store } = browser.value;
      expect(store.backend).toMatchObject({ name: 'memory', state: 'memory' });
      expect(browser.value.notices).toMatchObject([{ code: 'secretsElsewhere', severity: 'warning' }]);
      await store.write('slackWebhookUrl', 'https://here.example.com');
      await store.write('clickhousePassword', 'here');
      expect(store.read('slackWebhookUrl')).toBe('https://here.example.com');
      expect(browser.value.notices).toEqual([]);
      expect(await store.unlock(passphrase)).toMatchObject({ ok: false, error: { code: 'notConfigured' } });
      expect([await file(), await names()]).toEqual([before, ['secrets.json']]);
    }
  });
});
