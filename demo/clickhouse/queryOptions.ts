import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Exception, exception } from './exception.ts';

/** What a request says about its query besides the query's text. */
export interface QueryOptions {
  queryId: string;
  /** Output format where the text names none. */
  format: string;
  database: string | undefined;
  /** Values of `{name:Type}`, TabSeparated-escaped as the HTTP interface wants them. */
  parameters: Map<string, string>;
  settings: Map<string, string>;
}

/** Parameters of the HTTP interface that are no settings of the engine and change nothing here. */
const withoutEffect = new Set(['user', 'password', 'query', 'query_id', 'database', 'default_format', 'quota_key']);
for (const name of ['buffer_size', 'wait_end_of_query', 'stacktrace', 'close_session', 'client_protocol_version']) {
  withoutEffect.add(name);
}
const refused = new Map([
  ['session_id', 'Sessions are not supported by the embedded ClickHouse. Send each query without session_id'],
  ['compress', "ClickHouse's own compression is not supported by the embedded ClickHouse. Use Accept-Encoding: gzip"],
  [
    'decompress',
    "ClickHouse's own compression is not supported by the embedded ClickHouse. Use Content-Encoding: gzip",
  ],
  ['role', 'Roles are not supported by the embedded ClickHouse'],
]);

/**
 * Reads the options from the URL's query, the headers and the fields of a multipart body.
 *
 * @param readOnly the method promises to change nothing (GET, HEAD).
 */
export function readQueryOptions(
  query: URLSearchParams,
  headers: IncomingHttpHeaders,
  readOnly: boolean,
): QueryOptions | Exception {
  const parameters = new Map<string, string>();
  const settings = new Map<string, string>();
  for (const [name, value] of query) {
    const refusal = refused.get(name);
    if (refusal !== undefined && value !== '' && value !== '0') return exception('NOT_IMPLEMENTED', refusal);
    if (name.startsWith('param_')) parameters.set(name.slice('param_'.length), value);
    else if (!withoutEffect.has(name) && refusal === undefined) settings.set(name, value);
  }
  if (readOnly && !['1', '2'].includes(settings.get('readonly') ?? '')) settings.set('readonly', '2');
  const format = query.get('default_format') || header(headers, 'x-clickhouse-format') || 'TabSeparated';
  if (!/^\w+$/.test(format)) return exception('UNKNOWN_FORMAT', `Unknown format ${format}`);
  return {
    queryId: query.get('query_id') || header(headers, 'x-clickhouse-query-id') || randomUUID(),
    format,
    database: query.get('database') || header(headers, 'x-clickhouse-database') || undefined,
    parameters,
    settings,
  };
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
