import type { ErrorCode } from '../../../../shared/problem.ts';
import { readRuleQuery } from '../../../../shared/signals/ruleQuery.ts';
import type { Clock } from '../../../clock.ts';
import { withDeadline } from '../../../deadline.ts';
import { cleanText } from '../cleanText.ts';
import type { Connection, Statement, StrictAnswer, WishedSettings } from '../connection.ts';
import { codeOfException } from '../exceptionCodes.ts';
import type { Column, Row } from '../readAnswer.ts';
import { type RuleRows, readRuleRows } from './readRuleRows.ts';
import { readSeriesRows, type SeriesRows } from './readSeriesRows.ts';
import { limitWords, readOnly, ruleLimits, seriesLimits, tookTooLong } from './ruleLimits.ts';

export interface RuleProblem {
  code: ErrorCode;
  /** One sentence without the query's own words. */
  message: string;
  /** With ClickHouse's words, which may quote the query: for the person who writes it. */
  detail: string;
  /** It is ClickHouse that cannot be asked, whatever the query. */
  isConnection: boolean;
}

export type Answered<T> = { ok: true; value: T } | { ok: false; problem: RuleProblem };
export type RuleAnswer = Answered<RuleRows>;

export interface AskOptions {
  connection: Connection;
  clock: Clock;
  deadlineMs: number;
}

const windowMs = 5 * 60_000;
const connectionCodes: readonly ErrorCode[] = [
  'unreachable',
  'dns',
  'tls',
  'auth',
  'tooOld',
  'badAnswer',
  'notConfigured',
];

/** Asks a rule's query as of `to`, ms UTC: read-only, within limits, and for no longer than the deadline. */
export function askRule(query: string, to: number, options: AskOptions, signal: AbortSignal): Promise<RuleAnswer> {
  const limits = ruleLimits(options.deadlineMs);
  return ask(query, { from: to - windowMs, to }, { ...options, limits, read: readRuleRows }, signal);
}

/** The same about any stretch of time, with rows that may tell of many moments of it. Times ms UTC. */
export function askSeries(
  query: string,
  range: { from: number; to: number },
  options: AskOptions,
  signal: AbortSignal,
): Promise<Answered<SeriesRows>> {
  return ask(query, range, { ...options, limits: seriesLimits(options.deadlineMs), read: readSeriesRows }, signal);
}

async function ask<T>(
  query: string,
  range: { from: number; to: number },
  {
    connection,
    clock,
    deadlineMs,
    limits,
    read: readRows,
  }: AskOptions & {
    limits: WishedSettings;
    read(rows: readonly Row[], columns: readonly Column[]): { ok: true; value: T } | { ok: false; problem: string };
  },
  signal: AbortSignal,
): Promise<Answered<T>> {
  const read = readRuleQuery(query);
  if (!read.ok) return refused(`Its query ${read.problem}.`);
  const { sql, times } = read.value;
  const statement = { sql, params: paramsOf(times, range) };
  const asked = await withDeadline(clock, deadlineMs, signal, (s) => askStrictly(connection, statement, limits, s));
  if (asked.kind === 'aborted') return { ok: false, problem: problem('aborted', 'The question was stopped.') };
  if (asked.kind === 'late') return { ok: false, problem: problem('timeout', `Its query ${tookTooLong(deadlineMs)}.`) };
  const answer = asked.value;
  if (!answer.ok) return { ok: false, problem: explain(answer, deadlineMs, Number(limits.max_result_rows)) };
  const rows = readRows(answer.rows, answer.columns);
  return rows.ok ? rows : refused(`Its query ${rows.problem}.`);
}

/**
 * A user whose profile fixes the limits is asked for reading only; one who may change no setting at all is a reader already.
 * Never is a query sent that could write.
 */
async function askStrictly(
  connection: Connection,
  statement: Statement,
  limits: WishedSettings,
  signal: AbortSignal,
): Promise<StrictAnswer> {
  const attempts: WishedSettings[] = [limits, readOnly];
  let answer: StrictAnswer | null = null;
  for (const settings of attempts) {
    answer = await connection.selectStrictly(statement, settings, signal);
    if (answer.ok || !isAboutSettings(answer)) return answer;
  }
  const level = await connection.selectStrictly({ sql: "SELECT getSetting('readonly') AS level" }, null, signal);
  if (!level.ok || Number(level.rows[0]?.level) === 0) return answer ?? level;
  return connection.selectStrictly(statement, null, signal);
}

/** READONLY comes of a query that writes as well: then every attempt ends the same, and nothing was written. */
const isAboutSettings = ({ exception }: Extract<StrictAnswer, { ok: false }>) =>
  exception === 164 || exception === 452 || exception === 115;

function paramsOf(
  times: readonly { name: 'from' | 'to'; type: string }[],
  range: { from: number; to: number },
): Record<string, number> {
  // As seconds since 1970, which mean the same instant whatever zone the type or the server has.
  const values = { from: Math.floor(range.from / 1000), to: Math.floor(range.to / 1000) };
  return Object.fromEntries(times.map(({ name }) => [name, values[name]]));
}

function explain(answer: Extract<StrictAnswer, { ok: false }>, deadlineMs: number, mostRows: number): RuleProblem {
  const { exception, error } = answer;
  if (exception === null)
    return { ...problem(error.code, error.message), isConnection: connectionCodes.includes(error.code) };
  const limit = limitWords(exception, deadlineMs, mostRows);
  if (limit !== null) return problem(codeOfException(exception), `Its query ${limit}.`);
  if (error.code === 'auth') return { ...problem(error.code, error.message), isConnection: true };
  const words = ownWords(answer.words);
  const says = meaning(error.code, exception);
  const message = `${says} (code ${exception}).`;
  return { ...problem(error.code, message), detail: words === '' ? message : `${says}: ${words}` };
}

/** Exceptions about how a query is written: syntax, functions and their arguments, types, aggregates. */
const aboutWords: readonly number[] = [35, 36, 42, 43, 44, 46, 47, 50, 53, 62, 63, 184, 207, 215, 386];

function meaning(code: ErrorCode, exception: number): string {
  switch (code) {
    case 'missingTable':
    case 'missingDatabase':
      return 'Its query asks a table or database that is not there';
    case 'missingColumn':
      return 'Its query names a column that is not there';
    case 'notAllowed':
      return 'The user that Watchkeeper signs in with may not ask this';
    case 'rateLimited':
      return 'ClickHouse is overloaded or over its quota';
    default:
      return aboutWords.includes(exception)
        ? 'ClickHouse does not understand its query'
        : 'ClickHouse could not answer its query';
  }
}

/** The sentence of an exception, without its code, the query that it quotes, and all that might have stood there. */
function ownWords(text: string): string {
  const sentence = text
    .replace(/^Code: \d+\. DB::Exception: /, '')
    .replace(/ \(version [^)]*(\([^)]*\))?\)\s*$/, '')
    .replace(/ \([A-Z_]{3,}\)$/, '')
    .replace(/ Expected one of: .*$/s, '')
    .replace(/[.:]? In scope .*$/s, '')
    .replace(/ in scope .*$/s, '')
    .replace(/\s*FORMAT JSON/g, '');
  const clean = cleanText(sentence, 400);
  return clean === '' || clean.endsWith('.') ? clean : `${clean}.`;
}

const problem = (code: ErrorCode, message: string): RuleProblem => ({
  code,
  message,
  detail: message,
  isConnection: false,
});

const refused = (message: string): Extract<RuleAnswer, { ok: false }> => ({
  ok: false,
  problem: problem('badQuery', message),
});
