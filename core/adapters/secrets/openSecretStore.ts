import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { SecretName } from '../../../shared/settings.ts';
import type { SecretBackend, SecretStore } from '../../settings/secretStore.ts';
import type { Notice } from '../../settings/settingsStorage.ts';
import { keepAside } from '../files/keepAside.ts';
import { createFileSecretStore } from './fileSecretStore.ts';
import { isKeyFileUnreadable, makeKeyFile } from './keyFile.ts';
import { createMemorySecretStore } from './memorySecretStore.ts';
import { passphraseBackend } from './passphraseStore.ts';
import { type KeychainFile, namesIn, readSecretsFile } from './secretsFile.ts';
import { secretWords } from './secretWords.ts';
import { unlockSecrets } from './unlockSecrets.ts';
import { notSaved, writeSecrets } from './writeSecrets.ts';

export interface OpenedSecretStore {
  store: SecretStore;
  /** What a person should know of them at this moment. */
  readonly notices: Notice[];
}

const keyFileBackend: SecretBackend = {
  name: 'key file',
  weak: true,
  explanation:
    'Secrets are encrypted with a key that lies in a file beside them: whoever can read the files of this account can read the secrets. Set WATCHKEEPER_PASSPHRASE for the stronger choice.',
  state: 'ready',
};

/**
 * Opens `secrets.json` of a data folder: with the passphrase where there is one, else with the key file. Secrets kept
 * under the key file move to the passphrase when one is given. Fails with `auth`, and changes nothing, when the file
 * needs another passphrase. What the desktop app keeps under the system's keychain is left as it is: secrets are then
 * held until the end of this run only.
 */
export async function openSecretStore(
  folder: string,
  passphrase: string | null,
  now: () => number,
): Promise<Result<OpenedSecretStore>> {
  const path = join(folder, 'secrets.json');
  const keyPath = join(folder, 'secrets.key');
  const reading = readSecretsFile(path);
  if (reading.kind === 'unreadable' || reading.kind === 'newer') {
    return failed('storage', secretsRefused[reading.kind](path), false);
  }
  if (reading.kind === 'keychain') return ok(besideKeychain(path, reading.file));
  const file = reading.kind === 'file' ? reading.file : null;
  if (file?.protection.kind === 'keyFile' && isKeyFileUnreadable(keyPath)) {
    return failed('storage', secretsRefused.unreadable(keyPath), false);
  }
  const unlocking = await unlockSecrets(file, passphrase, keyPath);
  if (!unlocking.ok) return failed('auth', secretsRefused[unlocking.because](path), false);
  const { secrets, protection, lost } = unlocking.unlocked;
  let { key } = unlocking.unlocked;

  const save = async (next: ReadonlyMap<SecretName, string>): Promise<Result<null>> => {
    try {
      key ??= await makeKeyFile(keyPath);
    } catch (cause) {
      return failed('storage', notSaved(path, cause));
    }
    return writeSecrets(path, next, key, protection);
  };

  const notices: Notice[] = [];
  if (lost || reading.kind === 'unusable') notices.push(unusableNotice(keepAside(path, now()) ?? path));
  else if (file?.protection.kind === 'keyFile' && protection.kind === 'passphrase' && (await save(secrets)).ok) {
    await rm(keyPath, { force: true });
  }
  const backend = protection.kind === 'passphrase' ? passphraseBackend : keyFileBackend;
  return ok({ store: createFileSecretStore(backend, secrets, save), notices });
}

/** Why stored secrets are neither used nor touched. */
export const secretsRefused = {
  unreadable: (path: string) => `The stored secrets could not be read (${path}). Check who owns the file.`,
  newer: (path: string) =>
    `${path} was written by a newer Watchkeeper. Update this one, or move the file away and enter the secrets again.`,
  noPassphrase: (path: string) =>
    `WATCHKEEPER_PASSPHRASE is not set, but the secrets in ${path} are protected with one. Set it, or move the file away and enter the secrets again.`,
  wrongPassphrase: (path: string) =>
    `WATCHKEEPER_PASSPHRASE is not the one that protects the secrets in ${path}. Nothing was changed; set the right one, or move the file away and enter the secrets again.`,
};

/** A keychain opens for the desktop app alone, and what it has sealed must be there when that runs again. */
function besideKeychain(path: string, file: KeychainFile): OpenedSecretStore {
  const store = createMemorySecretStore(
    {
      name: 'memory',
      weak: false,
      explanation: `What is stored lies under this system's keychain, which only the desktop app can open (${path}). What is entered here is kept until this host ends.`,
      state: 'memory',
    },
    async () =>
      failed(
        'notConfigured',
        "The stored secrets lie under this system's keychain, which only the desktop app can open. To store them for both, start the desktop app once with WATCHKEEPER_PASSPHRASE.",
        false,
      ),
  );
  return {
    store,
    get notices(): Notice[] {
      const missing = namesIn(file).filter((name) => store.read(name) === null);
      if (missing.length === 0) return [];
      const message = `The desktop app keeps ${secretWords(missing)} under this system's keychain, which this host cannot open. Enter again in Setup what this host needs; to share it, start the desktop app once with WATCHKEEPER_PASSPHRASE and this host with the same.`;
      return [{ code: 'secretsElsewhere', severity: 'warning', message }];
    },
  };
}

export function unusableNotice(kept: string): Notice {
  const message = `The stored secrets could not be opened and are kept as ${kept}. ClickHouse's password and the Slack webhooks have to be entered again in Setup.`;
  return { code: 'secretsBroken', severity: 'error', message };
}
