import { ok, type Result } from '../../../../shared/problem.ts';
import type { MinuteSeries } from '../../../detection/rules/metricSeries.ts';
import type { Connection } from '../connection.ts';
import type { Row } from '../readAnswer.ts';
import { readShape, requireColumns, type TableShape } from '../tableShape.ts';
import { choicesQuery, everySeriesQuery, lastSeenQuery, metricColumns, metricsQuery } from './metricsQuery.ts';
import { readAllSeries, readNames } from './readSeries.ts';

interface MetricsQuestion {
  metrics: readonly string[];
  /** Left out: all. */
  component?: string;
  /** Start of a minute, ms UTC. */
  from: number;
  now: number;
  /** Series of one metric; which ones is always the same. */
  most: number;
  /** Odd samples after this are counted, and up to `now`, so that each is counted once, ms UTC; left out: from the start. */
  oddFrom?: number;
  /** Only these, as `every` names them; left out: all. */
  ids?: readonly string[];
}

/** A series without its numbers. */
export interface NamedSeries extends Pick<MinuteSeries, 'metric' | 'labels' | 'newestAt'> {
  id: string;
}

export interface ReadMetrics {
  series: MinuteSeries[];
  /** Metrics of which there are more series than were asked for. */
  cut: ReadonlySet<string>;
  /** Samples that are no number. */
  odd: number;
}

/** The table of what components measure of themselves, whatever its columns' types. */
export interface MetricsReader {
  series(question: MetricsQuestion, signal: AbortSignal): Promise<Result<ReadMetrics>>;
  /** The same series without their numbers, which takes little even over days. */
  lastSeen(question: MetricsQuestion, signal: AbortSignal): Promise<Result<ReadMetrics>>;
  /** Every series of whatever metric since `from`, those heard of last first, and how many there are. */
  every(
    question: { from: number; now: number; most: number },
    signal: AbortSignal,
  ): Promise<Result<{ series: NamedSeries[]; total: number }>>;
  choices(from: number, now: number, signal: AbortSignal): Promise<Result<Row[]>>;
}

/** Others' clocks may run ahead by this much, and what they write counts as of now. */
const skewMs = 5 * 60_000;
/** Created, changed or dropped tables are noticed after this at the latest. */
const lookAgainMs = 300_000;
const mostChoices = 2000;

export function createMetricsReader(connection: Connection): MetricsReader {
  const table = connection.tables.componentMetrics;
  let known: { shape: TableShape; at: number } | null = null;

  async function look(now: number, signal: AbortSignal): Promise<Result<TableShape>> {
    if (known && Math.abs(now - known.at) < lookAgainMs) return ok(known.shape);
    const shape = await readShape(connection, table, signal);
    if (!shape.ok) return shape;
    const complete = requireColumns(connection, table, shape.value, metricColumns);
    if (!complete.ok) return complete;
    known = { shape: shape.value, at: now };
    return shape;
  }

  async function ask(
    now: number,
    signal: AbortSignal,
    question: (name: string, shape: TableShape) => { sql: string; params: Record<string, string | number | string[]> },
  ): Promise<Result<Row[]>> {
    const remembered = known !== null;
    const once = async () => {
      const shape = await look(now, signal);
      return shape.ok ? connection.select({ ...question(connection.name(table), shape.value), table }, signal) : shape;
    };
    const answer = await once();
    if (answer.ok || answer.error.retryable || !remembered || signal.aborted) return answer;
    // The table may have been changed since it was looked at.
    known = null;
    return once();
  }

  const paramsOf = ({ metrics, component = '', from, now, oddFrom = from, ids }: MetricsQuestion) => ({
    ...{ metrics: [...metrics], component, from, now, oddFrom, to: now + skewMs },
    ...(ids ? { ids: [...ids] } : {}),
  });

  async function read(
    query: (table: string, shape: TableShape, most: number, ofIds: boolean) => string,
    question: MetricsQuestion,
    signal: AbortSignal,
  ): Promise<Result<ReadMetrics>> {
    const { from, now, most } = question;
    const answer = await ask(now, signal, (name, shape) => ({
      sql: query(name, shape, most + 1, question.ids !== undefined),
      params: paramsOf(question),
    }));
    if (!answer.ok) return answer;
    const byMetric = [...Map.groupBy(answer.value, (row) => String(row.series_metric))];
    return ok({
      series: readAllSeries(
        byMetric.flatMap(([, rows]) => rows.slice(0, most)),
        from,
      ),
      cut: new Set(byMetric.flatMap(([metric, rows]) => (rows.length > most ? [metric] : []))),
      odd: answer.value.reduce((sum, row) => sum + Number(row.odd_samples ?? 0), 0),
    });
  }

  return {
    series: (question, signal) => read(metricsQuery, question, signal),
    lastSeen: (question, signal) => read(lastSeenQuery, question, signal),
    async every({ from, now, most }, signal) {
      const answer = await ask(now, signal, (name, shape) => ({
        sql: everySeriesQuery(name, shape, most),
        params: { from, now, to: now + skewMs },
      }));
      if (!answer.ok) return answer;
      const series = answer.value.map((row) => ({ ...readNames(row), id: String(row.series_id) }));
      return ok({ series, total: Number(answer.value[0]?.total ?? 0) });
    },
    choices: (from, now, signal) =>
      ask(now, signal, (name, shape) => ({
        sql: choicesQuery(name, shape, mostChoices),
        params: { from, to: now + skewMs },
      })),
  };
}
