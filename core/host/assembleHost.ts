import { randomUUID } from 'node:crypto';
import type { Health } from '../../shared/health.ts';
import { zoneInUse } from '../../shared/localTime.ts';
import { personName } from '../adapters/system/personName.ts';
import { type ChangeFeed, createChangeFeed } from '../api/changeFeed.ts';
import { type Api, createApi } from '../api/createApi.ts';
import { describeHealth } from '../api/describeHealth.ts';
import type { HostDesk, HostInfo, PopUpDesk } from '../api/hostPorts.ts';
import type { Clock } from '../clock.ts';
import type { PopUpFace } from '../notify/popUps/popUpFace.ts';
import { createSilenceDesk } from '../notify/silences/silenceDesk.ts';
import type { Notice } from '../settings/settingsStorage.ts';
import { acknowledgeFromElsewhere } from '../watch/acknowledgeFromElsewhere.ts';
import { type AssembleWatchOptions, assembleWatch, type DemoPlace } from '../watch/assembleWatch.ts';
import { createWatch, type Watch } from '../watch/createWatch.ts';
import { adjustmentsInForce, createFeedbackDesk } from '../watch/feedbackDesk.ts';
import { feedbackFromElsewhere } from '../watch/feedbackFromElsewhere.ts';
import { demoHealth } from './demoHealth.ts';
import type { DemoEvents, DemoHost } from './demoHost.ts';
import { hostDiagnostics } from './hostDiagnostics.ts';
import { hostNotices } from './hostNotices.ts';
import type { Book } from './openBook.ts';
import type { Premises } from './openPremises.ts';
import { popUpState } from './popUpState.ts';

/** The watch with everything that is asked of it, whatever shows it. */
export interface Host {
  watch: Watch;
  feed: ChangeFeed;
  api: Api;
  health(): Health;
  /** Opens the demo where one runs, then begins to watch. */
  begin(): Promise<void>;
}

interface HostOptions {
  kind: Health['host'];
  version: string;
  /** Of what it runs on, beside Watchkeeper's own. */
  versions: Record<string, string>;
  clock: Clock;
  premises: Premises;
  book: Book;
  /** Null where no demo runs. */
  makeDemo: ((events: DemoEvents) => DemoHost) | null;
  /** The demo only runs because nothing was set up. */
  demoByDefault: boolean;
  /** Where links in messages lead while no dashboard address is set; null: nowhere. */
  ownAddress: () => string | null;
  face: PopUpFace;
  popUps: PopUpDesk;
  hostDesk: HostDesk;
  network: AssembleWatchOptions['network'];
  /** Why the system shows no pop-ups; null: it does, or was not asked yet. */
  popUpProblem: () => string | null;
  /** What only this host can tell. */
  notices: () => Notice[];
}

