import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { SecretName } from '../../../shared/settings.ts';
import type { SecretBackend, SecretStore } from '../../settings/secretStore.ts';
import { createFileSecretStore } from './fileSecretStore.ts';
import { newPassphraseProtection, passphraseKey } from './passphraseKey.ts';
import { type Protection, type SecretsFile, unsealAll } from './secretsFile.ts';
import { writeSecrets } from './writeSecrets.ts';

export const passphraseBackend: SecretBackend = {
  name: 'passphrase',
  weak: false,
  explanation:
    'Secrets are encrypted with a key made from your passphrase (WATCHKEEPER_PASSPHRASE, where it is set); without it the file is useless.',
  state: 'ready',
};

/** The secrets of a file that a passphrase protects, or null when it is another one. */
export async function openWithPassphrase(
  path: string,
  file: SecretsFile,
  passphrase: string,
): Promise<SecretStore | null> {
  const { protection } = file;
  if (protection.kind !== 'passphrase') return null;
  const key = await passphraseKey(passphrase, protection).catch(() => null);
  const secrets = key && unsealAll(file, key);
  return secrets && passphraseStore(path, secrets, key, protection);
}

/** Writes the secrets under a passphrase from now on, in place of whatever the file holds. */
export async function protectWithPassphrase(
  path: string,
  secrets: ReadonlyMap<SecretName, string>,
  passphrase: string,
): Promise<Result<SecretStore>> {
  const protection = newPassphraseProtection();
  const key = await passphraseKey(passphrase, protection).catch(() => null);
  if (key === null) return failed('storage', 'No key could be made from the passphrase: memory is short.');
  const saved = await writeSecrets(path, secrets, key, protection);
  return saved.ok ? ok(passphraseStore(path, secrets, key, protection)) : saved;
}

function passphraseStore(
  path: string,
  secrets: ReadonlyMap<SecretName, string>,
  key: Buffer,
  protection: Protection,
): SecretStore {
  return createFileSecretStore(passphraseBackend, secrets, (next) => writeSecrets(path, next, key, protection));
}
