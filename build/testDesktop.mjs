// `npm run test:desktop`: the desktop specs, on the stand-in of Electron and, where its runtime is, on Electron itself.
import { ensureChromium } from './chromium.mjs';
import { conclude } from './conclude.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDesktop } from './desktop.mjs';
import { ensureIcons } from './icons.mjs';
import { ensureRenderer } from './renderer.mjs';
import { ensureSounds } from './sounds.mjs';
import { desktopSpecs } from './steps.mjs';

await ensureDependencies();
const chromium = await ensureChromium();
await ensureRenderer();
await ensureIcons();
await ensureSounds();
await ensureDesktop();
conclude([await desktopSpecs(chromium, ['stand-in', 'electron'])]);
