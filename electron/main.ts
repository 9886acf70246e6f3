import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, dialog, safeStorage, session } from 'electron';
import { dataFolderPath } from '../core/adapters/files/dataFolder.ts';
import { readEnvFile } from '../core/adapters/files/envFile.ts';
import { personName } from '../core/adapters/system/personName.ts';
import { systemClock } from '../core/adapters/system/systemClock.ts';
import { assembleHost } from '../core/host/assembleHost.ts';
import { chooseDemo } from '../core/host/chooseDemo.ts';
import { openBook } from '../core/host/openBook.ts';
import { failureExit, type Opening, usageExit } from '../core/host/opening.ts';
import { openPremises } from '../core/host/openPremises.ts';
import { withOwnFaults } from '../core/host/ownFaults.ts';
import packageJson from '../package.json' with { type: 'json' };
import { serveBridge } from './bridge/serveBridge.ts';
import { checkoutAt, loadDemo } from './demo/loadDemo.ts';
import { type Launch, readLaunch } from './launch/commandLine.ts';
import { displayProblem } from './launch/displayProblem.ts';
import { identify } from './launch/identify.ts';
import { onOpenUrl } from './launch/openUrl.ts';
import { registerProtocol } from './launch/registerProtocol.ts';
import { claimSingleInstance } from './launch/singleInstance.ts';
import { watchConnectivity } from './machine/connectivity.ts';
import { createDesktopDesk } from './machine/desktopDesk.ts';
import { createLoginItem, startedAtLogin } from './machine/loginItem.ts';
import { watchPower } from './machine/power.ts';
import { watchSessionEnd } from './machine/sessionEnd.ts';
import { trustSystemCertificates } from './machine/systemCertificates.ts';
import { createSystemNetwork } from './machine/systemNetwork.ts';
import { createPersonActions } from './personActions.ts';
import { listenForActivations } from './popUps/activation.ts';
import { createBannerDesk } from './popUps/bannerDesk.ts';
import { createDesktopPopUps } from './popUps/desktopPopUps.ts';
import { createPopUpAnswers } from './popUps/popUpAnswers.ts';
import { createSystemSounds } from './popUps/systemSounds.ts';
import { openKeychainSecretStore } from './secrets/openKeychainSecretStore.ts';
import { openDesktopStore } from './settings/desktopStore.ts';
import { createBadges } from './tray/badges.ts';
import { createTray } from './tray/createTray.ts';
import { keepTray } from './tray/keepTray.ts';
import { trayIsShown } from './tray/trayHost.ts';
import { createTrayPlace } from './tray/trayPlace.ts';
import { askForPlace } from './updates/askForPlace.ts';
import { loadUpdater } from './updates/loadUpdater.ts';
import { createUpdates } from './updates/updates.ts';
import { builtInUpdateUrl, updateTarget } from './updates/updateTarget.ts';
import { installApplicationMenu } from './window/applicationMenu.ts';
import { denyPermissions, lockDown } from './window/lockDown.ts';
import { createMainWindow } from './window/mainWindow.ts';
import { createLinkOpener } from './window/openExternal.ts';
import { registerPageScheme, servePages } from './window/pages.ts';

const clock = systemClock;
const now = () => clock.now();
const { platform } = process;
const here = import.meta.dirname;

// What has to precede `ready`. Electron waits with it until this module has run to its end: nothing here may await it.
identify();
app.enableSandbox();
registerPageScheme();
// An installed app starts wherever it was clicked: a `.env` that happens to lie there is somebody else's.
const variables = { ...(app.isPackaged ? {} : readEnvFile('.env')), ...process.env };
const home = variables.WATCHKEEPER_HOME?.trim() || null;
app.setPath('userData', join(dataFolderPath(home, { platform, env: variables, homedir: homedir() }), 'window'));
// Without a listener the app would end with its window.
app.on('window-all-closed', () => {});

/** What was asked for before there was a window: to see it (`null`), or to see an alert in it. */
let asked: { alertId: string | null } | null = null;
let showAlert = (alertId: string | null) => {
  asked = { alertId: alertId ?? asked?.alertId ?? null };
};
onOpenUrl((alertId) => showAlert(alertId));

const reading = readLaunch(process.argv, app.isPackaged);
const noDisplay = displayProblem(process);
if (noDisplay !== null) leave(failureExit, noDisplay);
else if (!reading.ok) leave(usageExit, reading.problem);
else if (!claimSingleInstance(reading.launch, ({ alertId }) => showAlert(alertId))) app.exit(0);
else {
  void app
    .whenReady()
    .then(() => start(reading.launch))
    .catch((error: unknown) => {
      console.error(error);
      leave(failureExit, 'Watchkeeper could not start because of a bug; what it met is in the terminal.');
    });
}

