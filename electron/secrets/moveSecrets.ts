import { rm } from 'node:fs/promises';
import { readKeyFile } from '../../core/adapters/secrets/keyFile.ts';
import { protectWithPassphrase } from '../../core/adapters/secrets/passphraseStore.ts';
import { type SecretsFile, unsealAll as unsealWithKey } from '../../core/adapters/secrets/secretsFile.ts';
import { writeKeychainFile } from '../../core/adapters/secrets/writeSecrets.ts';
import type { Keychain } from './keychain.ts';
import { type Sealed, unsealAll } from './unsealAll.ts';

/**
 * What the browser host kept under its key file moves into the keychain, and the key goes. Null where that cannot be, and
 * then nothing has changed. `late` is aborted when nobody waits for it any more: others have gone on without it.
 */
export async function moveIntoKeychain(
  from: { path: string; keyPath: string; file: SecretsFile },
  keychain: Keychain,
  late: AbortSignal,
): Promise<Sealed | null> {
  const key = readKeyFile(from.keyPath);
  const secrets = key && unsealWithKey(from.file, key);
  if (!secrets) return null;
  const answer = await keychain.look();
  if (answer.kind !== 'open') return null;
  const sealed: Sealed = {};
  try {
    for (const [name, value] of secrets)
      sealed[name] = { backend: answer.name, data: await keychain.seal(name, value) };
  } catch {
    return null;
  }
  // Read back, because the only other copy of them is about to go.
  const { values } = await unsealAll(keychain, sealed);
  const same = [...secrets].every(([name, value]) => values.get(name) === value);
  if (!same || late.aborted || !(await writeKeychainFile(from.path, sealed)).ok) return null;
  await rm(from.keyPath, { force: true });
  return sealed;
}

/** What lies under the keychain moves to a passphrase, which the browser host can open too: all of it or nothing. */
export async function moveToPassphrase(
  path: string,
  sealed: Sealed,
  keychain: Keychain,
  passphrase: string,
  late: AbortSignal,
): Promise<boolean> {
  const { values } = await unsealAll(keychain, sealed);
  if (values.size < Object.keys(sealed).length || late.aborted) return false;
  return (await protectWithPassphrase(path, values, passphrase)).ok;
}
