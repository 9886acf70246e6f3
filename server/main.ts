import { flushCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { accessToken } from '../core/adapters/files/accessToken.ts';
import { readEnvFile } from '../core/adapters/files/envFile.ts';
import { openSecretStore } from '../core/adapters/secrets/openSecretStore.ts';
import { systemClock } from '../core/adapters/system/systemClock.ts';
import { assembleHost } from '../core/host/assembleHost.ts';
import { chooseDemo } from '../core/host/chooseDemo.ts';
import { openBook } from '../core/host/openBook.ts';
import { failureExit, type Opening, usageExit } from '../core/host/opening.ts';
import { openPremises } from '../core/host/openPremises.ts';
import { withOwnFaults } from '../core/host/ownFaults.ts';
import { createPageFace } from '../core/notify/popUps/pageFace.ts';
import { isLoopback } from '../core/settings/webUrl.ts';
import { createDemoHost } from '../demo/demoHost.ts';
import packageJson from '../package.json' with { type: 'json' };
import { createBrowserDesk } from './browserDesk.ts';
import { readCommandLine } from './commandLine.ts';
import { createHttpApp } from './http/createHttpApp.ts';
import { createInvitation } from './http/invitation.ts';
import { listen } from './http/listen.ts';
import { addressOf, ownNames } from './http/ownNames.ts';
import { canOpenBrowser, openBrowser } from './openBrowser.ts';
import { createRestart } from './restart.ts';

// What the person asked for, and what was set before.
const commandLine = readCommandLine(process.argv.slice(2));
if (!commandLine.ok) leave(usageExit, commandLine.problem);
const flags = commandLine.options;
const clock = systemClock;
const now = () => clock.now();
const premises = opened(
  await openPremises({
    variables: { ...readEnvFile('.env'), ...process.env },
    platform: process.platform,
    homedir: homedir(),
    now,
    openSecrets: (folder, passphrase) => openSecretStore(folder, passphrase, now),
  }),
);
const { environment, settings, dataFolder } = premises;
const withDemo = opened(chooseDemo(settings, flags, true));
const token = environment.token ?? (await accessToken(dataFolder));

// The log and the alert book; from here on each step says how it is undone.
const opening = opened(
  openBook(premises, {
    withDemo,
    fresh: flags.fresh,
    clock,
    secretValues: () => [token, ...settings.secretNames().map((name) => settings.secret(name) ?? '')],
    exit: (code) => process.exit(code),
  }),
);
const book = withOwnFaults({ book: opening, settings, network: null, release: packageJson.version, clock });
const { log, shutdown } = book;
process.on('SIGINT', () => shutdown.now(0));
process.on('SIGTERM', () => shutdown.now(0));
process.on('SIGHUP', () => shutdown.now(0));
process.on('uncaughtException', (error) => {
  log.error('Watchkeeper stops because of a bug', { error });
  shutdown.now(failureExit);
});

// The watch, and what pages may ask of it.
let ownAddress = '';
const pages = createPageFace(clock, (show, close) => host.feed.popUpsChanged(show, close));
const host = assembleHost({
  kind: 'browser',
  version: packageJson.version,
  versions: { node: process.versions.node, sqlite: process.versions.sqlite ?? '' },
  clock,
  premises,
  book,
  makeDemo: withDemo
    ? (events) => createDemoHost({ dataFolder: book.folder, fresh: flags.fresh, clock, log: log.child('demo'), events })
    : null,
  demoByDefault: flags.demo === null,
  ownAddress: () => ownAddress,
  face: pages,
  popUps: { attend: (page, attending) => pages.attend(page, attending), dismiss: () => 0, shown: () => [] },
  hostDesk: createBrowserDesk(createRestart(process.env, clock, (code) => shutdown.now(code))),
  network: null,
  popUpProblem: () => null,
  notices: () => [],
});

// HTTP.
let port = flags.port;
const opens = flags.open && canOpenBrowser({ platform: process.platform, env: process.env });
const invitation = opens ? createInvitation(now) : undefined;
const app = createHttpApp({
  api: host.api,
  token,
  port: () => port,
  pages: join(import.meta.dirname, '..', 'dist', 'renderer'),
  version: packageJson.version,
  log: log.child('http'),
  allowedOrigins: environment.allowedOrigins,
  invitation,
  ...ownNames(flags.host, () => settings.current().dashboardUrl),
});
const listening = await listen(app, flags.host, flags.port);
if (!listening.ok) leave(listening.wrongHost ? usageExit : failureExit, listening.problem);
port = listening.listening.port;
shutdown.onStop(() => {
  host.feed.close();
  return listening.listening.close();
});
ownAddress = addressOf(flags.host, port);

const pageWith = (key: string) => `${ownAddress}/?token=${encodeURIComponent(key)}`;
console.log(`Watchkeeper ${packageJson.version}\n\n  ${pageWith(token)}\n`);
if (!isLoopback(flags.host)) {
  console.log(
    `Everybody who can reach ${flags.host} and knows this address can use it, and it travels unencrypted: put a proxy with https in front of it.`,
  );
}
if (invitation) openBrowser(pageWith(invitation.code), process.platform);
await host.begin();
// Whoever is switched off has no time for it at the end.
flushCompileCache();

/** What a step of the start opened; ends here when it could not. */
function opened<T>(opening: Opening<T>): T {
  return opening.ok ? opening.value : leave(opening.exitCode, ...opening.sentences);
}

/** Ends before anything was started that has to be ended. */
function leave(exitCode: number, ...sentences: string[]): never {
  for (const sentence of sentences) console.error(sentence);
  process.exit(exitCode);
}
