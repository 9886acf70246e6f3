// `npm run bench [-- name …]`: one JSON line a figure. Each bench is a program of its own, so that none warms up another.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDesktop } from './desktop.mjs';
import { ensureIcons } from './icons.mjs';
import { pinnedNode, root } from './paths.mjs';
import { ensureRenderer } from './renderer.mjs';
import { run } from './run.mjs';
import { ensureSounds } from './sounds.mjs';

await ensureDependencies();
const folder = join(root, 'test', 'bench');
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace('.ts', ''));
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !all.includes(name));
if (unknown) {
  process.stderr.write(`There is no bench "${unknown}": choose from ${all.join(', ')}.\n`);
  process.exit(2);
}

const chromium = await ensureChromium();
await ensureRenderer();
if (wanted.length === 0 || wanted.includes('desktopStart')) {
  await ensureIcons();
  await ensureSounds();
  await ensureDesktop();
}
for (const name of wanted.length > 0 ? wanted : all) {
  const { code } = await run(pinnedNode(), ['--disable-warning=ExperimentalWarning', `test/bench/${name}.ts`], {
    env: { CHROMIUM_PATH: chromium },
  });
  if (code !== 0) process.exitCode = 1;
}
