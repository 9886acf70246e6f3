import type { SafeStorage } from 'electron';
import type { SecretName } from '../../shared/settings.ts';
import { keychainWords } from './keychainWords.ts';

/** What is used of Electron's `safeStorage`; only after `ready`. */
export type SafeStorageApi = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

export type KeychainAnswer =
  /** It protects: by name, and what that is worth. */
  | { kind: 'open'; name: string; explanation: string }
  /** There is none here but the key that every copy of Chromium knows. */
  | { kind: 'none' }
  /** There is one by name, and no key to be had from it: locked, taken away, or the person said no at its prompt. */
  | { kind: 'withoutKey' }
  /** It is there and refuses. */
  | { kind: 'closed' };

/** The system's place for keys, as far as one can be had from it. What it does may wait for a person at a prompt. */
export interface Keychain {
  /** What to call it also while it does not open. */
  readonly name: string;
  look(): Promise<KeychainAnswer>;
  /** Base64; rejects where it cannot be protected. */
  seal(name: SecretName, value: string): Promise<string>;
  /** Rejects where it does not open. `stale`: it opens with an old key and should be sealed anew. */
  unseal(name: SecretName, data: string): Promise<{ value: string; stale: boolean }>;
}

export function createKeychain(safeStorage: SafeStorageApi, platform: NodeJS.Platform): Keychain {
  const linux = platform === 'linux';
  const backend = linux ? safeStorage.getSelectedStorageBackend() : null;

  async function encrypt(text: string): Promise<Buffer> {
    const encrypted = await safeStorage.encryptStringAsync(text);
    if (linux && isHardCoded(encrypted)) throw new HardCodedKeyError();
    return encrypted;
  }

  return {
    name: keychainWords(platform, backend, '')?.name ?? 'the keyring',

    async look() {
      if (backend === 'basic_text') return { kind: 'none' };
      try {
        if (!(await safeStorage.isAsyncEncryptionAvailable())) return { kind: 'withoutKey' };
        // Asked for something, because being available says nothing of the key: a keyring that is there by name and was
        // not opened leaves Chromium with the hard-coded one.
        const words = keychainWords(platform, backend, prefixOf(await encrypt('watchkeeper')));
        return words ? { kind: 'open', ...words } : { kind: 'withoutKey' };
      } catch (error) {
        return { kind: error instanceof HardCodedKeyError ? 'withoutKey' : 'closed' };
      }
    },

    // The name is sealed in, so that one secret's ciphertext cannot be put in another's place.
    seal: async (name, value) => (await encrypt(`${name}=${value}`)).toString('base64'),

    async unseal(name, data) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(data, 'base64'));
      if (!result.startsWith(`${name}=`)) throw new Error('This was sealed under another name.');
      return { value: result.slice(name.length + 1), stale: shouldReEncrypt };
    },
  };
}

class HardCodedKeyError extends Error {
  constructor() {
    super('There is no key but the hard-coded one.');
  }
}

/** Chromium marks ciphertext by where its key comes from; on Linux `v10` is the password that is in its source. */
function isHardCoded(encrypted: Buffer): boolean {
  return prefixOf(encrypted) === 'v10';
}

function prefixOf(encrypted: Buffer): string {
  return encrypted.subarray(0, 3).toString('latin1');
}
