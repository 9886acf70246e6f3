import { failed, type Problem } from '../../shared/problem.ts';
import { Settings } from '../../shared/settings.ts';
import { createAcknowledgementWriter } from '../adapters/clickhouse/acknowledgementWriter.ts';
import { createAnomaliesSource } from '../adapters/clickhouse/anomaliesSource.ts';
import { createAnomaliesWriter } from '../adapters/clickhouse/anomaliesWriter.ts';
import type { Connection } from '../adapters/clickhouse/connection.ts';
import { createConnection } from '../adapters/clickhouse/createConnection.ts';
import { createEngineSource, engineSourceName } from '../adapters/clickhouse/engineSource.ts';
import { createWindowsReader } from '../adapters/clickhouse/windowsReader.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createMonitor, type MonitorDependencies } from '../monitor/createMonitor.ts';
import { monitorPolicy } from '../monitor/monitorPolicy.ts';
import type { MonitorStore } from '../monitor/monitorStore.ts';
import type { Source } from '../monitor/source.ts';
import type { PopUpFace } from '../notify/popUps/popUpFace.ts';
import type { Endpoints } from '../settings/readEnvironment.ts';
import type { SettingsService } from '../settings/settingsService.ts';
import { createConnectionDesk, type Place } from './connectionDesk.ts';
import type { WatchParts } from './createWatch.ts';
import { createDeliveryDesk } from './deliveryDesk.ts';
import type { Network } from './network.ts';
import { type ReceiverParts, receiversOf, receiverViews } from './receivers.ts';
import { slackConnection, withSlackConnection } from './slackConnection.ts';
import { unavailableSource } from './unavailableSource.ts';

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
  reportUrl: MonitorDependencies['reportUrl'];
  /** What shows pop-ups to the person here; null: nothing does. */
  popUps: PopUpFace | null;
  /** IANA name of the zone that the person's clock shows; left out: this process's. */
  timeZone?: string;
  endpoints: Endpoints;
  /** Somebody has an alert, as Slack says; null where that is noted, else a sentence for them why it is not. */
  acknowledge(alertId: string, by: string): string | null;
  /** Null: the platform's own. */
  network: Network | null;
  clock: Clock;
  random: () => number;
  log: Log;
}

/** Everything between settings and monitor, the same in every host. */
export function assembleWatch(options: AssembleWatchOptions): WatchParts {
  const { settings: service, store, demo, links, network, clock, random, log } = options;
  const settings = service.current();
  const own: Place = { where: settings.connection, password: service.secret('clickhousePassword') ?? '' };
  const watched = demo?.ready ? demoPlace(demo.connection) : own;
  const made =
    demo?.ready === false
      ? failed('notConfigured', demo.message)
      : createConnection(watched.where, watched.password, { agentFor: network?.agentFor });
  const connection = made.ok ? made.value : null;
  const nothingSetUp = demo === null && own.where.url === '';
  const { popUps: face, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = options;

  const parts: ReceiverParts = { settings, secret: service.secret, endpoints: options.endpoints, network };

  const watching = createMonitor({
    sources: made.ok
      ? sourcesOver(made.value, settings, options)
      : nothingSetUp
        ? []
        : [unavailable(settings, made.error)],
    store,
    receivers: receiversOf(parts),
    delivery: { settings: settings.delivery, timeZone },
    policy: monitorPolicy(settings),
    links,
    reportUrl: options.reportUrl,
    popUps: face && { face, settings: settings.popUps, timeZone },
    acknowledgementSync: connection && settings.anomalies.enabled ? createAcknowledgementWriter(connection) : null,
    clock,
    random,
    log: log.child('monitor'),
  });
  const socket = slackConnection({ ...parts, acknowledge: options.acknowledge, clock, log });
  const monitor = withSlackConnection(watching, socket);
  return {
    monitor,
    connection: createConnectionDesk({ connection, settings, places: [watched, own], network, clock }),
    delivery: createDeliveryDesk({
      ...{ store, settings, timeZone, clock },
      views: (health) => receiverViews(parts, health),
      health: () => monitor.health().receivers,
    }),
    close: async () => connection?.close(),
  };
}

function sourcesOver(connection: Connection, settings: Settings, options: AssembleWatchOptions): Source[] {
  const { clock, log, demo } = options;
  const now = () => clock.now();
  const sources: Source[] = [];
  if (settings.engine.enabled) {
    sources.push(
      createEngineSource({
        reader: createWindowsReader(connection, now),
        engine: settings.engine,
        currency: settings.currency,
        staleAfterMs: settings.cycle.staleAfterMinutes * 60_000,
        ...(demo?.ready ? { historyMs: demo.historyMs } : {}),
        writeBack: settings.engine.writeBack ? createAnomaliesWriter(connection, now) : null,
        clock,
        log: log.child('engine'),
      }),
    );
  }
  if (settings.anomalies.enabled) sources.push(createAnomaliesSource({ connection, log: log.child('anomalies') }));
  return sources;
}

/** The demo has the tables of the schema, whatever the person calls theirs. */
function demoPlace({ password, ...place }: { url: string; user: string; password: string; database: string }): Place {
  return { where: Settings.shape.connection.parse(place), password };
}

/** An address that cannot be used is a source that fails, seen where every other failure is. */
function unavailable(settings: Settings, problem: Problem): Source {
  return settings.engine.enabled
    ? unavailableSource(engineSourceName, 'engine', problem)
    : unavailableSource('anomalies', 'anomalies', problem);
}
