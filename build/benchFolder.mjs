// `npm run bench:NAME [-- options]`: the bench in test/bench/NAME, one JSON line a figure.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { pinnedNode, root } from './paths.mjs';
import { run } from './run.mjs';

const [name = '', ...options] = process.argv.slice(2);
const program = `test/bench/${name}/${name}.ts`;
if (!existsSync(join(root, program))) {
  process.stderr.write(`There is no bench "${name}": ${program} is not there.\n`);
  process.exit(2);
}
await ensureDependencies();
const { code } = await run(pinnedNode(), ['--disable-warning=ExperimentalWarning', program, ...options]);
process.exitCode = code;
