// `npm run dist`: the installers of the desktop app, into dist/installers. Flags go to electron-builder: `-- --dir` only packs
// the folder, `-- --linux deb` makes one kind. Without any, it makes what this system can.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDesktop } from './desktop.mjs';
import { packagingProblem } from './distProblem.mjs';
import { ensureElectron } from './electronRuntime.mjs';
import { endWithNpm } from './endWithNpm.mjs';
import { ensureIcons } from './icons.mjs';
import { pinnedNode, root } from './paths.mjs';
import { ensureRenderer } from './renderer.mjs';
import { run } from './run.mjs';
import { ensureSounds } from './sounds.mjs';

const fetchPatienceMs = 10 * 60_000;
const logFile = join(root, 'dist', 'packaging.log');

endWithNpm();
await ensureDependencies();
process.exitCode = await pack(process.argv.slice(2));

async function pack(flags) {
  const electron = await ensureElectron(fetchPatienceMs);
  if (electron === null) {
    return end(
      'The Electron runtime could not be fetched, so nothing was packaged: check the network, or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it.',
    );
  }
  await ensureRenderer();
  await ensureIcons();
  await ensureSounds();
  await ensureDesktop();

  process.stdout.write('Packaging …\n');
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const { code, output, interrupted } = await run(
    pinnedNode(),
    [builder, '--publish', 'never', ...flags, ...runtime(flags, electron)],
    { quiet: true, env: { WATCHKEEPER_UPDATE_URL: process.env.WATCHKEEPER_UPDATE_URL || 'https://updates.invalid' } },
  );
  if (interrupted) return 130;
  mkdirSync(dirname(logFile), { recursive: true });
  writeFileSync(logFile, output);
  if (code !== 0) return end(packagingProblem(output, 'dist/packaging.log'));
  process.stdout.write('The packages are in dist/installers.\n');
  return 0;
}

/** The runtime that is here is for this system and processor; for another, electron-builder fetches its own. */
function runtime(flags, electron) {
  const elsewhere = [
    '--arm64',
    '--x64',
    '--universal',
    '--mac',
    '-m',
    '--macos',
    '--win',
    '-w',
    '--windows',
    '--linux',
    '-l',
  ];
  const own = { linux: ['--linux', '-l'], darwin: ['--mac', '-m', '--macos'], win32: ['--win', '-w', '--windows'] };
  const foreign = flags.some((flag) => elsewhere.includes(flag) && !own[process.platform]?.includes(flag));
  if (foreign) return [];
  const folder = process.platform === 'darwin' ? join(electron, '..', '..', '..', '..') : dirname(electron);
  return [`-c.electronDist=${folder}`];
}

function end(sentence) {
  process.stderr.write(`${sentence}\n`);
  return 1;
}
