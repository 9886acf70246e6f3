// `npm run build`: the interface into dist/renderer.
import { ensureDependencies } from './dependencies.mjs';
import { ensureRenderer } from './renderer.mjs';

await ensureDependencies();
await ensureRenderer();
