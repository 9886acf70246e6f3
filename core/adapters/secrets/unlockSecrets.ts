import type { SecretName } from '../../../shared/settings.ts';
import { readKeyFile } from './keyFile.ts';
import { newPassphraseProtection, passphraseKey } from './passphraseKey.ts';
import { type Protection, type SecretsFile, unsealAll } from './secretsFile.ts';

interface Unlocked {
  secrets: ReadonlyMap<SecretName, string>;
  /** Seals from now on; null: a key file is still to be made. */
  key: Buffer | null;
  protection: Protection;
  /** The file was there and its key does not open it, so `secrets` is empty. */
  lost: boolean;
}

export type Unlocking = { ok: true; unlocked: Unlocked } | { ok: false; because: 'noPassphrase' | 'wrongPassphrase' };

/** Opens what is stored, if anything is, and settles what protects it from now on: the passphrase where there is one. */
export async function unlockSecrets(
  file: SecretsFile | null,
  passphrase: string | null,
  keyPath: string,
): Promise<Unlocking> {
  if (file?.protection.kind === 'passphrase') {
    if (passphrase === null) return { ok: false, because: 'noPassphrase' };
    const { protection } = file;
    const key = await passphraseKey(passphrase, protection).catch(() => null);
    const secrets = key && unsealAll(file, key);
    return secrets
      ? { ok: true, unlocked: { secrets, key, protection, lost: false } }
      : { ok: false, because: 'wrongPassphrase' };
  }

  const kept = readKeyFile(keyPath);
  const opened = file && kept ? unsealAll(file, kept) : null;
  const secrets = opened ?? new Map<SecretName, string>();
  const lost = file !== null && opened === null;
  if (passphrase === null) return { ok: true, unlocked: { secrets, key: kept, protection: { kind: 'keyFile' }, lost } };
  const protection = newPassphraseProtection();
  return { ok: true, unlocked: { secrets, key: await passphraseKey(passphrase, protection), protection, lost } };
}
