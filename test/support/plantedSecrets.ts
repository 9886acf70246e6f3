import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Secrets that are easy to find again, with characters that every way of writing text treats in its own way. */
export const planted = {
  password: 'PLANTED-pässword"=\\/+x',
  typed: 'PLANTED-typed-for-a-test',
  critical: 'PLANTEDcritical/T0/B0',
  general: 'PLANTEDgeneral/T0/B1',
  passphrase: 'PLANTED passphrase ☂',
} as const;

/** The ways in which a secret can stand in a text. */
function writtenForms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    encodeURI(secret),
    // Inside of base64 what stands before and after changes the ends only.
    ...['', 'a', 'ab'].map((before) => inBase64(before, bytes)),
    bytes.toString('hex'),
    bytes.toString('latin1'),
    Buffer.from(secret, 'utf16le').toString('latin1'),
  ];
}

/** Which of the secrets a text holds, in whatever form. */
export function secretsIn(text: string, secrets: readonly string[] = Object.values(planted)): string[] {
  return secrets.filter((secret) => writtenForms(secret).some((form) => text.includes(form)));
}

/** The content of every file below a folder, by its path in it; byte by byte, so that nothing hides. */
export async function filesBelow(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    files.set(path.slice(folder.length + 1), `${bytes.toString('latin1')}\n${bytes.toString()}`);
  }
  return files;
}

function inBase64(before: string, bytes: Buffer): string {
  const whole = Buffer.concat([Buffer.from(before), bytes]).toString('base64url');
  return whole.slice(before === '' ? 0 : 4, -4);
}
