import { homedir } from 'node:os';
import { join } from 'node:path';
import { accessToken } from '../core/adapters/files/accessToken.ts';
import { dataFolderPath, openDataFolder } from '../core/adapters/files/dataFolder.ts';
import { readEnvFile } from '../core/adapters/files/envFile.ts';
import { lockFolder } from '../core/adapters/files/folderLock.ts';
import { forgetDemoBook } from '../core/adapters/files/forgetDemoBook.ts';
import { createSettingsFile } from '../core/adapters/files/settingsFile.ts';
import { createPinoLog } from '../core/adapters/log/createPinoLog.ts';
import { createRedactor } from '../core/adapters/log/redact.ts';
import { openRotatingFile } from '../core/adapters/log/rotatingFile.ts';
import { openSecretStore } from '../core/adapters/secrets/openSecretStore.ts';
import { openStore } from '../core/adapters/sqlite/openStore.ts';
import { personName } from '../core/adapters/system/personName.ts';
import { systemClock } from '../core/adapters/system/systemClock.ts';
import { createChangeFeed } from '../core/api/changeFeed.ts';
import { createApi } from '../core/api/createApi.ts';
import { describeHealth } from '../core/api/describeHealth.ts';
import type { HostInfo } from '../core/api/hostPorts.ts';
import { hostNotices } from '../core/host/hostNotices.ts';
import { createShutdown } from '../core/host/shutdown.ts';
import { createPageFace } from '../core/notify/popUps/pageFace.ts';
import { readEnvironment } from '../core/settings/readEnvironment.ts';
import { createSettingsService } from '../core/settings/settingsService.ts';
import { isLoopback, isUnencrypted } from '../core/settings/webUrl.ts';
import { assembleWatch, type DemoPlace } from '../core/watch/assembleWatch.ts';
import { createWatch } from '../core/watch/createWatch.ts';
import { demoHealth } from '../demo/demoHealth.ts';
import { createDemoHost } from '../demo/demoHost.ts';
import packageJson from '../package.json' with { type: 'json' };
import { secretNames } from '../shared/settings.ts';
import { createBrowserDesk } from './browserDesk.ts';
import { readCommandLine } from './commandLine.ts';
import { createHttpApp } from './http/createHttpApp.ts';
import { listen } from './http/listen.ts';
import { addressOf, ownNames } from './http/ownNames.ts';
import { canOpenBrowser, openBrowser } from './openBrowser.ts';

/** Wrong input. */
const usageExit = 2;
/** The surroundings do not let it run. */
const failureExit = 1;

// What the person asked for.
const commandLine = readCommandLine(process.argv.slice(2));
if (!commandLine.ok) leave(usageExit, commandLine.problem);
const flags = commandLine.options;
const variables = { ...readEnvFile('.env'), ...process.env };
const reading = readEnvironment(variables);
if (!reading.ok) leave(usageExit, ...reading.problems);
const { environment } = reading;

// The data folder, the settings and the secrets in it.
const clock = systemClock;
const now = () => clock.now();
const startedAt = now();
const dataFolder = dataFolderPath(environment.home, { platform: process.platform, env: variables, homedir: homedir() });
const folder = openDataFolder(dataFolder);
if (!folder.ok) leave(environment.home === null ? failureExit : usageExit, folder.error.message);
const secrets = await openSecretStore(dataFolder, environment.passphrase, now);
if (!secrets.ok) leave(secrets.error.code === 'auth' ? usageExit : failureExit, secrets.error.message);
const token = environment.token ?? (await accessToken(dataFolder));
const settings = createSettingsService({
  storage: createSettingsFile(dataFolder, now),
  secrets: secrets.value.store,
  overrides: environment.overrides,
  environmentSecrets: environment.secrets,
  dataFolder,
});
const { connection } = settings.current();
if (isUnencrypted(connection.url) && !connection.allowUnencrypted && settings.view().overrides['connection.url']) {
  leave(
    usageExit,
    'CLICKHOUSE_URL is plain http:// beyond this machine, where others can read the password. Use https://, or allow it with CLICKHOUSE_ALLOW_HTTP=1.',
  );
}

// The demo runs when it is asked for, or when there is nothing else to watch. Settings that could not be read may well
// name a ClickHouse: then nothing is pretended.
const withDemo = flags.demo ?? (connection.url === '' && !settings.startedBroken);
if (flags.fresh && !withDemo) {
  leave(
    usageExit,
    '--fresh clears what the demo has stored, and a ClickHouse of your own is set up. Add --demo to run the demo.',
  );
}
const bookFolder = withDemo ? join(dataFolder, 'demo') : dataFolder;
const book = openDataFolder(bookFolder);
if (!book.ok) leave(failureExit, book.error.message);

const lock = lockFolder(bookFolder, 3000);
if (!lock.ok) leave(failureExit, lock.error.message);

// From here on each step says how it is undone.
const secretValues = () => [token, ...secretNames.map((name) => settings.secret(name) ?? '')];
const logFile = openRotatingFile(join(dataFolder, 'logs', 'watchkeeper.log'));
const log = createPinoLog({
  file: logFile,
  terminal: process.stderr,
  debug: environment.debug,
  redact: createRedactor(secretValues),
});
const shutdown = createShutdown(
  clock,
  (code) => process.exit(code),
  (error) => log.error('A part did not end as it should', { error }),
);
shutdown.onStop(() => logFile.close());
shutdown.onStop(() => lock.value.release());
process.on('SIGINT', () => shutdown.now(0));
process.on('SIGTERM', () => shutdown.now(0));
process.on('SIGHUP', () => shutdown.now(0));
process.on('uncaughtException', (error) => {
  log.error('Watchkeeper stops because of a bug', { error });
  shutdown.now(failureExit);
});

