import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** One hash over files and whole folders of the repository, by which a build tells whether it is of these very sources. */
export function fingerprint(files, folders) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true }).sort()) {
      const path = join(root, folder, entry);
      if (statSync(path).isFile()) hash.update(entry).update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}
