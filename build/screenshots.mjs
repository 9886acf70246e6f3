// `npm run screenshots`: the pictures of README and docs, taken from the demo itself and, for rare states, from a told host.
import { ensureChromium } from './chromium.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureEmbed } from './embed.mjs';
import { pinnedNode } from './paths.mjs';
import { ensureRenderer } from './renderer.mjs';
import { run } from './run.mjs';

await ensureDependencies();
const chromium = await ensureChromium();
await ensureRenderer();
await ensureEmbed();
const { code } = await run(pinnedNode(), ['test/screenshots/takeScreenshots.ts'], { env: { CHROMIUM_PATH: chromium } });
process.exitCode = code;
