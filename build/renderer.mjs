import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, root } from './paths.mjs';
import { run } from './run.mjs';

const stamp = join(root, 'dist', '.renderer-sources');

/** Builds the UI into `dist/renderer` unless the build there is of these very sources. */
export async function ensureRenderer() {
  const wanted = sourcesFingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write('Building the interface …\n');
  const { code, output, interrupted } = await run(bin('vite'), ['build', '--logLevel', 'warn'], { quiet: true });
  if (interrupted) process.exit(130);
  if (code !== 0) {
    process.stderr.write(`${output.trim()}\n\nThe interface could not be built: see the message above.\n`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

function sourcesFingerprint() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'vite.config.ts']) hash.update(readFileSync(join(root, file)));
  for (const folder of ['renderer', 'shared']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true }).sort()) {
      const path = join(root, folder, entry);
      if (statSync(path).isFile()) hash.update(entry).update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}
