import type { FeedbackLabel } from '../../shared/learning/feedback.ts';
import { failed } from '../../shared/problem.ts';
import { Settings } from '../../shared/settings.ts';
import { createAcknowledgementWriter } from '../adapters/clickhouse/acknowledgementWriter.ts';
import { readClockSkew } from '../adapters/clickhouse/clockSkew.ts';
import { createConnection } from '../adapters/clickhouse/createConnection.ts';
import { createFeedbackWriter } from '../adapters/clickhouse/feedbackWriter.ts';
import { environmentProxy } from '../adapters/http/environmentProxy.ts';
import { createSentrySink } from '../adapters/sentry/createSentrySink.ts';
import { createSentryTransport } from '../adapters/sentry/createSentryTransport.ts';
import type { Clock } from '../clock.ts';
import type { ErrorSink } from '../detection/errors/errorSink.ts';
import type { ActiveAdjustment } from '../detection/feedback/adjustments.ts';
import type { Log } from '../log.ts';
import { createMonitor, type MonitorDependencies } from '../monitor/createMonitor.ts';
import { createLearnedRegistry } from '../monitor/learnedRegistry.ts';
import type { LearnedBefore } from '../monitor/learnedStates.ts';
import { monitorPolicy } from '../monitor/monitorPolicy.ts';
import type { MonitorStore } from '../monitor/monitorStore.ts';
import type { PopUpFace } from '../notify/popUps/popUpFace.ts';
import type { Endpoints } from '../settings/readEnvironment.ts';
import type { SettingsService } from '../settings/settingsService.ts';
import { createBacktest } from './backtest.ts';
import { createConnectionDesk, type Place } from './connectionDesk.ts';
import type { ReadBefore, WatchParts } from './createWatch.ts';
import { createDeliveryDesk } from './deliveryDesk.ts';
import { createJobsDesk } from './jobsDesk.ts';
import { createForecastSource } from './learning/forecastSource.ts';
import { createLearningDesk } from './learningDesk.ts';
import type { Network } from './network.ts';
import { type ReceiverParts, reachOf, receiversOf, receiverViews } from './receivers.ts';
import { createRuleDesk } from './ruleDesk.ts';
import { createSelfSource } from './self/createSelfSource.ts';
import { startHeartbeat } from './self/heartbeat.ts';
import { heartbeatTellers } from './self/heartbeatTellers.ts';
import { slackConnection, withSlackConnection } from './slackConnection.ts';
import { sourcesOver, unavailable } from './sources.ts';
import { createWhy } from './why.ts';

/** Watched in place of the connection in the settings: the demo's own ClickHouse, once it is there. */
export type DemoPlace =
  | { ready: false; message: string }
  | {
      ready: true;
      connection: { url: string; user: string; password: string; database: string };
      /** How far back the engine's very first poll looks. */
      historyMs: number;
    };

export interface AssembleWatchOptions {
  settings: SettingsService;
  store: MonitorStore;
  /** Null where no demo runs. */
  demo: DemoPlace | null;
  links: MonitorDependencies['links'];
  pageUrl: MonitorDependencies['pageUrl'];
  /** What shows pop-ups to the person here; null: nothing does. */
  popUps: PopUpFace | null;
  /** IANA name of the zone that the person's clock shows; left out: this process's. */
  timeZone?: string;
  endpoints: Endpoints;
  /** Somebody has an alert, as Slack says; null where that is noted, else a sentence for them why it is not. */
  acknowledge(alertId: string, by: string): string | null;
  /** Somebody says in Slack what an alert was; answers as `acknowledge`. */
  giveFeedback(alertId: string, label: FeedbackLabel, by: string): string | null;
  /** What people's feedback changes in what is learned, those in force; left out: nothing. */
  adjustments?: () => readonly ActiveAdjustment[];
  /** Null: the platform's own. */
  network: Network | null;
  clock: Clock;
  random: () => number;
  /** Every attempt to send is logged, whatever came of it. */
  logAttempts?: boolean;
  log: Log;
}

