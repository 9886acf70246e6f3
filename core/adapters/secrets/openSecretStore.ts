import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { SecretName } from '../../../shared/settings.ts';
import type { SecretBackend, SecretStore } from '../../settings/secretStore.ts';
import type { Notice } from '../../settings/settingsStorage.ts';
import { reasonOf } from '../files/dataFolder.ts';
import { keepAside } from '../files/keepAside.ts';
import { writeFileAtomic } from '../files/writeFileAtomic.ts';
import { makeKeyFile } from './keyFile.ts';
import { readSecretsFile, sealAll } from './secretsFile.ts';
import { unlockSecrets } from './unlockSecrets.ts';

export interface OpenedSecretStore {
  store: SecretStore;
  notices: Notice[];
}

const passphraseBackend: SecretBackend = {
  name: 'passphrase',
  weak: false,
  explanation: 'Secrets are encrypted with a key made from WATCHKEEPER_PASSPHRASE; without it the file is useless.',
  state: 'ready',
};

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
 * needs another passphrase.
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
    return failed('storage', refusals[reading.kind](path), false);
  }
  const file = reading.kind === 'file' ? reading.file : null;
  const unlocking = await unlockSecrets(file, passphrase, keyPath);
  if (!unlocking.ok) return failed('auth', refusals[unlocking.because](path), false);
  const { secrets, protection, lost } = unlocking.unlocked;
  let { key } = unlocking.unlocked;

  const save = async (next: ReadonlyMap<SecretName, string>): Promise<Result<null>> => {
    try {
      key ??= await makeKeyFile(keyPath);
      await writeFileAtomic(path, `${JSON.stringify(sealAll(next, key, protection), null, 2)}\n`);
      return ok(null);
    } catch (cause) {
      const message = `The secret was not saved: ${reasonOf(cause)} (${path}). What was stored before still holds.`;
      return failed('storage', message);
    }
  };

  const notices: Notice[] = [];
  if (lost || reading.kind === 'unusable') notices.push(unusableNotice(keepAside(path, now()) ?? path));
  else if (file?.protection.kind === 'keyFile' && protection.kind === 'passphrase' && (await save(secrets)).ok) {
    await rm(keyPath, { force: true });
  }
  const backend = protection.kind === 'passphrase' ? passphraseBackend : keyFileBackend;
  return ok({ store: createStore(backend, secrets, save), notices });
}

const refusals = {
  unreadable: (path: string) => `The stored secrets could not be read (${path}). Check who owns the file.`,
  newer: (path: string) =>
    `${path} was written by a newer Watchkeeper. Update this one, or move the file away and enter the secrets again.`,
  noPassphrase: (path: string) =>
    `WATCHKEEPER_PASSPHRASE is not set, but the secrets in ${path} are protected with one. Set it, or move the file away and enter the secrets again.`,
  wrongPassphrase: (path: string) =>
    `WATCHKEEPER_PASSPHRASE is not the one that protects the secrets in ${path}. Nothing was changed; set the right one, or move the file away and enter the secrets again.`,
};

function createStore(
  backend: SecretBackend,
  initial: ReadonlyMap<SecretName, string>,
  save: (next: ReadonlyMap<SecretName, string>) => Promise<Result<null>>,
): SecretStore {
  let secrets = initial;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    backend,
    read: (name) => secrets.get(name) ?? null,
    write(name, value) {
      // One after the other, each on top of what the one before has stored.
      const done = writing.then(async () => {
        const next = new Map(secrets);
        if (value === null) next.delete(name);
        else next.set(name, value);
        const saved = await save(next);
        if (saved.ok) secrets = next;
        return saved;
      });
      writing = done;
      return done;
    },
    unlock: async () => failed('notConfigured', 'Nothing is locked: the secrets are open already.', false),
  };
}

function unusableNotice(kept: string): Notice {
  const message = `The stored secrets could not be opened and are kept as ${kept}. ClickHouse's password and the Slack webhooks have to be entered again in Setup.`;
  return { code: 'secretsBroken', severity: 'error', message };
}
