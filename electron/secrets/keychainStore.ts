import { nothingLocked } from '../../core/adapters/secrets/fileSecretStore.ts';
import { inTurn } from '../../core/adapters/secrets/inTurn.ts';
import { secretWords } from '../../core/adapters/secrets/secretWords.ts';
import { writeKeychainFile } from '../../core/adapters/secrets/writeSecrets.ts';
import type { Clock } from '../../core/clock.ts';
import { withDeadline } from '../../core/deadline.ts';
import type { Notice } from '../../core/settings/settingsStorage.ts';
import { failed, ok, type Result } from '../../shared/problem.ts';
import type { SecretName } from '../../shared/settings.ts';
import type { NoticingStore } from './changingStore.ts';
import type { Keychain } from './keychain.ts';
import { type Sealed, type Unsealed, unsealAll } from './unsealAll.ts';

interface KeychainStoreOptions {
  path: string;
  keychain: Keychain;
  /** What the keychain is and is worth. */
  words: { name: string; explanation: string };
  /** All that is stored, and what of it could be opened. */
  sealed: Sealed;
  unsealed: Unsealed;
  clock: Clock;
  deadlineMs: number;
  /** A secret that did not open before does now. */
  onOpened: () => void;
}

/** How long after one attempt the next may be made when somebody asks for what did not open. */
export const retryAfterMs = 30_000;

const never = new AbortController().signal;

/**
 * Secrets under an open keychain. Ciphertext that does not open stays in the file beside what is saved later: a keychain
 * that comes back opens it again. Only a new value of the same secret, or forgetting it, takes its place.
 */
export function createKeychainStore(options: KeychainStoreOptions): NoticingStore {
  const { path, keychain, words, clock, deadlineMs } = options;
  const { values } = options.unsealed;
  let { sealed } = options;
  let { unopened } = options.unsealed;
  let triedAt = clock.now();
  const inOrder = inTurn();

  async function seal(name: SecretName, value: string): Promise<Sealed[string] | null> {
    const sealing = await withDeadline(clock, deadlineMs, never, () => keychain.seal(name, value)).catch(() => null);
    return sealing?.kind === 'done' ? { backend: words.name, data: sealing.value } : null;
  }

  async function store(next: Sealed): Promise<Result<null>> {
    const written = await writeKeychainFile(path, next);
    if (written.ok) sealed = next;
    return written;
  }

  /** Where that fails the old key still opens them, and the next start tries again. */
  async function renew(names: readonly SecretName[]): Promise<void> {
    const next = { ...sealed };
    for (const name of names) {
      const value = values.get(name);
      const renewed = value === undefined ? null : await seal(name, value);
      if (renewed) next[name] = renewed;
    }
    await store(next);
  }
  if (options.unsealed.stale.length > 0) void inOrder(() => renew(options.unsealed.stale));

  async function tryAgain(): Promise<void> {
    const tried = Object.fromEntries(unopened.flatMap((name) => (sealed[name] ? [[name, sealed[name]]] : [])));
    const found = await unsealAll(keychain, tried);
    const opened = [...found.values].filter(([name]) => sealed[name] === tried[name]);
    if (opened.length === 0) return;
    for (const [name, value] of opened) values.set(name, value);
    unopened = unopened.filter((name) => !values.has(name));
    options.onOpened();
  }

  return {
    backend: { ...words, weak: false, state: 'ready' },

    read(name) {
      if (unopened.includes(name) && clock.now() - triedAt >= retryAfterMs) {
        triedAt = clock.now();
        void tryAgain();
      }
      return values.get(name) ?? null;
    },

    write: (name, value) =>
      inOrder(async () => {
        const { [name]: _before, ...others } = sealed;
        const entry = value === null ? null : await seal(name, value);
        if (value !== null && entry === null) {
          return failed(
            'storage',
            `The secret was not saved: ${words.name} did not take it. Unlock it and try again. What was stored before still holds.`,
          );
        }
        const written = await store(entry ? { ...others, [name]: entry } : others);
        if (!written.ok) return written;
        if (value === null) values.delete(name);
        else values.set(name, value);
        unopened = unopened.filter((other) => other !== name);
        return ok(null);
      }),

    unlock: async () => nothingLocked,

    get notices(): Notice[] {
      if (unopened.length === 0) return [];
      const message = `${words.name} does not open what is stored of ${secretWords(unopened)}: enter that again in Setup. Until then the watch does without; what is stored is kept, in case it opens again.`;
      return [{ code: 'secretsUnopened', severity: 'error', message }];
    },
  };
}