/** Everything between settings and monitor, the same in every host. */
export function assembleWatch(options: AssembleWatchOptions, before: ReadBefore | null): WatchParts {
  const { settings: service, store, demo, links, network, clock, random, log } = options;
  const settings = service.current();
  const own: Place = { where: settings.connection, password: service.secret('clickhousePassword') ?? '' };
  const watched = demo?.ready ? demoPlace(demo.connection) : own;
  const place = `${watched.where.url} ${watched.where.database}`;
  const connect = (inDatabase: boolean) =>
    demo?.ready === false
      ? failed('notConfigured', demo.message)
      : createConnection(watched.where, watched.password, { inDatabase, agentFor: network?.agentFor });
  const made = connect(false);
  const connection = made.ok ? made.value : null;
  // Queries that people write or wait for may take their time: they never take the sockets of the others.
  const apart = connect(true);
  const rulesConnection = apart.ok ? apart.value : null;
  const nothingSetUp = demo === null && own.where.url === '';
  const { popUps: face, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = options;

  const proxy = environmentProxy(process.env);
  const parts: ReceiverParts = { settings, secret: service.secret, endpoints: options.endpoints, network, proxy };

  const { historyMs } = demo?.ready ? demo : {};
  const self = createSelfSource({
    health: () => watching.health(),
    readSkew: async (signal) => (connection ? readClockSkew(connection, clock, signal) : null),
    skewLimitMs: settings.self.clockSkewSeconds * 1000,
    staleAfterMs: settings.cycle.staleAfterMinutes * 60_000,
    note: () => heartbeat.problem(),
  });
  const registry = createLearnedRegistry();
  const learned = learnedIn(store, log);
  const adjustments = options.adjustments ?? (() => []);
  const why = createWhy({ connection: rulesConnection, settings, timeZone, clock });
  const inner = made.ok
    ? sourcesOver(made.value, settings, {
        ...(historyMs === undefined ? {} : { historyMs }),
        rulesConnection: rulesConnection ?? made.value,
        errorSink: sentrySinkOf(service.secret('sentryDsn'), settings, parts, clock),
        learned,
        adjustments,
        registry,
        clock,
        log,
      })
    : [unavailable(settings, made.error)];

  const watching = createMonitor({
    sources: nothingSetUp ? [] : [...inner, self],
    ...(before?.place === place ? { readBefore: before.sources } : {}),
    store,
    receivers: receiversOf(parts),
    delivery: { settings: settings.delivery, timeZone },
    policy: monitorPolicy(settings),
    links,
    pageUrl: options.pageUrl,
    jobs: settings.jobs,
    popUps: face && { face, settings: settings.popUps, timeZone },
    acknowledgementSync: connection && settings.anomalies.enabled ? createAcknowledgementWriter(connection) : null,
    explainer: why,
    feedbackSync: connection && createFeedbackWriter(connection),
    clock,
    random,
    logAttempts: options.logAttempts ?? false,
    log: log.child('monitor'),
  });
  const heartbeat = startHeartbeat({
    monitor: watching,
    tell: heartbeatTellers({ connection, settings, url: service.secret('heartbeatUrl'), network, clock }),
    everyMs: settings.self.heartbeatSeconds * 1000,
    clock,
    log: log.child('heartbeat'),
  });
  const socket = slackConnection({
    ...parts,
    ...{ acknowledge: options.acknowledge, giveFeedback: options.giveFeedback, clock, log },
  });
  const monitor = withSlackConnection(watching, socket);
  return {
    monitor,
    place,
    connection: createConnectionDesk({ connection, settings, places: [watched, own], network, clock }),
    delivery: createDeliveryDesk({
      ...{ store, settings, timeZone, clock },
      views: (health) => receiverViews(parts, health),
      health: () => monitor.health().receivers,
      popUpsPausedUntil: () => instantOf(monitor.health().popUpsPausedUntil),
    }),
    jobs: createJobsDesk({ connection, settings: settings.jobs, clock }),
    rules: createRuleDesk({ connection: rulesConnection, settings, clock }),
    learning: createLearningDesk({
      ...{ registry, settings, timeZone, adjustments, clock, learned },
      source:
        connection && rulesConnection && !nothingSetUp
          ? createForecastSource({ connection, rulesConnection, settings, clock })
          : null,
      backtest: createBacktest({ connection: rulesConnection, settings, store, timeZone, adjustments, clock }),
      why: why.why,
    }),
    async close() {
      await heartbeat.stop();
      await rulesConnection?.close();
      await connection?.close();
    },
  };
}

/** Null: there is no DSN. */
function sentrySinkOf(dsn: string | null, settings: Settings, parts: ReceiverParts, clock: Clock): ErrorSink | null {
  if (dsn === null) return null;
  const transport = createSentryTransport({ dsn, clock, ...reachOf(parts) });
  return createSentrySink({ transport, environment: settings.errors.sentry.environment });
}

/** A disk that cannot be read costs what was learned, and not the watch: it is learned anew from history. */
function learnedIn(store: MonitorStore, log: Log): LearnedBefore {
  return {
    load(prefix) {
      const read = store.transaction((tx) => tx.learned.read(prefix));
      if (read.ok) return read.value;
      log.warn('What was learned before could not be read; it is learned anew.', { message: read.error.message });
      return [];
    },
  };
}

const instantOf = (text: string | null): number | null => (text === null ? null : Date.parse(text));

/** The demo has the tables of the schema, whatever the person calls theirs. */
function demoPlace({ password, ...place }: { url: string; user: string; password: string; database: string }): Place {
  return { where: Settings.shape.connection.parse(place), password };
}
