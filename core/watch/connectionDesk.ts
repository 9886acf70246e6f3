import { zoneInUse } from '../../shared/localTime.ts';
import { failed, ok, type Result } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Connection } from '../adapters/clickhouse/connection.ts';
import { createConnection } from '../adapters/clickhouse/createConnection.ts';
import { createMetricHistory } from '../adapters/clickhouse/metricHistory.ts';
import { applySchema, planSchema } from '../adapters/clickhouse/schema.ts';
import { readServerFacts, readTablesInUse } from '../adapters/clickhouse/serverFacts.ts';
import { testConnection } from '../adapters/clickhouse/testConnection.ts';
import { createWindowsReader } from '../adapters/clickhouse/windowsReader.ts';
import type { ConnectionDesk } from '../api/hostPorts.ts';
import type { Clock } from '../clock.ts';
import type { Network } from './network.ts';

const noneSetUp = failed('notConfigured', 'No ClickHouse is set up.', false);
const testDeadlineMs = 10_000;
/** A backfill of `metric_windows` over a long history takes its time. */
const schemaDeadlineMs = 120_000;

/** A ClickHouse and the password that was given for it. */
export interface Place {
  where: Settings['connection'];
  password: string;
}

/** The questions that people ask of the ClickHouse that is watched. `connection` is null when none can be made. */
export function createConnectionDesk(options: {
  connection: Connection | null;
  settings: Settings;
  /** Those whose passwords are known: first the one that is watched, last the one that is saved. */
  places: readonly [Place, ...Place[]];
  /** Null: the platform's own way to reach a server. */
  network?: Network | null;
  clock: Clock;
}): ConnectionDesk {
  const { connection, settings, places, clock } = options;
  const reach = { agentFor: options.network?.agentFor };
  const watched = places[0];
  const saved = places.at(-1) ?? watched;
  const history = connection
    ? createMetricHistory({
        reader: createWindowsReader(connection, () => clock.now()),
        engine: settings.engine,
        learning: {
          settings: settings.learning,
          timeZone: zoneInUse(settings.learning.timeZone, Intl.DateTimeFormat().resolvedOptions().timeZone),
        },
        now: () => clock.now(),
      })
    : null;

  /** Asks the ClickHouse that is saved: the demo is watched in its place, and has its tables. */
  async function over<T>(
    signal: AbortSignal,
    ask: (c: Connection, s: AbortSignal) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(schemaDeadlineMs)]);
    if ((saved !== watched || connection === null) && saved.where.url !== '') {
      const own = createConnection(saved.where, saved.password, reach);
      if (!own.ok) return own;
      return ask(own.value, limited).finally(() => own.value.close());
    }
    if (connection === null)
      return failed('notConfigured', 'No ClickHouse is set up. Set it up in Setup → Connection.', false);
    return ask(connection, limited);
  }

  /** A stored password is only ever shown to the server it was stored for; without an address yet, to the one asked about. */
  function passwordFor(where: Place['where']): string {
    const known =
      places.find((place) => place.where.url === where.url && place.where.user === where.user) ??
      places.find((place) => place.where.url === '');
    return known?.password ?? '';
  }

  return {
    async test(request, signal) {
      const where = request.connection ?? watched.where;
      const limited = AbortSignal.any([signal, AbortSignal.timeout(testDeadlineMs)]);
      return testConnection(where, request.password ?? passwordFor(where), limited, reach);
    },
    schema: (signal) => over(signal, planSchema),
    applySchema: (signal) =>
      over(signal, async (c, s) => {
        const applied = await applySchema(c, s);
        return applied.ok ? ok({ applied: applied.value }) : applied;
      }),
    series: (query, signal) => (history ? history.series(query, signal) : Promise.resolve(noneSetUp)),
    unencrypted: () => connection?.unencrypted ?? false,
    facts: async (signal) => connection && readServerFacts(connection, clock, signal),
    tables: async (signal) => (connection ? readTablesInUse(connection, signal) : noneSetUp),
  };
}
