import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

export interface WatchedClickHouse {
  /** What tells the application to watch it. */
  env: Record<string, string>;
  /** Another job writes down what it found, as of now. */
  report(type: string, severity: string, description: string): Promise<void>;
  /** Somebody acknowledges the rows of a type there, by whatever tool. */
  acknowledge(type: string, by: string): Promise<void>;
  /** Who has acknowledged the rows of a type there; empty: nobody. */
  acknowledgedBy(type: string): Promise<string>;
}

let databases = 0;

/** A shop with a few page views, in which nothing is wrong yet; a database of its own in the given ClickHouse. */
export async function openWatchedClickHouse(clickhouse: EmbeddedClickHouse): Promise<WatchedClickHouse> {
  databases += 1;
  const database = `desktop_${databases}`;
  const connection = connectTo(clickhouse.url, database);
  successOf(await applySchema(connection, AbortSignal.timeout(20_000)));
  await connection.close();
  await clickhouse.query(
    `INSERT INTO events (event_time, event_type, user_id, session_id, product_id, category, price, quantity)
     SELECT now(), 'page_view', 'u', 's', 'p', 'shoes', 1, 1 FROM numbers(10)`,
    database,
  );
  return {
    env: { CLICKHOUSE_URL: clickhouse.url, CLICKHOUSE_USER: 'default', CLICKHOUSE_DATABASE: database },
    async report(type, severity, description) {
      await clickhouse.query(
        `INSERT INTO anomalies (window_start, anomaly_type, severity, description, metric_value, expected_value, detected_at)
         VALUES (toStartOfFiveMinutes(now()) - 300, '${type}', '${severity}', '${description}', '42', '3', now())`,
        database,
      );
    },
    async acknowledge(type, by) {
      await clickhouse.query(
        `ALTER TABLE anomalies UPDATE acknowledged = 1, acknowledged_by = '${by}', acknowledged_at = now()
         WHERE anomaly_type = '${type}' SETTINGS mutations_sync = 1`,
        database,
      );
    },
    acknowledgedBy: (type) =>
      clickhouse.query(`SELECT acknowledged_by FROM anomalies WHERE anomaly_type = '${type}'`, database),
  };
}

export { type EmbeddedClickHouse, startEmbeddedClickHouse };
