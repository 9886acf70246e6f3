// Writes the sounds of the desktop app: `drawSounds.ts <folder>`.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { soundScore } from '../../renderer/features/popUps/soundScore.ts';
import { composeWave } from './composeWave.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('Say which folder the sounds go to.');

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [name, notes] of Object.entries(soundScore))
  if (notes.length > 0) await writeFile(join(folder, `watchkeeper-${name}.wav`), composeWave(notes));
