import { failed, ok, type Result } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Connection } from '../adapters/clickhouse/connection.ts';
import { createMetricHistory } from '../adapters/clickhouse/metricHistory.ts';
import { applySchema, planSchema } from '../adapters/clickhouse/schema.ts';
import { testConnection } from '../adapters/clickhouse/testConnection.ts';
import { createWindowsReader } from '../adapters/clickhouse/windowsReader.ts';
import type { ConnectionDesk } from '../api/hostPorts.ts';
import type { Clock } from '../clock.ts';

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
  /** Those whose passwords are known; the first is the one that is watched. */
  places: readonly [Place, ...Place[]];
  clock: Clock;
}): ConnectionDesk {
  const { connection, settings, places, clock } = options;
  const history = connection
    ? createMetricHistory({
        reader: createWindowsReader(connection, () => clock.now()),
        engine: settings.engine,
        now: () => clock.now(),
      })
    : null;

  async function over<T>(
    signal: AbortSignal,
    ask: (c: Connection, s: AbortSignal) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    if (connection === null)
      return failed('notConfigured', 'No ClickHouse is set up. Set it up in Setup → Connection.', false);
    return ask(connection, AbortSignal.any([signal, AbortSignal.timeout(schemaDeadlineMs)]));
  }

  return {
    async test(request, signal) {
      const where = request.connection ?? places[0].where;
      // A stored password is only ever shown to the server it was stored for.
      const known = places.find((place) => place.where.url === where.url && place.where.user === where.user);
      const limited = AbortSignal.any([signal, AbortSignal.timeout(testDeadlineMs)]);
      return testConnection(where, request.password ?? known?.password ?? '', limited);
    },
    schema: (signal) => over(signal, planSchema),
    applySchema: (signal) =>
      over(signal, async (c, s) => {
        const applied = await applySchema(c, s);
        return applied.ok ? ok({ applied: applied.value }) : applied;
      }),
    series: (query, signal) =>
      history
        ? history.series(query, signal)
        : Promise.resolve(failed('notConfigured', 'No ClickHouse is set up.', false)),
    unencrypted: () => connection?.unencrypted ?? false,
  };
}
