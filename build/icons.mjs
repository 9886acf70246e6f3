import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from './paths.mjs';
import { run } from './run.mjs';

const sources = join(root, 'build', 'icons');
const target = join(root, 'dist', 'electron', 'icons');
// Not within: all that lies there is packaged.
const stamp = join(root, 'dist', '.icon-sources');

/** Draws the icons of the desktop app into `dist/electron/icons` unless those there are of these very sources. */
export async function ensureIcons() {
  const wanted = sourcesFingerprint();
  if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write('Drawing the icons …\n');
  const { code, output, interrupted } = await run(pinnedNode(), [join(sources, 'drawIcons.ts'), target], {
    quiet: true,
  });
  if (interrupted) process.exit(130);
  if (code !== 0) {
    process.stderr.write(`${output.trim()}\n\nThe icons could not be drawn: see the message above.\n`);
    process.exit(1);
  }
  process.stdout.write(`${output.trim()}\n`);
  writeFileSync(stamp, wanted);
}

function sourcesFingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const entry of readdirSync(sources).sort()) hash.update(entry).update(readFileSync(join(sources, entry)));
  return hash.digest('hex');
}
