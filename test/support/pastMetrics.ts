import type { Connection } from '../../core/adapters/clickhouse/connection.ts';
import { applySchema } from '../../core/adapters/clickhouse/schema.ts';
import type { Alert } from '../../shared/alert.ts';
import type { BacktestAlert } from '../../shared/learning/backtest.ts';
import { connectTo } from './clickHouseConnection.ts';
import type { EmbeddedClickHouse } from './embeddedClickHouse.ts';
import { successOf } from './successOf.ts';

export interface MetricMinute {
  /** ms UTC. */
  at: number;
  metric: string;
  value: number;
  component?: string;
}

export interface MetricsDatabase {
  database: string;
  connection: Connection;
  write(rows: readonly MetricMinute[]): Promise<void>;
}

/** A database with every table, and what components wrote into it. */
export async function metricsDatabase(clickhouse: EmbeddedClickHouse): Promise<MetricsDatabase> {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database, { inDatabase: true });
  successOf(await applySchema(connection, AbortSignal.timeout(60_000)));
  return {
    ...{ database, connection },
    async write(rows) {
      const lines = rows.map(({ at, component = 'worker-0', ...row }) =>
        JSON.stringify({ ts: (at / 1000).toFixed(3), component, ...row, labels: {} }),
      );
      await clickhouse.query(`INSERT INTO ${database}.component_metrics FORMAT JSONEachRow\n${lines.join('\n')}`);
    },
  };
}

type Told = Omit<BacktestAlert, 'about'>;

/** Alerts of the book as a backtest tells them, in one order. */
export const toldAlerts = (alerts: readonly Alert[]): Told[] =>
  inOrder(
    alerts.map(({ type, title, labels, severity, startsAt, resolvedAt, occurrences }) => ({
      ...{ type, title, labels, severity, startsAt, endsAt: resolvedAt, windows: occurrences },
    })),
  );

/** The same of a backtest. */
export const triedAlerts = (alerts: readonly BacktestAlert[]): Told[] =>
  inOrder(alerts.map(({ about: _, ...alert }) => alert));

const inOrder = (alerts: readonly Told[]) =>
  alerts.toSorted((one, other) => placeOf(one).localeCompare(placeOf(other)));
const placeOf = ({ startsAt, type, labels }: Told) =>
  `${startsAt} ${type} ${JSON.stringify(Object.entries(labels).sort())}`;
