import type { OpenedSecretStore } from '../../core/adapters/secrets/openSecretStore.ts';
import type { Clock } from '../../core/clock.ts';
import { withDeadline } from '../../core/deadline.ts';
import type { SecretStore } from '../../core/settings/secretStore.ts';
import type { Notice } from '../../core/settings/settingsStorage.ts';
import { isSecretName } from '../../shared/settings.ts';
import { createChangingStore } from './changingStore.ts';
import type { Keychain, KeychainAnswer } from './keychain.ts';
import { createKeychainStore } from './keychainStore.ts';
import { createMemoryStore } from './memoryStore.ts';
import { type Sealed, type Unsealed, unsealAll } from './unsealAll.ts';
import { createWaitingStore } from './waitingStore.ts';

interface UnderKeychainOptions {
  path: string;
  sealed: Sealed;
  keychain: Keychain;
  clock: Clock;
  deadlineMs: number;
  /** What happened before. */
  notices: readonly Notice[];
}

interface Reached {
  answer: KeychainAnswer;
  unsealed: Unsealed;
}

const never = new AbortController().signal;

/**
 * The secrets a keychain has sealed, or is to seal: open where it opens within the deadline, in memory where there is
 * none, else waiting. An answer that comes late, or to a later knock, still opens them.
 */
export async function openUnderKeychain(options: UnderKeychainOptions): Promise<OpenedSecretStore> {
  const { path, sealed, keychain, clock, deadlineMs, notices } = options;
  const stored = Object.keys(sealed).filter(isSecretName);

  async function reach(): Promise<Reached> {
    const answer = await keychain.look();
    return { answer, unsealed: await unsealAll(keychain, answer.kind === 'open' ? sealed : {}) };
  }

  const firstReach = reach();
  const first = await withDeadline(clock, deadlineMs, never, () => firstReach);

  return createChangingStore(notices, ({ become, tell }) => {
    function storeFor({ answer, unsealed }: Reached) {
      // Where something is stored, a keychain without its key is more likely locked than gone.
      const waits = answer.kind === 'closed' || (answer.kind === 'withoutKey' && stored.length > 0);
      if (waits) return null;
      if (answer.kind !== 'open')
        return createMemoryStore({ path, stored, now: () => clock.now(), onProtected: become });
      return createKeychainStore({
        path,
        keychain,
        words: answer,
        sealed,
        unsealed,
        clock,
        deadlineMs,
        onOpened: tell,
      });
    }

    /** At most one at a time: two stores over one file would forget what the other has saved. */
    let opening: Promise<SecretStore | null> | null = null;
    function open(reaching: () => Promise<Reached>): Promise<SecretStore | null> {
      opening ??= reaching()
        .then((reached) => {
          const store = storeFor(reached);
          if (store) become(store);
          return store;
        })
        .finally(() => {
          opening = null;
        });
      return opening;
    }

    const atOnce = first.kind === 'done' ? storeFor(first.value) : null;
    if (atOnce) return atOnce;
    if (first.kind !== 'done') void open(() => firstReach);
    return createWaitingStore({
      name: keychain.name,
      path,
      stored,
      clock,
      async tryAgain() {
        const again = await withDeadline(clock, deadlineMs, never, () => open(reach));
        return again.kind === 'done' ? again.value : null;
      },
    });
  });
}
