import type { SafeStorageApi } from '../../electron/secrets/keychain.ts';

type Backend = ReturnType<SafeStorageApi['getSelectedStorageBackend']>;

/** Electron's `safeStorage` as far as secrets need it, over a keyring that tests lock, take away or leave waiting. */
export class FakeKeychain implements SafeStorageApi {
  backend: Backend = 'gnome_libsecret';
  available = true;
  locked = false;
  /** Chromium's mark on ciphertext: `v11` a key from the keyring, `v10` on Linux the one in its source. */
  mark = 'v11';
  /** How often something was encrypted. */
  encryptions = 0;
  #key = 1;
  #oldestKey = 1;
  #prompt: PromiseWithResolvers<void> | null = null;

  static basicText(): FakeKeychain {
    return Object.assign(new FakeKeychain(), { backend: 'basic_text', mark: 'v10' });
  }

  static unavailable(): FakeKeychain {
    return Object.assign(new FakeKeychain(), { available: false, locked: true });
  }

  /** A keyring by name that gave no key, so that Chromium takes its hard-coded one. */
  static withoutKey(): FakeKeychain {
    return Object.assign(new FakeKeychain(), { mark: 'v10' });
  }

  static locked(): FakeKeychain {
    return Object.assign(new FakeKeychain(), { locked: true });
  }

  /** Nobody answers its prompt. */
  hang(): void {
    this.#prompt = Promise.withResolvers();
  }

  answer(): void {
    this.#prompt?.resolve();
    this.#prompt = null;
  }

  /** A new key; what was encrypted with the one before still opens. */
  rotate(): void {
    this.#key++;
  }

  /** What was encrypted with keys before the current one does not open any more. */
  dropOldKeys(): void {
    this.#oldestKey = this.#key;
  }

  /** Another keyring altogether: nothing of before opens. Returns how to bring the first one back. */
  replace(): () => void {
    const [key, oldest] = [this.#key, this.#oldestKey];
    this.#key += 100;
    this.dropOldKeys();
    return () => {
      this.#key = key;
      this.#oldestKey = oldest;
    };
  }

  async isAsyncEncryptionAvailable(): Promise<boolean> {
    await this.#prompt?.promise;
    return this.available;
  }

  async encryptStringAsync(text: string): Promise<Buffer> {
    await this.#prompt?.promise;
    if (this.locked) throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
    this.encryptions++;
    return Buffer.from(`${this.mark}${this.#key}:${Buffer.from(text).toString('hex')}`);
  }

  async decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    await this.#prompt?.promise;
    if (this.locked) throw new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.');
    const [, key, text] = /^v1\d(\d+):([0-9a-f]*)$/.exec(encrypted.toString()) ?? [];
    if (text === undefined || Number(key) < this.#oldestKey || Number(key) > this.#key) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
    }
    return { result: Buffer.from(text, 'hex').toString(), shouldReEncrypt: Number(key) !== this.#key };
  }

  getSelectedStorageBackend(): Backend {
    return this.backend;
  }
}
