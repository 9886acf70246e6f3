import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '../core/adapters/clickhouse/connection.ts';
import { createConnection } from '../core/adapters/clickhouse/createConnection.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { DemoState, ScenarioName } from '../shared/demo.ts';
import { Settings } from '../shared/settings.ts';
import { type ClickHouseProgram, startClickHouse } from './clickhouse/startClickHouse.ts';
import { createLivePlatform } from './platform/livePlatform.ts';
import { historyMs, prepareShop } from './prepareShop.ts';
import { createScenarioBoard } from './scenarioBoard.ts';
import { createLiveShop, type LiveShop } from './storefront/liveShop.ts';
import { demoShop } from './storefront/shop.ts';
import { type SupervisedState, superviseClickHouse } from './superviseClickHouse.ts';

export interface DemoOptions {
  /** The watch's data folder; the demo keeps its ClickHouse in `clickhouse/` below it. */
  dataFolder: string;
  /** Throws away what an earlier demo left there. */
  fresh: boolean;
  clock: Clock;
  log: Log;
  /** Called on every change of the state, also while `startDemo` is still working. */
  onChange: (state: DemoState) => void;
  /** See `startClickHouse`. */
  program?: ClickHouseProgram;
  /** Aborted: a start under way ends what it started and rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface Demo {
  connection: { url: string; user: string; password: string; database: string };
  /** Laid over the user's settings while the demo runs. */
  settingsOverrides: typeof settingsOverrides;
  /** How far back the engine's very first poll should look, so that it finds the planted incidents. */
  historyMs: number;
  state(): DemoState;
  /** Starts a scenario, or starts its ten minutes again. */
  start(name: ScenarioName): DemoState;
  stop(name: ScenarioName): DemoState;
  /** Ends the live shop and ClickHouse; resolves when the child process is gone. Never rejects. */
  close(): Promise<void>;
}

/**
 * Short windows, judged soon and often, so that a scenario becomes an alert within about two minutes: the shop writes its
 * events within two seconds. Anomalies are written back, so that the table `anomalies` has its part in the demo.
 */
const settingsOverrides = {
  cycle: { intervalSeconds: 10 },
  engine: { windowSeconds: 60, latenessSeconds: 5, writeBack: true },
} as const;

const user = 'default';
const prepareDeadlineMs = 120_000;

/** Embedded ClickHouse, schema, a day of history and a living shop. Rejects when one of them cannot be had. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { dataFolder, clock, log } = options;
  const program = options.program ? { program: options.program } : {};
  const signal = options.signal ?? new AbortController().signal;
  const clickhouseFolder = join(dataFolder, 'clickhouse');
  const markerFile = join(dataFolder, 'demo-history.json');
  const connectionFile = join(dataFolder, 'demo-connection.json');
  // Any user of this machine reaches a loopback port, and ClickHouse reads files with our rights.
  const password = randomBytes(18).toString('base64url');

  const stops: (() => unknown)[] = [];
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };

  let url = '';
  let supervised: SupervisedState = { clickhouse: 'starting', message: 'The embedded ClickHouse is being started.' };
  let shop: LiveShop | null = null;
  const board = createScenarioBoard(clock, changed);
  const state = (): DemoState => ({ clickhouseUrl: url, ...supervised, scenarios: board.scenarios() });
  function changed(): void {
    options.onChange(state());
  }

  try {
    changed();
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    if (options.fresh) {
      for (const left of [clickhouseFolder, markerFile]) await rm(left, { recursive: true, force: true });
    }
    const clickhouse = await superviseClickHouse({
      launch: (port) =>
        startClickHouse({ dataFolder: clickhouseFolder, port, timezone: 'UTC', user, password, ...program }),
      clock,
      log: log.child('clickhouse'),
      onChange: (next) => {
        if (supervised.clickhouse === 'restarting' && next.clickhouse === 'running') shop?.wake();
        supervised = next;
        changed();
      },
    });
    stops.push(() => clickhouse.close());
    url = clickhouse.url;

    const connection = connectTo(url, password);
    stops.push(() => connection.close());
    supervised = { clickhouse: 'running', message: 'The simulated shop writes what happened in the last day.' };
    changed();
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(prepareDeadlineMs)]);
    const prepared = await prepareShop(connection, demoShop, clock.now(), markerFile, deadline);
    if (!prepared.ok) throw new Error(`The demo's shop could not be set up. ${prepared.error.message}`);
    supervised = clickhouse.state();

    stops.push(() => board.close());
    board.include(prepared.value.incidents);
    const liveShop = createLiveShop({
      connection,
      shop: demoShop,
      from: prepared.value.writtenTo,
      changes: board.changes,
      clock,
      log: log.child('shop'),
    });
    shop = liveShop;
    liveShop.start();
    stops.push(() => liveShop.stop());
    const platform = createLivePlatform({
      connection,
      from: prepared.value.writtenTo,
      changes: board.changes,
      clock,
      log: log.child('platform'),
    });
    platform.start();
    stops.push(() => platform.stop());

    const access = { url, user, password, database: connection.database };
    await writeFile(connectionFile, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
    stops.push(() => rm(connectionFile, { force: true }));
    signal.throwIfAborted();

    return {
      connection: access,
      settingsOverrides,
      historyMs,
      state,
      start(name) {
        board.start(name);
        return state();
      },
      stop(name) {
        board.stop(name);
        return state();
      },
      close,
    };
  } catch (error) {
    await close();
    throw signal.aborted ? signal.reason : error;
  }
}

function connectTo(url: string, password: string): Connection {
  const connection = createConnection(Settings.parse({ connection: { url, user } }).connection, password);
  if (!connection.ok) throw new Error(connection.error.message);
  return connection.value;
}
