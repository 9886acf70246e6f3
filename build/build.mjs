// `npm run build`: the interface into dist/renderer; the desktop host's bundles, icons and sounds into dist/electron.
import { ensureDependencies } from './dependencies.mjs';
import { ensureDesktop } from './desktop.mjs';
import { ensureEmbed } from './embed.mjs';
import { ensureIcons } from './icons.mjs';
import { ensureRenderer } from './renderer.mjs';
import { ensureSounds } from './sounds.mjs';

await ensureDependencies();
await ensureRenderer();
await ensureEmbed();
await ensureIcons();
await ensureSounds();
await ensureDesktop();
