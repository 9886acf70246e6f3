import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from './paths.mjs';
import { run } from './run.mjs';

const sources = join(root, 'build', 'sounds');
const score = join(root, 'renderer', 'features', 'popUps', 'soundScore.ts');
const target = join(root, 'dist', 'electron', 'sounds');
// Not within: all that lies there is packaged beside the application's other resources.
const stamp = join(root, 'dist', '.sound-sources');

/** Writes the sounds of the desktop app into `dist/electron/sounds` unless those there are of these very sources. */
export async function ensureSounds() {
  const wanted = sourcesFingerprint();
  if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { code, output, interrupted } = await run(pinnedNode(), [join(sources, 'drawSounds.ts'), target], {
    quiet: true,
  });
  if (interrupted) process.exit(130);
  if (code !== 0) {
    process.stderr.write(`${output.trim()}\n\nThe sounds could not be made: see the message above.\n`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

function sourcesFingerprint() {
  const hash = createHash('sha256').update(readFileSync(score));
  for (const entry of readdirSync(sources).sort()) hash.update(entry).update(readFileSync(join(sources, entry)));
  return hash.digest('hex');
}
