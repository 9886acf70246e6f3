import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isSecretName, type SecretName } from '../../../shared/settings.ts';
import { Sealed, seal, unseal } from './sealedBox.ts';

/** How the key is come by: from a passphrase through scrypt, or from a file beside it. */
export const Protection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passphrase'), salt: z.string(), n: z.int(), r: z.int(), p: z.int() }),
  z.object({ kind: z.literal('keyFile') }),
]);
export type Protection = z.infer<typeof Protection>;

/** `secrets.json` under a key of ours: ciphertext only. `check` is a known text under the same key, so that a wrong key shows even with no secret stored. */
export const SecretsFile = z.object({
  version: z.literal(1),
  protection: Protection,
  check: Sealed,
  secrets: z.record(z.string(), Sealed),
});
export type SecretsFile = z.infer<typeof SecretsFile>;

/**
 * `secrets.json` of the desktop app: what the system's keychain has sealed, base64, each with the keychain it was. Another
 * version than the format above, so that programs that only know that one take it for a newer one's and leave it alone.
 */
export const KeychainFile = z.object({
  version: z.literal(2),
  protection: z.object({ kind: z.literal('keychain') }),
  secrets: z.record(z.string(), z.object({ backend: z.string(), data: z.base64() })),
});
export type KeychainFile = z.infer<typeof KeychainFile>;

const checkName = 'check';
const checkText = 'watchkeeper';

export type SecretsReading =
  | { kind: 'none' | 'unreadable' | 'unusable' | 'newer' }
  | { kind: 'file'; file: SecretsFile }
  | { kind: 'keychain'; file: KeychainFile };

export function readSecretsFile(path: string): SecretsReading {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    return { kind: (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'unreadable' };
  }
  try {
    const document: unknown = JSON.parse(text);
    const version = z.object({ version: z.number() }).safeParse(document);
    if (version.success && version.data.version > 2) return { kind: 'newer' };
    const ofKeychain = KeychainFile.safeParse(document);
    if (ofKeychain.success) return { kind: 'keychain', file: ofKeychain.data };
    const file = SecretsFile.safeParse(document);
    return file.success ? { kind: 'file', file: file.data } : { kind: 'unusable' };
  } catch {
    return { kind: 'unusable' };
  }
}

/** The secrets a file has something for, whether it can be opened or not. */
export function namesIn(file: SecretsFile | KeychainFile): SecretName[] {
  return Object.keys(file.secrets).filter(isSecretName);
}

/** The secrets in clear, or null when the key is not the file's. */
export function unsealAll(file: SecretsFile, key: Buffer): Map<SecretName, string> | null {
  if (unseal(key, checkName, file.check) !== checkText) return null;
  const secrets = new Map<SecretName, string>();
  for (const name of namesIn(file)) {
    const sealed = file.secrets[name];
    const value = sealed ? unseal(key, name, sealed) : null;
    if (value !== null) secrets.set(name, value);
  }
  return secrets;
}

export function sealAll(secrets: ReadonlyMap<SecretName, string>, key: Buffer, protection: Protection): SecretsFile {
  return {
    version: 1,
    protection,
    check: seal(key, checkName, checkText),
    secrets: Object.fromEntries([...secrets].map(([name, value]) => [name, seal(key, name, value)])),
  };
}
