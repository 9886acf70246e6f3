import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { needReady, onlyOn, onReset, world } from './world.ts';

type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;

export interface Keychain {
  /** `basicText`: Linux without a secret store, where everything is encrypted with a key that everybody knows. */
  mode: 'keychain' | 'basicText' | 'unavailable' | 'locked';
  /** What Linux calls it. */
  backend: Backend;
  /** Name of the key in force; whoever has another one cannot read. */
  key: string;
  /** Names of keys that still open what they closed, but should not be used any more. */
  formerKeys: string[];
}

const usual: Keychain = { mode: 'keychain', backend: 'gnome_libsecret', key: 'first', formerKeys: [] };
let keychain: Keychain = { ...usual };
let plainTextAllowed = false;
onReset(() => {
  keychain = { ...usual };
  plainTextAllowed = false;
});

export function setKeychain(change: Partial<Keychain>): void {
  keychain = { ...keychain, ...change };
  if (change.mode === 'basicText') keychain.backend = 'basic_text';
}

/** A new key comes into force; the former one still opens what it closed. */
export function rotateKey(): void {
  keychain = { ...keychain, key: `${keychain.key}+`, formerKeys: [...keychain.formerKeys, keychain.key] };
}

type Implemented = Pick<
  Electron.SafeStorage,
  | 'decryptString'
  | 'decryptStringAsync'
  | 'encryptString'
  | 'encryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'isAsyncEncryptionAvailable'
  | 'isEncryptionAvailable'
  | 'setUsePlainTextEncryption'
>;

const prefix = 'v11';

export const safeStorage: Implemented = {
  decryptString: (encrypted) => decrypt('safeStorage.decryptString', encrypted).result,
  decryptStringAsync: async (encrypted) => decrypt('safeStorage.decryptStringAsync', encrypted),
  encryptString: (plainText) => encrypt('safeStorage.encryptString', plainText),
  encryptStringAsync: async (plainText) => encrypt('safeStorage.encryptStringAsync', plainText),
  getSelectedStorageBackend() {
    onlyOn('safeStorage.getSelectedStorageBackend', 'linux');
    return world.ready ? keychain.backend : 'unknown';
  },
  async isAsyncEncryptionAvailable() {
    needReady('safeStorage.isAsyncEncryptionAvailable');
    return keychain.mode === 'keychain' || keychain.mode === 'basicText';
  },
  isEncryptionAvailable() {
    if (!world.ready) return false;
    return keychain.mode === 'keychain' || (keychain.mode === 'basicText' && plainTextAllowed);
  },
  setUsePlainTextEncryption(usePlainText) {
    plainTextAllowed = usePlainText;
  },
};

function encrypt(what: string, plainText: string): Buffer {
  needReady(what);
  if (typeof plainText !== 'string') throw new TypeError(`${what} takes a string`);
  refuseWithoutKey(what, 'encrypting the text');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secret(currentKey()), nonce);
  const closed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from(prefix), nonce, cipher.getAuthTag(), closed]);
}

function decrypt(what: string, encrypted: Buffer): { result: string; shouldReEncrypt: boolean } {
  needReady(what);
  if (!Buffer.isBuffer(encrypted)) throw new TypeError('Expected the first argument of decryptString() to be a buffer');
  refuseWithoutKey(what, 'decrypting the ciphertext');
  for (const key of [currentKey(), ...keychain.formerKeys]) {
    const result = open(encrypted, key);
    if (result !== null) return { result, shouldReEncrypt: key !== currentKey() };
  }
  throw new Error(`Error while decrypting the ciphertext provided to ${what}.`);
}

function refuseWithoutKey(what: string, doing: string): void {
  if (keychain.mode === 'unavailable' || keychain.mode === 'locked')
    throw new Error(`Error while ${doing} provided to ${what}. Encryption is not available.`);
}

/** The key that Chromium has in its source. */
const hardCoded = 'peanuts';

function currentKey(): string {
  return keychain.mode === 'basicText' ? hardCoded : keychain.key;
}

function secret(name: string): Buffer {
  return createHash('sha256').update(name).digest();
}

function open(encrypted: Buffer, key: string): string | null {
  if (encrypted.subarray(0, 3).toString() !== prefix || encrypted.length < 31) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret(key), encrypted.subarray(3, 15));
    decipher.setAuthTag(encrypted.subarray(15, 31));
    return Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
