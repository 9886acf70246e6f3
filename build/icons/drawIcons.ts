// Draws the icons: `drawIcons.ts <folder>` those of the desktop app, `drawIcons.ts --page` those the repository keeps.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import pngToIco from 'png-to-ico';
import { type PlannedIcon, planIcons, planPageIcons } from './iconPlan.ts';

const target = process.argv[2];
if (target === undefined) throw new Error('Say which folder the icons go to, or --page.');
const page = target === '--page';
const folder = page ? join(import.meta.dirname, '../../renderer/public/icons') : target;

await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
await rm(folder, { recursive: true, force: true });
let [files, bytes] = [0, 0];
for (const icon of page ? planPageIcons() : planIcons()) {
  const path = join(folder, icon.path);
  const content = await draw(icon);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  files += 1;
  bytes += content.length;
}
console.log(`${files} icons, ${(bytes / 1024).toFixed(0)} KiB`);

async function draw({ path, svg, sizes }: PlannedIcon): Promise<Uint8Array> {
  const pictures = sizes.map((size) =>
    Buffer.from(new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng()),
  );
  return path.endsWith('.ico') ? pngToIco(pictures) : (pictures[0] as Buffer);
}
