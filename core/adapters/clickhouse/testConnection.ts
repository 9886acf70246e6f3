import type { z } from 'zod';
import type { TestResult } from '../../../shared/contract.ts';
import type { Problem, Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import { acknowledgementColumns, anomalyColumns } from './anomaliesQuery.ts';
import type { Connection } from './connection.ts';
import { type ConnectionOptions, createConnection } from './createConnection.ts';
import { eventColumns } from './eventAggregates.ts';
import { isOlderThan } from './isOlderThan.ts';
import { metricWindowColumns } from './metricWindowsView.ts';
import { oldestVersion } from './problemOf.ts';
import { readShape } from './tableShape.ts';

type Outcome = z.infer<typeof TestResult>;
type Step = Outcome['steps'][number];

/** Tries a connection step by step: address, its name, encryption, sign in, version, database, tables and their columns. Changes nothing. */
export async function testConnection(
  connection: Settings['connection'],
  password: string,
  signal: AbortSignal,
  options: ConnectionOptions = {},
): Promise<Outcome> {
  const made = createConnection(connection, password, options);
  if (!made.ok) return outcome([failedStep('address', made.error)], made.error);
  try {
    return await checkAll(made.value, connection.url.startsWith('https:'), signal);
  } finally {
    await made.value.close();
  }
}

async function checkAll(connection: Connection, isEncrypted: boolean, signal: AbortSignal): Promise<Outcome> {
  const steps: Step[] = [];
  const version = await connection.version(signal);
  const reached = { name: 'reach', ok: true, message: `${connection.host} answers.` };
  const encrypted = { name: 'encryption', ok: true, message: 'The certificate is trusted.' };
  if (!version.ok) {
    const { error } = version;
    switch (error.code) {
      case 'unreachable':
      case 'dns':
      case 'timeout':
      case 'badAnswer':
      case 'aborted':
        return outcome([failedStep(error.code === 'dns' ? 'name' : 'reach', error)], error);
      case 'tls':
        return outcome([reached, failedStep('encryption', error)], error);
      default:
        return outcome([reached, ...(isEncrypted ? [encrypted] : []), failedStep('sign in', error)], error);
    }
  }
  steps.push(reached);
  if (isEncrypted) steps.push(encrypted);
  steps.push({ name: 'sign in', ok: true, message: `User "${connection.user}" may sign in.` });
  if (isOlderThan(version.value, oldestVersion)) {
    const message = `ClickHouse ${version.value} is too old to be watched: ${oldestVersion} or newer is needed.`;
    const error: Problem = { code: 'tooOld', retryable: false, message };
    return outcome([...steps, failedStep('version', error)], error);
  }
  steps.push({ name: 'version', ok: true, message: `ClickHouse ${version.value}.` });

  const database = await connection.select(
    { sql: 'SELECT name FROM system.databases WHERE name = {name:String}', params: { name: connection.database } },
    signal,
  );
  if (!database.ok) return outcome([...steps, failedStep('database', database.error)], database.error);
  if (database.value.length === 0) {
    const message = `There is no database ${connection.database}, or user "${connection.user}" may not see it. Name the right one, or let Create tables make it.`;
    const error: Problem = { code: 'missingDatabase', retryable: false, message };
    return outcome([...steps, failedStep('database', error)], error);
  }
  steps.push({ name: 'database', ok: true, message: `Database ${connection.database} is there.` });
  return checkTables(connection, steps, signal);
}

interface Checked {
  step: Step;
  /** What is wrong with a table that is there; null when it is fine or not there. */
  problem: Problem | null;
  isThere: boolean;
}

async function checkTables(connection: Connection, steps: Step[], signal: AbortSignal): Promise<Outcome> {
  const { events, metricWindows, anomalies } = connection.tables;
  const checked = [
    await checkTable(connection, events, eventColumns, 'without it the engine cannot watch the shop', signal),
    await checkTable(connection, metricWindows, metricWindowColumns, 'cycles count the events themselves', signal),
    await checkTable(connection, anomalies, anomalyColumns, 'anomalies of other programs are not watched', signal),
  ];
  const all = [...steps, ...checked.map((each) => each.step)];
  const broken = checked.find((each) => each.problem !== null)?.problem;
  if (broken) return outcome(all, broken);
  const [hasEvents, hasMinutes, hasAnomalies] = checked.map((each) => each.isThere);
  if (hasEvents || hasMinutes || hasAnomalies) return outcome(all, null);
  const message = `None of the tables is in database ${connection.database} yet, so there is nothing to watch. Create them, or name yours.`;
  return outcome(all, { code: 'missingTable', retryable: false, message });
}

async function checkTable(
  connection: Connection,
  table: string,
  columns: readonly string[],
  whenMissing: string,
  signal: AbortSignal,
): Promise<Checked> {
  const name = `table ${table}`;
  const shape: Result<ReadonlyMap<string, string>> = await readShape(connection, table, signal);
  if (!shape.ok) {
    const isThere = shape.error.code !== 'missingTable';
    const message = isThere ? shape.error.message : `Not there: ${whenMissing}.`;
    return isThere
      ? { step: { name, ok: false, message }, problem: shape.error, isThere }
      : { step: { name, ok: true, message, notSetUp: true }, problem: null, isThere };
  }
  const missing = columns.filter((column) => !shape.value.has(column));
  if (missing.length > 0) {
    const message = `Columns missing in ${table}: ${missing.join(', ')}.`;
    return {
      step: { name, ok: false, message },
      problem: { code: 'missingColumn', retryable: false, message },
      isThere: true,
    };
  }
  const unacknowledged =
    table === connection.tables.anomalies && acknowledgementColumns.some((column) => !shape.value.has(column));
  const message = unacknowledged ? 'There, but without columns for acknowledgements.' : 'There, with every column.';
  return { step: { name, ok: true, message }, problem: null, isThere: true };
}

function failedStep(name: string, error: Problem): Step {
  return { name, ok: false, message: error.message };
}

function outcome(steps: Step[], error: Problem | null): Outcome {
  if (!error) return { ok: true, code: null, message: 'ClickHouse can be watched.', steps };
  return { ok: false, code: error.code, message: error.message, steps };
}
