import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { bin, root } from './paths.mjs';
import { run } from './run.mjs';

const stamp = join(root, 'dist', '.desktop-sources');
const bundles = ['electron/main.js', 'electron/preload.cjs', 'demo/demoHost.js'].map((name) =>
  join(root, 'dist', name),
);

/** Bundles the desktop host into `dist/electron`, and the demo it can run into `dist/demo`, unless the bundles there are of these very sources. */
export async function ensureDesktop() {
  const wanted = fingerprint(
    ['package.json', 'package-lock.json', 'vite.desktop.config.ts'],
    ['electron', 'core', 'shared', 'demo'],
  );
  const built = bundles.every((file) => existsSync(file)) && existsSync(stamp);
  if (built && readFileSync(stamp, 'utf8') === wanted) return;
  for (const mode of ['main', 'preload', 'demo']) {
    const { code, output, interrupted } = await run(
      bin('vite'),
      ['build', '--config', 'vite.desktop.config.ts', '--mode', mode, '--logLevel', 'warn'],
      { quiet: true },
    );
    if (interrupted) process.exit(130);
    if (code !== 0) {
      process.stderr.write(`${output.trim()}\n\nThe desktop host could not be bundled: see the message above.\n`);
      process.exit(1);
    }
  }
  writeFileSync(stamp, wanted);
}