if (flags.fresh) forgetDemoBook(bookFolder);
const store = openStore(join(bookFolder, 'watchkeeper.db'), { clock, log: log.child('store') });
if (!store.ok) leave(failureExit, store.error.message);
shutdown.onStop(() => store.value.close());

// The demo, the watch over whatever there is to watch, and what is told of both.
const demo = withDemo
  ? createDemoHost({
      dataFolder: bookFolder,
      fresh: flags.fresh,
      clock,
      log: log.child('demo'),
      onChange(state) {
        feed.demoChanged(state);
        feed.healthChanged();
      },
      onReturn: () => void watch.runCycle('network'),
    })
  : null;
if (demo) shutdown.onStop(() => demo.close());

let demoPlace: DemoPlace | null = demo && { ready: false, message: 'The demo is starting.' };
let ownAddress = '';
const pages = createPageFace(clock, (show, close) => feed.popUpsChanged(show, close));
const links = (alertId: string) => {
  const base = (settings.current().dashboardUrl || ownAddress).replace(/\/+$/, '');
  const page = `${base}/alerts/${encodeURIComponent(alertId)}`;
  return { dashboardUrl: page, acknowledgeUrl: `${page}?acknowledge` };
};
const watch = createWatch(
  () =>
    assembleWatch({
      settings,
      store: store.value,
      demo: demoPlace,
      links,
      clock,
      random: Math.random,
      log,
    }),
  log,
);
shutdown.onStop(() => watch.stop());

const host: HostInfo = {
  version: packageJson.version,
  host: 'browser',
  startedAt: new Date(startedAt).toISOString(),
  person: personName(),
  dataFolder,
  versions: { watchkeeper: packageJson.version, node: process.versions.node, sqlite: process.versions.sqlite ?? '' },
  notices: () =>
    hostNotices({
      stored: [...settings.notices(), ...secrets.value.notices, ...store.value.notices, ...(demo?.notices() ?? [])],
      secretBackend: secrets.value.store.backend,
      secretsStored: Object.values(settings.view().secrets).some(({ from }) => from === 'stored'),
      leavesDemo: withDemo && flags.demo === null && settings.current().connection.url !== '',
      unencrypted: watch.connection.unencrypted(),
    }),
};
const health = () => {
  const unencrypted = watch.connection.unencrypted();
  const described = describeHealth(watch.health(), host, { demo: withDemo, unencrypted });
  return demo ? demoHealth(described, demo.state(), demo.opening()) : described;
};
const feed = createChangeFeed({
  epoch: startedAt.toString(36),
  health,
  overview: () => store.value.book.overview(now()),
  demo: () => demo?.state() ?? null,
  popUps: () => [],
  clock,
  onFault: (error) => log.error('A change could not be told to the pages', { error }),
});
watch.subscribe((change) => {
  if (change.kind === 'alerts') feed.alertsChanged(change.alerts, change.newIds);
  feed.healthChanged();
});
settings.onChange(() => void watch.rebuild());

// HTTP.
const api = createApi({
  monitor: watch,
  book: store.value.book,
  describeDatabase: () => store.value.describe(),
  settings,
  connection: watch.connection,
  demo,
  host,
  hostDesk: createBrowserDesk(null),
  popUps: { attend: (page, attending) => pages.attend(page, attending), dismiss: () => 0, shown: () => [] },
  health,
  feed,
  clock,
  log: log.child('api'),
});
let port = flags.port;
const app = createHttpApp({
  api,
  token,
  port: () => port,
  pages: join(import.meta.dirname, '..', 'dist', 'renderer'),
  version: packageJson.version,
  log: log.child('http'),
  ...ownNames(flags.host, () => settings.current().dashboardUrl),
});
const listening = await listen(app, flags.host, flags.port);
if (!listening.ok) leave(listening.wrongHost ? usageExit : failureExit, listening.problem);
port = listening.listening.port;
shutdown.onStop(() => {
  feed.close();
  return listening.listening.close();
});
ownAddress = addressOf(flags.host, port);

const page = `${ownAddress}/?token=${encodeURIComponent(token)}`;
console.log(`Watchkeeper ${packageJson.version}\n\n  ${page}\n`);
if (!isLoopback(flags.host)) {
  console.log(
    `Everybody who can reach ${flags.host} and knows this address can use it, and it travels unencrypted: put a proxy with https in front of it.`,
  );
}
if (flags.open && canOpenBrowser({ platform: process.platform, env: process.env })) openBrowser(page, process.platform);

if (demo) {
  const opened = await demo.open();
  if (opened.ok) {
    const { connection, historyMs } = opened.demo;
    demoPlace = { ready: true, connection, historyMs };
    settings.addOverrides(opened.overrides);
  } else {
    demoPlace = { ready: false, message: opened.message };
    await watch.rebuild();
  }
}
watch.start();

/** Ends before anything was started that has to be ended. */
function leave(exitCode: number, ...sentences: string[]): never {
  for (const sentence of sentences) console.error(sentence);
  process.exit(exitCode);
}
