import type { Work } from './engine.ts';

/**
 * Statements that put a fresh connection into the state that a request asks for. The query's id travels as its
 * `log_comment`, because the embedded client gives every query a number of its own.
 */
export function preparation({
  queryId,
  database,
  parameters,
  settings,
}: Omit<Work, 'sql' | 'format' | 'insert'>): string {
  const statements: string[] = [];
  if (database !== undefined) statements.push(`USE ${name(database)}`);
  const bound = [...parameters].map(([key, value]): [string, string] => [`param_${key}`, value]);
  if (bound.length > 0) statements.push(`SET ${assignments(bound)}`);
  // Last, and in one statement: `readonly` among them forbids any further change.
  const changes = new Map([['max_query_size', maxQuerySize], ...settings, ['log_comment', queryId]]);
  statements.push(`SET ${assignments([...changes])}`);
  return statements.join('; ');
}

/** ClickHouse's own default; the statements above may be longer, as parameters may be. */
const maxQuerySize = String(256 * 1024);

/** A string as SQL writes it. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`;
}

function assignments(pairs: Array<[string, string]>): string {
  return pairs.map(([key, value]) => `${name(key)} = ${literal(value)}`).join(', ');
}

function name(text: string): string {
  return /^[A-Za-z_]\w*$/.test(text) ? text : `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}
