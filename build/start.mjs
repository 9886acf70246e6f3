// `npm start` and `npm run dev`: sets up what is missing, builds, runs. Runs on the machine's own Node, before anything is installed.
import { ensureDependencies } from './dependencies.mjs';
import { ensureDesktop } from './desktop.mjs';
import { ensureElectron, findElectron } from './electronRuntime.mjs';
import { ensureEmbed } from './embed.mjs';
import { endWithNpm } from './endWithNpm.mjs';
import { chooseHost, flagsAgain, surroundings } from './hostChoice.mjs';
import { hostEnvironment, hostProgram } from './hostProgram.mjs';
import { ensureIcons } from './icons.mjs';
import { bin, pinnedNode, root } from './paths.mjs';
import { ensureRenderer } from './renderer.mjs';
import { run } from './run.mjs';
import { ensureSounds } from './sounds.mjs';

/** A person waits for it. */
const fetchPatienceMs = 60_000;

const args = process.argv.slice(2);
endWithNpm();
await ensureDependencies();
process.exitCode = args[0] === '--dev' ? await develop(args.slice(1)) : await start(args);

async function start(given) {
  const { platform, env } = process;
  const here = surroundings({ platform, env, uid: process.getuid?.() });
  const choice = chooseHost(given, { ...here, runtime: findElectron() !== null });
  if (choice.host === null) return end(choice.problem, choice.exitCode);
  if (choice.host === 'browser') {
    await ensureRenderer();
    await ensureEmbed();
    return supervise('browser', pinnedNode(), hostProgram, choice.flags, hostEnvironment);
  }
  const electron = await ensureElectron(fetchPatienceMs);
  if (electron === null) {
    return end(
      '--desktop needs the Electron runtime, which could not be fetched: check the network, or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it, or use --browser.',
      1,
    );
  }
  await ensureRenderer();
  await ensureIcons();
  await ensureSounds();
  await ensureDesktop();
  return supervise('desktop', electron, [root], choice.flags);
}

/** Runs a host, and runs it again for as long as it ends to be started again. */
async function supervise(host, program, beginning, flags, environment = {}) {
  for (let current = flags; ; ) {
    // A terminal inside an editor that is made with Electron sets the second, which would make of ours a plain Node.
    const env = { WATCHKEEPER_SUPERVISED: '1', ELECTRON_RUN_AS_NODE: undefined, ...environment };
    const { code, interrupted } = await run(program, [...beginning, ...current], { env });
    const next = interrupted ? null : flagsAgain(current, code, host);
    if (next === null) return code;
    current = next;
  }
}

function end(sentence, exitCode) {
  process.stderr.write(`${sentence}\n`);
  return exitCode;
}

/** The host restarts when its sources change; the interface is replaced in place by Vite, which passes `/api` on to the host. */
async function develop(flags) {
  const watched = ['--watch-preserve-output', '--watch', ...hostProgram, '--no-open', ...flags];
  const host = run(pinnedNode(), watched, { env: hostEnvironment });
  process.stdout.write(
    'Open the address with the token once, then http://127.0.0.1:5173 for the interface as it is edited.\n',
  );
  const interfaceServer = run(bin('vite'), []);
  const [first] = await Promise.all([host, interfaceServer]);
  return first.code;
}
