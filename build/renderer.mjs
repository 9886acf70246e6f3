import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { bin, root } from './paths.mjs';
import { run } from './run.mjs';

const stamp = join(root, 'dist', '.renderer-sources');

/** Builds the UI into `dist/renderer` unless the build there is of these very sources. */
export async function ensureRenderer() {
  const wanted = fingerprint(['package-lock.json', 'vite.config.ts'], ['renderer', 'shared']);
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
