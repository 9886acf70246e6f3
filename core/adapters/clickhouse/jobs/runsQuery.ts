import { statusWords } from '../../../jobs/jobRun.ts';
import { inRange, instantMs } from '../columnExpressions.ts';
import { columnExpression, type FeedColumn } from '../rowFeed/feedColumns.ts';
import type { TableShape } from '../tableShape.ts';

/** What is read of `job_runs`; without time, run, job and status nothing can be told. */
export const jobColumns: readonly FeedColumn[] = [
  { name: 'ts', as: 'instant', required: true },
  { name: 'run_id', as: 'text', length: 200, required: true },
  { name: 'job_name', as: 'text', length: 200, required: true },
  { name: 'environment', as: 'text', length: 100 },
  { name: 'status', as: 'text', length: 40, required: true },
  { name: 'started_at', as: 'instant' },
  { name: 'finished_at', as: 'instant' },
  { name: 'success_count', as: 'number' },
  { name: 'failed_count', as: 'number' },
  { name: 'stats', as: 'text', length: 4000 },
  { name: 'error', as: 'text', length: 2000 },
  { name: 'metadata', as: 'text', length: 4000 },
];

/**
 * `newest`: of each job in each environment so many, and the last that went well or failed, however many began after it;
 * `named`: those in `{runs:Array(String)}`; `job`: the newest of `{job:String}` in `{environment:String}`.
 */
export type WhichRuns = { kind: 'newest'; ofEach: number } | { kind: 'named' } | { kind: 'job'; limit: number };

/** More jobs than this are not judged. */
const mostJobs = 500;
/** Intervals between so many of the newest starts are looked at. */
const mostStarts = 1000;
/** Runs of a month: more are not learned at once. */
const mostDurations = 500_000;
/** Times outside of these are mistakes, such as 0 for none or a unit too fine. */
const [earliestMs, latestMs] = [Date.UTC(2000, 0, 1), Date.UTC(2100, 0, 1)];

/**
 * Runs put together from their rows, since `{from:Int64}` (ms UTC). What ends a run counts, in whatever order its rows were
 * written.
 */
export function runsQuery(table: string, shape: TableShape, which: WhichRuns): string {
  const { of, at, isEnd, time, known, began } = expressions(shape);
  // The newest row that says anything of it.
  const last = (name: string) => `argMaxIf(${of(name)}, ${at}, ${of(name)} != '')`;
  const lastNumber = (name: string) => `argMaxIf(${of(name)}, ${at}, isNotNull(${of(name)}))`;
  return `SELECT ${of('job_name')} AS job, ${of('environment')} AS env, ${of('run_id')} AS run,
  ${began} AS started_ms,
  argMaxIf(coalesce(${time('finished_at')}, ${time('ts')}), ${at}, ${isEnd}) AS ended_ms,
  argMaxIf(${of('status')}, ${at}, ${isEnd}) AS end_word,
  countIf(${isEnd}) AS endings,
  countIf(isNotNull(${of('success_count')})) AS has_success, ${lastNumber('success_count')} AS success,
  countIf(isNotNull(${of('failed_count')})) AS has_failed, ${lastNumber('failed_count')} AS failed,
  ${last('stats')} AS stats_text, ${last('error')} AS error_text, ${last('metadata')} AS metadata_text,
  least(max(${at}), ${latestMs}) AS last_ms
FROM ${table}
WHERE ${known}${chosen(which, table, shape)}
GROUP BY job, env, run
ORDER BY coalesce(started_ms, last_ms) DESC
${limitOf(which)}`;
}

function chosen(which: WhichRuns, table: string, shape: TableShape): string {
  const { of, at, isEnd, word, known, began } = expressions(shape);
  if (which.kind === 'named') return ` AND has({runs:Array(String)}, ${of('run_id')})`;
  if (which.kind === 'newest') {
    // Found without the long texts, which are then read of few rows.
    const names = `${of('job_name')} AS job, ${of('environment')} AS env, ${of('run_id')} AS run`;
    const ended = `countIf(${isEnd}) > 0 AND NOT has(${listOf(statusWords.cancelled)}, argMaxIf(${word}, ${at}, ${isEnd}))`;
    return ` AND (${of('job_name')}, ${of('environment')}, ${of('run_id')}) IN (
  SELECT job, env, arrayJoin(arrayConcat(
    arrayMap(each -> each.2, arraySlice(arrayReverseSort(groupArray((newest_ms, run))), 1, ${which.ofEach})),
    [argMaxIf(run, newest_ms, has_ended)]))
  FROM (
    SELECT ${names}, coalesce(${began}, max(${at})) AS newest_ms, ${ended} AS has_ended
    FROM ${table}
    WHERE ${known}
    GROUP BY job, env, run
  )
  GROUP BY job, env
  ORDER BY max(newest_ms) DESC
  LIMIT ${mostJobs * (which.ofEach + 1)})`;
  }
  return ` AND ${of('job_name')} = {job:String} AND ${of('environment')} = {environment:String}`;
}