async function start(launch: Launch): Promise<void> {
  // What the person has set, and the alert book; from here on each step says how it is undone.
  const premises = await openPremises({
    variables,
    platform,
    homedir: homedir(),
    now,
    openSecrets: (folder, passphrase) => openKeychainSecretStore({ folder, passphrase, safeStorage, platform, clock }),
  });
  if (!premises.ok) return end(premises);
  const { settings, dataFolder } = premises.value;
  const withDemo = chooseDemo(settings, launch, !app.isPackaged);
  if (!withDemo.ok) return end(withDemo);
  let leaving = false;
  let stopsBecauseOfBug = false;
  const stopped = `A bug ended it, and nothing is watched any more. Start it again; ${join(dataFolder, 'logs')} says more.`;
  const opening = openBook(premises.value, {
    withDemo: withDemo.value,
    fresh: launch.fresh,
    clock,
    secretValues: () => settings.secretNames().map((name) => settings.secret(name) ?? ''),
    exit(code) {
      // The tray icon is gone with it: nobody may take that for quiet.
      if (stopsBecauseOfBug && app.isPackaged) dialog.showErrorBox('Watchkeeper has stopped', stopped);
      app.exit(code);
    },
  });
  if (!opening.ok) return end(opening);
  const network = createSystemNetwork(clock);
  const book = withOwnFaults({ book: opening.value, settings, network, release: packageJson.version, clock });
  const { log, shutdown, store } = book;
  const quit = (exitCode = 0) => {
    leaving = true;
    shutdown.now(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => quit());
  process.on('uncaughtException', (error) => {
    log.error('Watchkeeper stops because of a bug', { error });
    stopsBecauseOfBug = true;
    quit(failureExit);
  });
  // Electron would only print it, where nobody looks.
  process.on('unhandledRejection', (error) => log.error('Something failed that nobody waited for', { error }));
  app.on('before-quit', (event) => {
    event.preventDefault();
    quit();
  });
  const desktop = openDesktopStore(dataFolder, { now, log });

  // The window, and what its page may do.
  trustSystemCertificates(log);
  const openLink = createLinkOpener({
    dashboardUrl: () => settings.current().dashboardUrl,
    tell: (sentence) => window.tell(sentence),
    now,
    log: log.child('links'),
  });
  lockDown({ openLink, openPage: (path) => window.openAt(path), log: log.child('window') });
  denyPermissions(session.defaultSession);
  servePages(session.defaultSession, join(here, '..', 'renderer'));
  const icons = join(here, 'icons');
  const sessionEnd = watchSessionEnd(clock, quit);
  const window = createMainWindow({
    preload: join(here, 'preload.cjs'),
    icon: join(icons, 'app', 'icon.png'),
    state: desktop.slot('window'),
    closing: () => (leaving ? 'quit' : tray.isThere() ? 'hide' : 'minimise'),
    onChange() {
      const current = window.current();
      if (current) sessionEnd.attach(current);
      badges.windowChanged();
    },
    clock,
    log: log.child('window'),
  });
  installApplicationMenu({ openSettings: () => window.openAt('/setup') });

  // The watch, and what tells the person of it.
  const banners = createBannerDesk((show, close) => host.feed.popUpsChanged(show, close));
  const sounds = createSystemSounds({ folder: app.isPackaged ? process.resourcesPath : join(here, 'sounds') });
  const answer = createPopUpAnswers({
    open: (path) => window.openAt(path),
    acknowledge: (ids) => person.acknowledge(ids),
    snooze: (ids, until) => person.snooze(ids, until),
    clock,
  });
  const popUps = createDesktopPopUps({
    answer,
    banners,
    fellBack(popUp) {
      // A page that shows it makes the sound too.
      if (feed.listeners() === 0) void sounds(popUp.sound);
      if (popUp.severity === 'critical') window.show();
    },
    play: (sound) => void sounds(sound),
    clock,
    log: log.child('popUps'),
  });
  const { resourcesPath } = process;
  const updates = createUpdates({
    settings: () => settings.current().desktop.updates,
    version: packageJson.version,
    target: updateTarget({ packaged: app.isPackaged, platform, env: process.env, resources: resourcesPath }),
    builtInUrl: builtInUpdateUrl(resourcesPath),
    lastCheck: desktop.slot('updateCheckedAt'),
    allowedPlace: desktop.slot('updatesAllowedFrom'),
    askForPlace: (url) => askForPlace(url, platform),
    load: loadUpdater,
    clock,
    log: log.child('updates'),
    onChange: () => host.feed.healthChanged(),
  });
  const noShop = 'The installed app has no simulated shop. A checkout has one: npm start -- --demo.';
  const loginItem = createLoginItem({ platform, env: process.env, homedir: homedir(), execPath: process.execPath });
  const root = join(here, '..', '..');
  const makeDemo = withDemo.value
    ? await loadDemo(checkoutAt(root, platform), {
        dataFolder: book.folder,
        fresh: launch.fresh,
        clock,
        log: log.child('demo'),
      })
    : null;
  const host = assembleHost({
    kind: 'desktop',
    version: packageJson.version,
    versions: {
      electron: process.versions.electron ?? '',
      chromium: process.versions.chrome ?? '',
      node: process.versions.node,
      sqlite: process.versions.sqlite ?? '',
    },
    clock,
    premises: premises.value,
    book,
    makeDemo,
    demoByDefault: launch.demo === null,
    ownAddress: () => null,
    face: popUps,
    popUps: banners,
    hostDesk: createDesktopDesk({
      dataFolder,
      loginItem,
      updates,
      demo: { possible: !app.isPackaged, explanation: app.isPackaged ? noShop : null },
      process,
      clock,
      end: quit,
    }),
    network,
    popUpProblem: popUps.problem,
    notices() {
      const problem = popUps.problem();
      return [
        ...updates.notices(),
        ...(problem === null ? [] : [{ code: 'noPopUps', severity: 'warning' as const, message: problem }]),
      ];
    },
  });
  const { watch, feed, health } = host;
  const person = createPersonActions({
    book: store.book,
    monitor: watch,
    person: personName(),
    tell: (sentence) => window.tell(sentence),
    clock,
    log,
  });
  const bridge = serveBridge({ api: host.api, owns: (contents) => window.owns(contents), log: log.child('bridge') });
  shutdown.onStop(() => {
    bridge.close();
    feed.close();
  });

  // Tray and badges.
  const currency = () => settings.current().currency;
  const nothingOpen = { unacknowledged: { critical: 0, high: 0, medium: 0, low: 0 }, newest: [] };
  const tray = await createTrayPlace({
    isShown: () => trayIsShown(platform),
    create: (facts) =>
      createTray(facts, {
        icons,
        actions: { ...person, open: (path) => window.openAt(path), quit: () => quit() },
        clock,
        log: log.child('tray'),
      }),
    facts: { health: health(), ...nothingOpen, currency: currency() },
    onNone: () => showAlert(null),
    clock,
  });
  const badges = createBadges({ icons, window: () => window.current(), clock });
  const stopTray = keepTray({
    monitor: watch,
    book: store.book,
    health,
    currency,
    show(facts) {
      tray.show(facts);
      badges.show(facts);
    },
    clock,
    log: log.child('tray'),
  });
  shutdown.onStop(() => {
    stopTray();
    tray.close();
  });

  // The life of the machine.
  shutdown.onStop(
    watchPower({ clock, setAway: (away) => watch.setAway(away), onWake: () => void watch.runCycle('resume') }),
  );
  shutdown.onStop(watchConnectivity(clock, () => void watch.runCycle('network')));
  registerProtocol(log);
  void loginItem.refresh();
  updates.schedule();
  settings.onChange(() => updates.schedule());
  shutdown.onStop(() => updates.stop());

  // A person who starts it wants to see it; the system at login does not, as long as there is a tray to come from. macOS
  // tells of its start as of every click on the Dock, so that only those from here on are listened to.
  showAlert = (alertId) => (alertId === null ? window.show() : window.openAt(`/alerts/${alertId}`));
  const alertId = asked?.alertId ?? launch.alertId;
  const hidden = (launch.hidden || startedAtLogin(platform)) && !settings.current().desktop.startInWindow;
  if (alertId !== null) showAlert(alertId);
  else if (asked !== null || !hidden) window.show();
  app.on('activate', () => window.show());
  listenForActivations(answer, platform);
  void popUps.adopt();
  await host.begin();
}

/** Ends before anything was started that has to be ended. */
function end(opening: Exclude<Opening<unknown>, { ok: true }>): void {
  leave(opening.exitCode, ...opening.sentences);
}

function leave(exitCode: number, ...sentences: string[]): void {
  for (const sentence of sentences) console.error(sentence);
  // Whoever clicked on it sees no terminal.
  if (app.isPackaged) dialog.showErrorBox('Watchkeeper cannot start', sentences.join('\n'));
  app.exit(exitCode);
}
