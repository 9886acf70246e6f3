import { Readable } from 'node:stream';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { ok, type Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Connection, Statement, StrictAnswer, WishedSettings } from './connection.ts';
import { mayBeTooOld, refusesSettings } from './exceptionCodes.ts';
import { type Failure, failureOf } from './failure.ts';
import { isOlderThan } from './isOlderThan.ts';
import { type Asked, oldestVersion, problemOf } from './problemOf.ts';
import { type Answer, failureIn, type Row, rowsOf } from './readAnswer.ts';
import { readText } from './readText.ts';

/** Far beyond any answer to a question of ours; a server that sends more is not answering it. */
const maxAnswerBytes = 64 * 1024 * 1024;

/** A connection over the vendor's client: one request at a time is sent, its answer read whole and judged. */
export class HttpConnection implements Connection {
  readonly database: string;
  readonly tables: Settings['connection']['tables'];
  readonly host: string;
  readonly user: string;
  readonly unencrypted: boolean;
  readonly #client: ClickHouseClient;
  /** A user with readonly=1 may not even ask for compression; found out by the first refusal. */
  #mayChangeSettings = true;

  constructor(client: ClickHouseClient, connection: Settings['connection'], host: string, unencrypted: boolean) {
    this.#client = client;
    this.database = connection.database;
    this.tables = connection.tables;
    this.user = connection.user;
    this.host = host;
    this.unencrypted = unencrypted;
  }

  name(table: string): string {
    return `${quoted(this.database)}.${quoted(table)}`;
  }

  async select(statement: Statement, signal: AbortSignal): Promise<Result<Row[]>> {
    const asked = this.#asked(statement.table);
    const exchanged = await this.#exchange({ ...statement, sql: `${statement.sql}\nFORMAT JSON` }, signal, {
      // A hang-up must end the work on the server too; by default it would go on.
      cancel_http_readonly_queries_on_client_close: 1,
    });
    if (!exchanged.ok) return { ok: false, error: problemOf(exchanged.failure, asked) };
    const read = rowsOf(exchanged.answer);
    if (read.ok) return ok(read.rows);
    return { ok: false, error: problemOf(await this.#explain(read.failure, signal), asked) };
  }

  async selectStrictly(
    statement: Statement,
    settings: WishedSettings | null,
    signal: AbortSignal,
  ): Promise<StrictAnswer> {
    const sent = await this.#send({ ...statement, sql: `${statement.sql}\nFORMAT JSON` }, signal, settings);
    const read = sent.ok ? rowsOf(sent.answer) : sent;
    if (read.ok) return { ok: true, rows: read.rows, columns: read.columns };
    const { failure } = read;
    const error = problemOf(failure, this.#asked(statement.table));
    if (failure.kind !== 'exception') return { ok: false, error, exception: null, words: '' };
    return { ok: false, error, exception: failure.exception, words: failure.text };
  }

  async run(statement: Statement, signal: AbortSignal, settings: WishedSettings = {}): Promise<Result<null>> {
    return this.#finish(await this.#exchange(statement, signal, settings), statement.table, signal);
  }

  async insert(
    table: string,
    columns: readonly string[],
    rows: readonly Row[],
    signal: AbortSignal,
  ): Promise<Result<null>> {
    const sql = `INSERT INTO ${this.name(table)} (${columns.map(quoted).join(', ')}) FORMAT JSONEachRow`;
    return this.insertRows({ sql, table }, rows, signal);
  }

  async insertRows(
    statement: Statement,
    rows: readonly Row[],
    signal: AbortSignal,
    settings: WishedSettings = {},
  ): Promise<Result<null>> {
    if (rows.length === 0) return ok(null);
    const body = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    return this.#finish(await this.#exchange(statement, signal, settings, body), statement.table, signal);
  }

  async version(signal: AbortSignal): Promise<Result<string>> {
    const answer = await this.select({ sql: 'SELECT version() AS version' }, signal);
    return answer.ok ? ok(String(answer.value[0]?.version ?? '')) : answer;
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  async #finish(exchanged: Exchange, table: string | undefined, signal: AbortSignal): Promise<Result<null>> {
    const asked = this.#asked(table);
    if (!exchanged.ok) return { ok: false, error: problemOf(exchanged.failure, asked) };
    const failure = failureIn(exchanged.answer);
    return failure ? { ok: false, error: problemOf(await this.#explain(failure, signal), asked) } : ok(null);
  }

  async #exchange(
    statement: Statement,
    signal: AbortSignal,
    settings: WishedSettings,
    body?: string,
  ): Promise<Exchange> {
    const first = await this.#send(statement, signal, this.#mayChangeSettings ? settings : null, body);
    if (!first.ok || !this.#mayChangeSettings) return first;
    const failure = failureIn(first.answer);
    if (failure?.kind !== 'exception' || !refusesSettings(failure.exception)) return first;
    const second = await this.#send(statement, signal, null, body);
    if (second.ok && !failureIn(second.answer)) this.#mayChangeSettings = false;
    return second;
  }

  async #send(
    statement: Statement,
    signal: AbortSignal,
    settings: WishedSettings | null,
    body?: string,
  ): Promise<Exchange> {
    // The client only listens for an abort that is still to come, and only until the headers are there.
    if (signal.aborted) return { ok: false, failure: failureOf(signal.reason, signal) };
    try {
      const answered = await this.#client.exec({
        query: statement.sql,
        ...(body === undefined ? {} : { values: Readable.from([body], { objectMode: false }) }),
        ...(statement.params ? { query_params: statement.params, use_multipart_params_auto: true } : {}),
        // Answers are small: kept back until the query is done, a failure has its own status.
        clickhouse_settings: settings === null ? withoutSettings : { ...settings, wait_end_of_query: 1 },
        abort_signal: signal,
        ignore_error_response: true,
      });
      const onAbort = () => answered.stream.destroy(new Error('aborted'));
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        const headers = answered.response_headers;
        return {
          ok: true,
          answer: {
            status: answered.http_status_code ?? 200,
            exceptionCode: header(headers['x-clickhouse-exception-code']),
            contentType: header(headers['content-type']) ?? '',
            text: await readText(answered.stream, maxAnswerBytes),
          },
        };
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    } catch (error) {
      return { ok: false, failure: failureOf(error, signal) };
    }
  }

  /** A server that does not understand today's SQL may be too old to: one plain question tells. */
  async #explain(failure: Failure, signal: AbortSignal): Promise<Failure> {
    if (failure.kind !== 'exception' || !mayBeTooOld(failure.exception)) return failure;
    const asked = await this.#send({ sql: 'SELECT version() AS version FORMAT JSON' }, signal, null);
    const read = asked.ok ? rowsOf(asked.answer) : asked;
    const version = read.ok ? String(read.rows[0]?.version ?? '') : '';
    return version !== '' && isOlderThan(version, oldestVersion) ? { kind: 'tooOld', version } : failure;
  }

  #asked(table: string | undefined): Asked {
    return { host: this.host, user: this.user, database: this.database, table: table ?? null };
  }
}

type Exchange = { ok: true; answer: Answer } | { ok: false; failure: Failure };

/** Takes back the one that the client adds by itself for compression; its type does not know that undefined does so. */
const withoutSettings = { enable_http_compression: undefined } as unknown as ClickHouseSettings;

/** Settings only allow plain identifiers; the quotes keep reserved words working. */
function quoted(identifier: string): string {
  return `\`${identifier.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

function header(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