function limitOf(which: WhichRuns): string {
  return which.kind === 'job' ? `LIMIT ${which.limit}` : '';
}

/** How often each job ran since `{from:Int64}` (ms UTC) and how long it took where it went well. */
export function historyQuery(table: string, shape: TableShape): string {
  const { of, at, isEnd, word, time, known, began } = expressions(shape);
  const notWell = listOf([...statusWords.failed, ...statusWords.cancelled]);
  return `SELECT job, env, count() AS runs,
  arrayDifference(arraySlice(arrayReverseSort(groupArray(begun_ms)), 1, ${mostStarts})) AS steps,
  arrayMap(step -> -step, arraySlice(steps, 2)) AS intervals,
  if(length(intervals) = 0, NULL, arrayReduce('median', intervals)) AS median_interval,
  if(length(intervals) = 0, NULL, arrayReduce('quantile(0.9)', intervals)) AS p90_interval,
  if(countIf(took_ms >= 0) = 0, NULL, quantileIf(0.95)(took_ms, took_ms >= 0)) AS p95_duration
FROM (
  SELECT ${of('job_name')} AS job, ${of('environment')} AS env, ${of('run_id')} AS run,
    ifNull(min(coalesce(${time('started_at')}, ${time('ts')})), 0) AS begun_ms,
    if(countIf(${isEnd}) = 0 OR has(${notWell}, argMaxIf(${word}, ${at}, ${isEnd})), -1,
      ifNull(argMaxIf(coalesce(${time('finished_at')}, ${time('ts')}), ${at}, ${isEnd}), 0)
        - ifNull(${began}, ${latestMs})) AS took_ms
  FROM ${table}
  WHERE ${known}
  GROUP BY job, env, run
)
GROUP BY job, env
ORDER BY runs DESC
LIMIT ${mostJobs}`;
}

/** How long runs took that went well and ended in [`{endFrom:Int64}`, `{endTo:Int64}`), ms UTC, in order of their ends. */
export function durationsQuery(table: string, shape: TableShape): string {
  const { of, at, isEnd, word, time, known, began } = expressions(shape);
  const notWell = listOf([...statusWords.failed, ...statusWords.cancelled]);
  return `SELECT ${of('job_name')} AS job, ${of('environment')} AS env, ${of('run_id')} AS run,
  argMaxIf(coalesce(${time('finished_at')}, ${time('ts')}), ${at}, ${isEnd}) AS ended_ms,
  ended_ms - ${began} AS took_ms
FROM ${table}
WHERE ${known}
GROUP BY job, env, run
HAVING countIf(${isEnd}) > 0 AND NOT has(${notWell}, argMaxIf(${word}, ${at}, ${isEnd}))
  AND ended_ms >= {endFrom:Int64} AND ended_ms < {endTo:Int64} AND took_ms >= 0
ORDER BY ended_ms
LIMIT ${mostDurations}`;
}

/** How the columns are read, whatever their types; a run without a name cannot be told from others. */
function expressions(shape: TableShape) {
  const columns = new Map(jobColumns.map((column) => [column.name, columnExpression(column, shape)]));
  const of = (name: string) => columns.get(name) ?? "''";
  const timeType = shape.get('ts') ?? 'DateTime';
  const time = (name: string) => {
    const instant = name === 'ts' ? instantMs('ts', timeType) : of(name);
    return `if(ifNull(${instant}, 0) >= ${earliestMs} AND ifNull(${instant}, 0) < ${latestMs}, ${instant}, NULL)`;
  };
  const word = `replaceRegexpAll(lower(trim(${of('status')})), '[ -]+', '_')`;
  const isEnd = `NOT has(${listOf(statusWords.running)}, ${word})`;
  return {
    of,
    at: instantMs('ts', timeType),
    word,
    isEnd,
    time,
    began: `min(coalesce(${time('started_at')}, if(${isEnd}, NULL, ${time('ts')})))`,
    known: `${inRange('ts', timeType, 'from')} AND ${of('run_id')} != ''`,
  };
}

const listOf = (words: readonly string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`;
