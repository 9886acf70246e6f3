import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { bin, root } from './paths.mjs';
import { run } from './run.mjs';

const stamp = join(root, 'dist', '.embed-sources');
const script = join(root, 'dist', 'embed', 'watchkeeper-board.js');

/** Builds the embeddable element into `dist/embed` unless the one there is of these very sources. */
export async function ensureEmbed() {
  const wanted = fingerprint(
    ['package-lock.json', 'vite.embed.config.ts', 'build/shadowStyles.mjs'],
    ['renderer', 'shared'],
  );
  if (existsSync(script) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write('Building the embeddable board …\n');
  const { code, output, interrupted } = await run(
    bin('vite'),
    ['build', '--config', 'vite.embed.config.ts', '--logLevel', 'warn'],
    { quiet: true },
  );
  if (interrupted) process.exit(130);
  if (code !== 0) {
    process.stderr.write(`${output.trim()}\n\nThe embeddable board could not be built: see the message above.\n`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
