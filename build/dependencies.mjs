import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from './paths.mjs';
import { run } from './run.mjs';

const stamp = join(root, 'node_modules', '.watchkeeper-dependencies');

/** Installs the dependencies when they are missing or older than the lockfile. Ends the process with a sentence when that fails. */
export async function ensureDependencies() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && pinnedNode()) return;
  process.stdout.write('Installing dependencies (about a minute the first time) …\n');
  // Not `npm ci`: it refuses a lockfile made where the registry lacked other systems' binaries.
  const { code, output, interrupted } = await run(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      quiet: true,
    },
  );
  if (interrupted) process.exit(130);
  if (code !== 0) {
    process.stderr.write(
      `${output.trim()}\n\nThe dependencies could not be installed: see npm's message above, then run the command again.\n`,
    );
    process.exit(1);
  }
  if (!pinnedNode()) {
    process.stderr.write(
      'The pinned Node 24 is missing after the installation, because install scripts were skipped: run "npm config set ignore-scripts false", then this command again.\n',
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

function fingerprint() {
  const lockfile = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lockfile).update(`${process.platform}-${process.arch}`).digest('hex');
}
