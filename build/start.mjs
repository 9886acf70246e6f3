// `npm start` and `npm run dev`: sets up what is missing, builds, runs. Runs on the machine's own Node, before anything is installed.
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';
import { bin, pinnedNode } from './paths.mjs';
import { ensureRenderer } from './renderer.mjs';
import { run } from './run.mjs';

const args = process.argv.slice(2);
endWithNpm();
await ensureDependencies();
process.exitCode = args[0] === '--dev' ? await develop(args.slice(1)) : await start(args);

async function start(flags) {
  await ensureRenderer();
  const { code } = await run(pinnedNode(), ['--disable-warning=ExperimentalWarning', 'server/main.ts', ...flags]);
  return code;
}

/** The host restarts when its sources change; the interface is replaced in place by Vite, which passes `/api` on to the host. */
async function develop(flags) {
  const host = run(pinnedNode(), [
    '--disable-warning=ExperimentalWarning',
    '--watch-preserve-output',
    '--watch',
    'server/main.ts',
    '--no-open',
    ...flags,
  ]);
  process.stdout.write(
    'Open the address with the token once, then http://127.0.0.1:5173 for the interface as it is edited.\n',
  );
  const interfaceServer = run(bin('vite'), []);
  const [first] = await Promise.all([host, interfaceServer]);
  return first.code;
}
