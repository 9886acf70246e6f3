import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from './paths.mjs';
import { run } from './run.mjs';

const folder = join(root, 'node_modules', 'electron');

const programs = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** Electron's program, from the folder that ELECTRON_OVERRIDE_DIST_PATH names or as npm's package keeps it; null where there is none. */
export function findElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!named && read('dist/version')?.replace(/^v/, '') !== version()) return null;
  const program = join(named || join(folder, 'dist'), programs[process.platform] ?? 'electron');
  return existsSync(program) ? program : null;
}

/** Electron's program, fetched when it is missing; null where it cannot be had in time. */
export async function ensureElectron(timeoutMs) {
  const present = findElectron();
  if (present || process.env.ELECTRON_OVERRIDE_DIST_PATH) return present;
  process.stdout.write('Fetching the Electron runtime (about 120 MB) …\n');
  await run(pinnedNode(), [join(folder, 'install.js')], { quiet: true, timeoutMs });
  return findElectron();
}

/** The version that is pinned, e.g. 45.4.1. */
function version() {
  return JSON.parse(read('package.json') ?? '{}').version;
}

function read(name) {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}
