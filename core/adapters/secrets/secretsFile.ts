import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type SecretName, secretNames } from '../../../shared/settings.ts';
import { Sealed, seal, unseal } from './sealedBox.ts';

/** How the key is come by: from a passphrase through scrypt, or from a file beside it. */
export const Protection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passphrase'), salt: z.string(), n: z.int(), r: z.int(), p: z.int() }),
  z.object({ kind: z.literal('keyFile') }),
]);
export type Protection = z.infer<typeof Protection>;

/** `secrets.json`: ciphertext only. `check` is a known text under the same key, so that a wrong key shows even with no secret stored. */
export const SecretsFile = z.object({
  version: z.literal(1),
  protection: Protection,
  check: Sealed,
  secrets: z.record(z.string(), Sealed),
});
export type SecretsFile = z.infer<typeof SecretsFile>;

const checkName = 'check';
const checkText = 'watchkeeper';

export type SecretsReading =
  | { kind: 'none' | 'unreadable' | 'unusable' | 'newer' }
  | { kind: 'file'; file: SecretsFile };

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
    if (version.success && version.data.version > 1) return { kind: 'newer' };
    const file = SecretsFile.safeParse(document);
    return file.success ? { kind: 'file', file: file.data } : { kind: 'unusable' };
  } catch {
    return { kind: 'unusable' };
  }
}

/** The secrets in clear, or null when the key is not the file's. */
export function unsealAll(file: SecretsFile, key: Buffer): Map<SecretName, string> | null {
  if (unseal(key, checkName, file.check) !== checkText) return null;
  const secrets = new Map<SecretName, string>();
  for (const name of secretNames) {
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
