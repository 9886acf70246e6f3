import type { KeychainFile } from '../../core/adapters/secrets/secretsFile.ts';
import { isSecretName, type SecretName } from '../../shared/settings.ts';
import type { Keychain } from './keychain.ts';

/** Ciphertext as it is stored, with the keychain that made it; also of secrets this version does not know. */
export type Sealed = KeychainFile['secrets'];

export interface Unsealed {
  values: Map<SecretName, string>;
  /** Sealed with a key that has been replaced since. */
  stale: SecretName[];
  unopened: SecretName[];
}

/** Opens each secret on its own: one that does not open says nothing of the others. */
export async function unsealAll(keychain: Keychain, sealed: Sealed): Promise<Unsealed> {
  const unsealed: Unsealed = { values: new Map(), stale: [], unopened: [] };
  for (const name of Object.keys(sealed).filter(isSecretName)) {
    const entry = sealed[name];
    if (!entry) continue;
    try {
      const { value, stale } = await keychain.unseal(name, entry.data);
      unsealed.values.set(name, value);
      if (stale) unsealed.stale.push(name);
    } catch {
      // Named to the person by whoever asked; why it does not open, Electron says only in words for developers.
      unsealed.unopened.push(name);
    }
  }
  return unsealed;
}
