// `npm run clickhouse`: the embedded ClickHouse alone, over HTTP.
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';
import { pinnedNode } from './paths.mjs';
import { run } from './run.mjs';

endWithNpm();
await ensureDependencies();
const { code } = await run(pinnedNode(), ['demo/clickhouse/main.ts', ...process.argv.slice(2)]);
process.exitCode = code;
