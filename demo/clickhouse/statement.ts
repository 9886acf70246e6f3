import { type Exception, exception } from './exception.ts';
import { type Token, tokens } from './tokens.ts';

/** What the HTTP side has to know of a statement before the engine sees it. */
export type Statement =
  | { kind: 'insertRows'; rows: RowsAhead }
  | { kind: 'insertSelect'; sql: string }
  | { kind: 'other'; sql: string; format: string | undefined }
  | { kind: 'refused'; exception: Exception };

/** An INSERT whose rows follow its text. */
export interface RowsAhead {
  /** Offset of the first byte of the rows. */
  dataStart: number;
  /**
   * The same INSERT with its rows in a file. The rows stay out of the SQL because the embedded client ends the
   * statement at a blank line or a semicolon among them and runs what follows as the next one.
   */
  fromFile(path: string): string;
}

interface Head {
  tokens: Token[];
  select: boolean;
  /** The FORMAT or VALUES that ends an INSERT's text. */
  rows: { keyword: Token; format: string; dataStart: number } | undefined;
  end: number;
}

/** Reads a statement given as one character a byte (latin1), so that offsets count bytes. */
export function readStatement(sql: string): Statement {
  const head = readHead(sql);
  if ('code' in head) return { kind: 'refused', exception: head };
  const first = head.tokens[0];
  if (first === undefined)
    return refused('SYNTAX_ERROR', 'Syntax error: failed at position 1 (end of query): empty query');
  if (head.tokens.length === 1 && clientCommands.has(first.text.toLowerCase())) {
    return refused('SYNTAX_ERROR', `Syntax error: failed at position ${first.start + 1} (${first.text})`);
  }
  const top = head.tokens.filter((token) => token.depth === 0);
  if (hasPair(top, 'INTO', 'OUTFILE')) return refused('INTO_OUTFILE_NOT_ALLOWED', 'INTO OUTFILE is not allowed');
  if (hasPair(top, 'FROM', 'INFILE')) {
    return refused(
      'UNKNOWN_TYPE_OF_QUERY',
      'FROM INFILE reads a file beside the client and cannot be sent to a server',
    );
  }
  if (head.rows !== undefined) return { kind: 'insertRows', rows: rowsAhead(sql, head, head.rows, top) };
  const text = utf8(sql.slice(0, head.end));
  if (isInsert(top)) return { kind: 'insertSelect', sql: text };
  if (is(first, 'KILL'))
    return { kind: 'other', sql: killByQueryId(sql.slice(0, head.end), head.tokens), format: undefined };
  return { kind: 'other', sql: text, format: outputFormat(top) };
}

function readHead(sql: string): Head | Exception {
  const seen: Token[] = [];
  let insert = false;
  let select = false;
  let input = false;
  let semicolon: Token | undefined;
  for (const token of tokens(sql)) {
    if (token.text === ';') {
      semicolon ??= token;
      continue;
    }
    if (semicolon !== undefined) return multipleStatements(semicolon);
    const previous = seen.at(-1);
    const beforePrevious = seen.at(-2);
    seen.push(token);
    insert ||= token.depth === 0 && is(token, 'INSERT') && (previous === undefined || is(seen[0], 'WITH'));
    if (!insert) continue;
    select ||= is(token, 'SELECT');
    input ||= token.text === '(' && is(previous, 'INPUT');
    if (token.depth > 0) continue;
    if (!select && is(token, 'VALUES') && !is(previous, 'INTO') && !is(previous, 'TABLE')) {
      const rows = { keyword: token, format: 'Values', dataStart: token.end };
      return { tokens: seen, select, rows, end: token.end };
    }
    if ((!select || input) && token.kind === 'word' && is(previous, 'FORMAT') && !is(beforePrevious, 'INTO')) {
      const rows = { keyword: previous, format: token.text, dataStart: afterFormatName(sql, token.end) };
      return { tokens: seen, select, rows, end: token.end };
    }
  }
  return { tokens: seen, select, rows: undefined, end: semicolon?.start ?? sql.length };
}

function rowsAhead(sql: string, head: Head, rows: NonNullable<Head['rows']>, top: Token[]): RowsAhead {
  const { keyword, format, dataStart } = rows;
  if (head.select) {
    // INSERT … SELECT … FROM input('structure'): the rows become those of a file of that structure.
    const opening = head.tokens.findIndex((token, index) => token.text === '(' && is(head.tokens[index - 1], 'INPUT'));
    const name = head.tokens[opening - 1];
    const start = name?.start ?? 0;
    const open = head.tokens[opening]?.end ?? 0;
    return {
      dataStart,
      fromFile: (path) => utf8(`${sql.slice(0, start)}file('${path}', '${format}', ${sql.slice(open, keyword.start)}`),
    };
  }
  const settings = top.find((token) => is(token, 'SETTINGS') && token.start < keyword.start);
  const targetEnd = settings?.start ?? keyword.start;
  const target = sql.slice(0, targetEnd);
  const clauses = sql.slice(targetEnd, keyword.start);
  return { dataStart, fromFile: (path) => utf8(`${target} FROM INFILE '${path}' ${clauses} FORMAT ${format}`) };
}

/** ClickHouse's rule: the rows start after the first line break, or after the blanks where there is none. */
function afterFormatName(sql: string, end: number): number {
  const blanks = /[ \t\f]*\r?\n?/y;
  blanks.lastIndex = end;
  blanks.test(sql);
  return Math.max(blanks.lastIndex, end);
}

function outputFormat(top: Token[]): string | undefined {
  for (let index = top.length - 2; index >= 0; index -= 1) {
    const after = top[index + 2];
    if (is(top[index], 'FORMAT') && top[index + 1]?.kind === 'word' && (after === undefined || is(after, 'SETTINGS'))) {
      return top[index + 1]?.text;
    }
  }
  return undefined;
}

/** The engine numbers queries by itself; the number that the client gave travels as the query's comment. */
function killByQueryId(sql: string, seen: Token[]): string {
  let text = sql;
  for (const token of seen.toReversed()) {
    if (is(token, 'QUERY_ID')) text = `${text.slice(0, token.start)}Settings['log_comment']${text.slice(token.end)}`;
  }
  return utf8(text);
}

/** Words that the embedded client takes as orders to itself, not as SQL. */
const clientCommands = new Set(['exit', 'quit', 'logout', 'q']);

function isInsert(top: Token[]): boolean {
  return is(top[0], 'INSERT') || (is(top[0], 'WITH') && top.some((token) => is(token, 'INSERT')));
}

function is(token: Token | undefined, keyword: string): token is Token {
  return token?.kind === 'word' && token.text.toUpperCase() === keyword;
}

function hasPair(top: Token[], first: string, second: string): boolean {
  return top.some((token, index) => is(token, second) && is(top[index - 1], first));
}

function multipleStatements(semicolon: Token): Exception {
  const text = `Syntax error (Multi-statements are not allowed): failed at position ${semicolon.start + 1} (end of query): ;`;
  return exception('SYNTAX_ERROR', text);
}

function refused(name: Parameters<typeof exception>[0], text: string): Statement {
  return { kind: 'refused', exception: exception(name, text) };
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
