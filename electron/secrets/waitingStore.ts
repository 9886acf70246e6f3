import { secretWords } from '../../core/adapters/secrets/secretWords.ts';
import type { Clock } from '../../core/clock.ts';
import type { SecretStore } from '../../core/settings/secretStore.ts';
import type { Notice } from '../../core/settings/settingsStorage.ts';
import { failed, ok } from '../../shared/problem.ts';
import type { SecretName } from '../../shared/settings.ts';
import type { NoticingStore } from './changingStore.ts';
import { retryAfterMs } from './keychainStore.ts';

interface WaitingStoreOptions {
  /** The keychain's. */
  name: string;
  path: string;
  stored: readonly SecretName[];
  clock: Clock;
  /** Knocks once more; the store to go on with, or null when it still does not open. Never rejects. */
  tryAgain: () => Promise<SecretStore | null>;
}

/** Secrets under a keychain that is locked, or whose prompt nobody has answered. Whoever asks for one knocks again. */
export function createWaitingStore({ name, path, stored, clock, tryAgain }: WaitingStoreOptions): NoticingStore {
  let triedAt = clock.now();
  const closed = (what: string) =>
    failed('storage', `${what}${name} is locked or waits for an answer. Unlock it and try again.`);
  return {
    backend: {
      name,
      weak: false,
      explanation: `${name} is locked or waits for an answer: what is stored is used, and something new can be stored, as soon as it opens.`,
      state: 'waiting',
    },
    read() {
      if (clock.now() - triedAt >= retryAfterMs) {
        triedAt = clock.now();
        void tryAgain();
      }
      return null;
    },
    async write(secret, value) {
      const opened = await tryAgain();
      return opened ? opened.write(secret, value) : closed('The secret was not saved: ');
    },
    // There is no passphrase to it; a person who asks for it to be opened means the keychain.
    unlock: async () => ((await tryAgain()) ? ok(null) : closed('')),
    get notices(): Notice[] {
      if (stored.length === 0) return [];
      const message = `${name} is locked or waits for an answer, and the watch does without ${secretWords(stored)}. Unlock it; if it is open already, restart Watchkeeper. If it is gone for good, move ${path} away and enter the secrets again.`;
      return [{ code: 'secretsWaiting', severity: 'error', message }];
    },
  };
}