/** Builds the watch and its API over what was opened; `book.shutdown` learns how to undo it. */
export function assembleHost(options: HostOptions): Host {
  const { clock, premises, book, popUps } = options;
  const { settings, secrets, dataFolder } = premises;
  const { store, log, shutdown } = book;
  const now = () => clock.now();
  const startedAt = now();

  const demo =
    options.makeDemo?.({
      onChange(state) {
        feed.demoChanged(state);
        feed.healthChanged();
      },
      onReturn: () => void watch.runCycle('network'),
    }) ?? null;
  if (demo) shutdown.onStop(() => demo.close());

  let demoPlace: DemoPlace | null = demo && { ready: false, message: 'The demo is starting.' };
  const ownPages = () => (settings.current().dashboardUrl || options.ownAddress())?.replace(/\/+$/, '');
  const links = (alertId: string) => {
    const base = ownPages();
    if (base === undefined) return { dashboardUrl: null, acknowledgeUrl: null };
    const page = `${base}/alerts/${encodeURIComponent(alertId)}`;
    return { dashboardUrl: page, acknowledgeUrl: `${page}?acknowledge` };
  };
  const watch = createWatch(
    (before) =>
      assembleWatch(
        {
          settings,
          store,
          demo: demoPlace,
          links,
          pageUrl: (path) => ownPages()?.concat(path) ?? null,
          popUps: options.face,
          endpoints: premises.environment.endpoints,
          acknowledge: (alertId, by) =>
            acknowledgeFromElsewhere({ book: store.book, monitor: watch, clock }, alertId, by),
          giveFeedback: (alertId, label, by) => feedbackFromElsewhere(feedback, alertId, label, by),
          adjustments: () => adjustmentsInForce(store, clock),
          network: options.network,
          clock,
          random: Math.random,
          logAttempts: premises.environment.logAttempts,
          log,
        },
        before,
      ),
    log,
  );
  shutdown.onStop(() => watch.stop());
  const feedback = createFeedbackDesk({
    ...{ store, clock },
    timeZone: () => zoneInUse(settings.current().learning.timeZone, ownTimeZone()),
    onGiven: (alerts) => watch.feedbackGiven(alerts),
  });

  const info: HostInfo = {
    version: options.version,
    host: options.kind,
    startedAt: new Date(startedAt).toISOString(),
    person: personName(),
    dataFolder,
    versions: { watchkeeper: options.version, ...options.versions, ...demo?.versions() },
    notices: () =>
      hostNotices({
        stored: [
          ...settings.notices(),
          ...secrets.notices,
          ...store.notices,
          ...(demo?.notices() ?? []),
          ...options.notices(),
        ],
        secretBackend: secrets.store.backend,
        secretsStored: Object.values(settings.view().secrets).some(({ from }) => from === 'stored'),
        leavesDemo: demo !== null && options.demoByDefault && settings.current().connection.url !== '',
        unencrypted: watch.connection.unencrypted(),
      }),
  };
  const health = () => {
    const unencrypted = watch.connection.unencrypted();
    const described = describeHealth(watch.health(), info, { demo: demo !== null, unencrypted });
    return demo ? demoHealth(described, demo.state(), demo.opening()) : described;
  };
  const feed = createChangeFeed({
    epoch: startedAt.toString(36),
    health,
    overview: () => store.book.overview(now()),
    demo: () => demo?.state() ?? null,
    popUps: () => popUps.shown(),
    clock,
    onFault: (error) => log.error('A change could not be told to the pages', { error }),
  });
  watch.subscribe((change) => {
    if (change.kind === 'alerts') feed.alertsChanged(change.alerts, change.newIds);
    feed.healthChanged();
  });
  settings.onChange(() => void watch.rebuild());

  const api = createApi({
    monitor: watch,
    book: store.book,
    diagnostics: hostDiagnostics(premises, book, () =>
      popUpState(options.face, settings.current().popUps.enabled, options.popUpProblem()),
    ),
    settings,
    connection: watch.connection,
    demo,
    host: info,
    hostDesk: options.hostDesk,
    silences: createSilenceDesk({
      ...{ store, clock, log: log.child('silences'), newId: randomUUID },
      onChange: () => watch.silencesChanged(),
    }),
    delivery: watch.delivery,
    rules: watch.rules,
    jobs: watch.jobs,
    learning: watch.learning,
    feedback,
    records: {
      ledger: (query) => store.transaction((tx) => tx.outbox.ledger(query)),
      report: (from, to) => store.transaction((tx) => tx.reports.read({ from, to, timeZone: ownTimeZone() })),
    },
    popUps,
    health,
    feed,
    clock,
    log: log.child('api'),
  });

  async function begin(): Promise<void> {
    if (demo) {
      const opened = await demo.open();
      if (opened.ok) {
        demoPlace = { ready: true, ...opened.place };
        settings.addOverrides(opened.overrides);
      } else {
        demoPlace = { ready: false, message: opened.message };
        await watch.rebuild();
      }
    }
    watch.start();
  }

  return { watch, feed, api, health, begin };
}

const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
