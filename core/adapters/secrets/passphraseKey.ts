import { randomBytes, scrypt } from 'node:crypto';
import type { Protection } from './secretsFile.ts';

type PassphraseProtection = Extract<Protection, { kind: 'passphrase' }>;

/** OWASP's password storage advice for scrypt in its 32 MB form, so that unlocking does not weigh on the idle memory. */
export function newPassphraseProtection(): PassphraseProtection {
  return { kind: 'passphrase', salt: randomBytes(16).toString('base64'), n: 2 ** 15, r: 8, p: 3 };
}

/** The 32-byte key of a passphrase. A file cannot ask for more than 256 MB of work. */
export function passphraseKey(passphrase: string, { salt, n, r, p }: PassphraseProtection): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N: n, r, p, maxmem: 256 * 1024 * 1024 };
    scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
