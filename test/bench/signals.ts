// `node test/bench/signals.ts`: a cycle of every source beside the storefront's, over a million rows each: its time against the
// sum of the bare queries that it sends, with some new rows in each table and with none.
import type { Connection, Statement } from '../../core/adapters/clickhouse/connection.ts';
import { applySchema } from '../../core/adapters/clickhouse/schema.ts';
import { sourcesOver } from '../../core/watch/sources.ts';
import { Settings } from '../../shared/settings.ts';
import { connectTo } from '../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../support/embeddedClickHouse.ts';
import { eventually } from '../support/eventually.ts';
import { recordingLog } from '../support/recordingLog.ts';
import { reportFigure } from '../support/reportFigure.ts';
import { successOf } from '../support/successOf.ts';

const rows = 1_000_000;
const newRows = 20;
const rounds = 15;
const targetRatio = 1.2;
const minuteMs = 60_000;
const dayMs = 86_400_000;
const signal = () => AbortSignal.timeout(600_000);

/** `FROM numbers(…)` as rows of each table; `at` is an expression of `number`. */
const tables: Record<string, (at: string) => string> = {
  component_metrics: (at) =>
    `${at} AS ts, ['system', 'database', 'fetcher', 'validator'][number % 4 + 1] AS component,
     ['disk_usage', 'rpc_error_rate', 'fetch_latency', 'validation_error_rate'][number % 4 + 1] AS metric,
     toFloat64(number % 7) AS value, map('host', toString(number % 40)) AS labels`,
  model_events: (at) =>
    `${at} AS ts, 'drift' AS kind, toString(number % 50) AS model_id, 'ranker' AS model_name, 'auc' AS metric,
     0.9 AS current_value, 0.9 AS baseline_value, 0.1 AS threshold, 0. AS drift_percentage, '' AS violation_type,
     '' AS event_type, [] AS affected_groups, 'info' AS severity, toString(number) AS description, '' AS details`,
  job_runs: (at) =>
    `${at} AS ts, toString(intDiv(number, 2)) AS run_id, concat('job-', toString(intDiv(number, 2) % 100)) AS job_name,
     'production' AS environment, if(number % 2 = 0, 'started', 'succeeded') AS status, ts AS started_at,
     if(number % 2 = 0, NULL, ts) AS finished_at, 10 AS success_count, 0 AS failed_count, '' AS stats, '' AS error, '' AS metadata`,
  user_registrations: (at) =>
    `${at} AS ts, toString(number) AS user_id, 'a@example.com' AS email, 'A' AS display_name, 'production' AS environment,
     number AS total_users`,
  pipeline_errors: (at) =>
    `${at} AS ts, ['fetcher', 'enricher'][number % 2 + 1] AS component, 'parse' AS operation, toString(number) AS artifact_id,
     'TimeoutError' AS error_type, concat('No answer for ', toString(number)) AS message, '' AS state, '' AS llm_provider,
     '' AS model, NULL AS prompt_tokens, NULL AS completion_tokens, NULL AS cost`,
};

const clickhouse = await startEmbeddedClickHouse();
try {
  await measure(clickhouse);
} finally {
  await clickhouse.stop();
}

async function measure(server: EmbeddedClickHouse): Promise<void> {
  const database = await server.freshDatabase();
  const connection = connectTo(server.url, database);
  successOf(await applySchema(connection, signal()));
  const start = Date.now();
  const spread = `fromUnixTimestamp64Milli(toInt64(${start - dayMs} + number * ${dayMs / rows}))`;
  for (const [table, columns] of Object.entries(tables)) {
    await server.query(`INSERT INTO ${database}.${table} SELECT ${columns(spread)} FROM numbers(${rows})`);
  }
  await eventually(async () => {
    const merges = await server.query('SELECT count() FROM system.merges');
    if (merges !== '0') throw new Error(`${merges} merges are still running`);
  }, 60_000);

  const asked: Statement[] = [];
  const settings = Settings.parse({ engine: { enabled: false }, anomalies: { enabled: false } });
  const clock = { now: () => Date.now(), after: () => ({ cancel: () => {} }) };
  const sources = sourcesOver(recording(connection, asked), settings, { clock, log: recordingLog() });
  const cursors = new Map<string, string>();
  let now = start;

  async function cycle(): Promise<{ ms: number; cpuMs: number }> {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await Promise.all(
      sources.map(async (source) => {
        const report = successOf(await source.poll({ now, cursor: cursors.get(source.name) ?? null }, signal()));
        if (report.kind === 'read') cursors.set(source.name, report.cursor);
      }),
    );
    const { user, system } = process.cpuUsage(cpu);
    return { ms: performance.now() - began, cpuMs: (user + system) / 1000 };
  }

  async function bare(statements: readonly Statement[]): Promise<number> {
    const began = performance.now();
    for (const statement of statements) successOf(await connection.select(statement, signal()));
    return performance.now() - began;
  }

  // The first checks read what was there before; those that follow find only what is new.
  for (let first = 0; first < 3; first++) {
    await cycle();
    now += minuteMs;
  }
  for (const kind of ['new rows', 'idle'] as const) {
    const samples: { ms: number; cpuMs: number; bareMs: number; queries: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const at = `fromUnixTimestamp64Milli(toInt64(${now - 20_000}))`;
      if (kind === 'new rows') {
        for (const [table, columns] of Object.entries(tables)) {
          const fresh = columns(at).replaceAll('number', `(number + ${rows + round * newRows})`);
          await server.query(`INSERT INTO ${database}.${table} SELECT ${fresh} FROM numbers(${newRows})`);
        }
      }
      asked.length = 0;
      const taken = await cycle();
      const statements = [...asked];
      samples.push({ ...taken, bareMs: await bare(statements), queries: statements.length });
      now += minuteMs;
    }
    const median = (of: (sample: (typeof samples)[number]) => number) =>
      samples.map(of).sort((one, other) => one - other)[Math.floor(samples.length / 2)] ?? Number.NaN;
    reportFigure('signals', {
      ...{ kind, millionRowsEach: rows / 1e6, sources: sources.length, queries: median(({ queries }) => queries) },
      ...{ cycleMs: median(({ ms }) => ms), bareMs: median(({ bareMs }) => bareMs) },
      ...{ ratio: median(({ ms, bareMs }) => ms / bareMs), targetRatio, cpuMs: median(({ cpuMs }) => cpuMs) },
    });
  }
  await connection.close();
}

/** Remembers what is asked. */
function recording(connection: Connection, asked: Statement[]): Connection {
  return new Proxy(connection, {
    get(target, name) {
      if (name === 'select') {
        return (statement: Statement, abort: AbortSignal) => {
          asked.push(statement);
          return target.select(statement, abort);
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
