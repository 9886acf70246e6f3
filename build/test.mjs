// `npm test`: sets up what is missing (a browser too), then everything that is checked.
import { ensureChromium } from './chromium.mjs';
import { conclude } from './conclude.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDesktop } from './desktop.mjs';
import { ensureEmbed } from './embed.mjs';
import { ensureIcons } from './icons.mjs';
import { ensureRenderer } from './renderer.mjs';
import { ensureSounds } from './sounds.mjs';
import { desktopSpecs, endToEnd, formatAndLint, script, types, unusedCode, vitest } from './steps.mjs';

await ensureDependencies();
const chromium = await ensureChromium();
await ensureRenderer();
await ensureEmbed();
await ensureIcons();
await ensureSounds();
await ensureDesktop();
conclude([
  await formatAndLint(),
  await types(),
  await unusedCode(),
  await vitest('unit'),
  await vitest('unit', 'unit tests in another time zone', { TZ: 'Pacific/Chatham' }),
  await vitest('integration'),
  await script('crash test', 'test/crash/crash.ts', ['--kills', '50', '--alerts', '500']),
  await endToEnd(chromium),
  await desktopSpecs(chromium, ['stand-in']),
]);
