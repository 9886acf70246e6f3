import { join } from 'node:path';
import { keepAside } from '../../core/adapters/files/keepAside.ts';
import {
  type OpenedSecretStore,
  openSecretStore,
  secretsRefused,
  unusableNotice,
} from '../../core/adapters/secrets/openSecretStore.ts';
import { readSecretsFile } from '../../core/adapters/secrets/secretsFile.ts';
import type { Clock } from '../../core/clock.ts';
import { withDeadline } from '../../core/deadline.ts';
import type { Notice } from '../../core/settings/settingsStorage.ts';
import { failed, ok, type Result } from '../../shared/problem.ts';
import { createChangingStore } from './changingStore.ts';
import { createKeychain, type SafeStorageApi } from './keychain.ts';
import { createLockedStore } from './lockedStore.ts';
import { moveIntoKeychain, moveToPassphrase } from './moveSecrets.ts';
import { openUnderKeychain } from './openUnderKeychain.ts';
import type { Sealed } from './unsealAll.ts';

interface KeychainSecretStoreOptions {
  folder: string;
  /** From the environment. */
  passphrase: string | null;
  safeStorage: SafeStorageApi;
  platform: NodeJS.Platform;
  clock: Clock;
  /** How long one step may wait for a keychain, which may be waiting for a person at a prompt. */
  deadlineMs?: number;
}

const never = new AbortController().signal;

/**
 * Opens `secrets.json` of a data folder for the desktop app; only after `ready`. Under the system's keychain where that
 * protects, else in memory until there is a passphrase. A passphrase in the environment goes before the keychain, as in
 * the browser host. Fails, and changes nothing, where `openSecretStore` does.
 */
export async function openKeychainSecretStore(options: KeychainSecretStoreOptions): Promise<Result<OpenedSecretStore>> {
  const { folder, passphrase, clock, deadlineMs = 20_000 } = options;
  const path = join(folder, 'secrets.json');
  const now = () => clock.now();
  const inTime = <T>(work: (late: AbortSignal) => Promise<T>) => withDeadline(clock, deadlineMs, never, work);

  const reading = readSecretsFile(path);
  if (reading.kind === 'unreadable' || reading.kind === 'newer') {
    return failed('storage', secretsRefused[reading.kind](path), false);
  }
  if (passphrase !== null && reading.kind !== 'keychain') return openSecretStore(folder, passphrase, now);
  if (reading.kind === 'file' && reading.file.protection.kind === 'passphrase') {
    const { file } = reading;
    return ok(createChangingStore([], ({ become }) => createLockedStore(path, file, become)));
  }

  const keychain = createKeychain(options.safeStorage, options.platform);
  const notices: Notice[] = [];
  let sealed: Sealed = reading.kind === 'keychain' ? reading.file.secrets : {};
  if (passphrase !== null) {
    const moving = await inTime((late) => moveToPassphrase(path, sealed, keychain, passphrase, late));
    if (moving.kind === 'done' && moving.value) return openSecretStore(folder, passphrase, now);
  }
  if (reading.kind === 'file') {
    const from = { path, keyPath: join(folder, 'secrets.key'), file: reading.file };
    const moving = await inTime((late) => moveIntoKeychain(from, keychain, late));
    const moved = moving.kind === 'done' ? moving.value : null;
    if (moved === null) return openSecretStore(folder, null, now);
    sealed = moved;
  }
  if (reading.kind === 'unusable') notices.push(unusableNotice(keepAside(path, now()) ?? path));
  return ok(await openUnderKeychain({ path, sealed, keychain, clock, deadlineMs, notices }));
}
