import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { SecretName } from '../../../shared/settings.ts';
import { reasonOf } from '../files/dataFolder.ts';
import { writeFileAtomic } from '../files/writeFileAtomic.ts';
import { type KeychainFile, type Protection, sealAll } from './secretsFile.ts';

/** Seals all secrets with a key of ours and replaces the file by them. */
export function writeSecrets(
  path: string,
  secrets: ReadonlyMap<SecretName, string>,
  key: Buffer,
  protection: Protection,
): Promise<Result<null>> {
  return replace(path, sealAll(secrets, key, protection));
}

/** Replaces the file by what a keychain has sealed. */
export function writeKeychainFile(path: string, secrets: KeychainFile['secrets']): Promise<Result<null>> {
  return replace(path, { version: 2, protection: { kind: 'keychain' }, secrets } satisfies KeychainFile);
}

async function replace(path: string, document: object): Promise<Result<null>> {
  try {
    await writeFileAtomic(path, `${JSON.stringify(document, null, 2)}\n`);
    return ok(null);
  } catch (cause) {
    return failed('storage', notSaved(path, cause));
  }
}

/** Why a secret could not be kept, in a sentence without it. */
export function notSaved(path: string, cause: unknown): string {
  return `The secret was not saved: ${reasonOf(cause)} (${path}). What was stored before still holds.`;
}
