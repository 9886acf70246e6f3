import { describe, expect, it } from 'vitest';
import { createKeychain } from '../../../../electron/secrets/keychain.ts';
import { FakeKeychain } from '../../../support/fakeKeychain.ts';

const as = (change: Partial<FakeKeychain>) => Object.assign(new FakeKeychain(), change);
const look = (safeStorage: FakeKeychain, platform: NodeJS.Platform = 'linux') =>
  createKeychain(safeStorage, platform).look();

describe('the keychain', () => {
  it.each([
    ['darwin', {}, 'macOS Keychain'],
    ['win32', {}, 'Windows DPAPI'],
    ['linux', { backend: 'gnome_libsecret' }, 'GNOME Keyring/libsecret'],
    ['linux', { backend: 'kwallet' }, 'KWallet'],
    ['linux', { backend: 'kwallet5' }, 'KWallet'],
    ['linux', { backend: 'kwallet6' }, 'KWallet'],
    ['linux', { backend: 'unknown', mark: 'v11' }, 'Secret Service'],
    ['linux', { backend: 'unknown', mark: 'v12' }, 'portal'],
  ] as const)('on %s with %j is called %s', async (platform, change, name) => {
    expect(await look(as(change), platform)).toMatchObject({ kind: 'open', name });
  });

  it('says of Windows that it protects from other users and not from other programs', async () => {
    const answer = await look(new FakeKeychain(), 'win32');
    expect(answer.kind === 'open' && answer.explanation).toMatch(
      /other users .* cannot .* programs that run as you can/,
    );
  });

  it('is none where there is only the key that everybody knows, which is never asked for anything', async () => {
    const basicText = FakeKeychain.basicText();
    expect(await look(basicText)).toEqual({ kind: 'none' });
    expect(basicText.encryptions).toBe(0);
  });

  it.each([
    ['says that it cannot encrypt', FakeKeychain.unavailable()],
    ['encrypts with the key that everybody knows', FakeKeychain.withoutKey()],
    ['cannot be named by its backend or by its ciphertext', as({ backend: 'unknown', mark: 'v19' })],
  ])('gives no key where it %s', async (_what, safeStorage) => {
    expect(await look(safeStorage)).toEqual({ kind: 'withoutKey' });
  });

  it('takes the mark of the hard-coded key for what it is on Linux alone', async () => {
    expect(await look(as({ mark: 'v10' }), 'darwin')).toMatchObject({ kind: 'open' });
  });

  it('is closed where it refuses', async () => {
    expect(await look(FakeKeychain.locked())).toEqual({ kind: 'closed' });
  });

  it('refuses to seal with the hard-coded key, also when it had a better one before', async () => {
    const safeStorage = new FakeKeychain();
    const keychain = createKeychain(safeStorage, 'linux');
    expect(await keychain.look()).toMatchObject({ kind: 'open' });
    safeStorage.mark = 'v10';
    await expect(keychain.seal('slackWebhookUrl', 'x')).rejects.toThrow('hard-coded');
  });

  it('opens a secret under its own name only', async () => {
    const keychain = createKeychain(new FakeKeychain(), 'linux');
    const sealed = await keychain.seal('clickhousePassword', 'a=b');
    expect(await keychain.unseal('clickhousePassword', sealed)).toEqual({ value: 'a=b', stale: false });
    await expect(keychain.unseal('slackWebhookUrl', sealed)).rejects.toThrow('another name');
  });
});
