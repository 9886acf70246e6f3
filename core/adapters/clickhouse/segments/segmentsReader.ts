import { ok, type Result } from '../../../../shared/problem.ts';
import type { CountedShop } from '../../../detection/segments/explainChange.ts';
import type { Period } from '../../../detection/segments/periods.ts';
import type { CountedSegment } from '../../../detection/segments/segmentChanges.ts';
import {
  type Counter,
  type Counts,
  countersOf,
  type Dimension,
  dimensions,
  type SegmentQuestion,
} from '../../../detection/segments/segmentMetric.ts';
import { cleanText } from '../cleanText.ts';
import type { Connection } from '../connection.ts';
import type { Row } from '../readAnswer.ts';
import { readShape, requireColumns, type TableShape } from '../tableShape.ts';
import { dimensionColumns, neededColumns, segmentsQuery } from './segmentsQuery.ts';

/** The shop's events divided by segments, whatever the table's columns. */
export interface SegmentsReader {
  count(question: SegmentQuestion, periods: readonly Period[], signal: AbortSignal): Promise<Result<CountedShop>>;
}

/** Created, changed or dropped tables are noticed after this at the latest. */
const lookAgainMs = 300_000;
const shownLength = 80;

export function createSegmentsReader(connection: Connection, now: () => number): SegmentsReader {
  const table = connection.tables.events;
  let known: { shape: TableShape; at: number } | null = null;

  async function look(signal: AbortSignal): Promise<Result<TableShape>> {
    if (known && Math.abs(now() - known.at) < lookAgainMs) return ok(known.shape);
    const shape = await readShape(connection, table, signal);
    if (shape.ok) known = { shape: shape.value, at: now() };
    return shape;
  }

  async function count(
    question: SegmentQuestion,
    periods: readonly Period[],
    signal: AbortSignal,
  ): Promise<Result<CountedShop>> {
    const shape = await look(signal);
    if (!shape.ok) return shape;
    const counters = countersOf(question);
    const { category } = question;
    const complete = requireColumns(connection, table, shape.value, neededColumns(counters, category));
    if (!complete.ok) return complete;
    const isThere = (dimension: Dimension) => shape.value.has(dimensionColumns[dimension]);
    const wanted = dimensions.filter((dimension) => category === null || dimension !== 'category');
    const there = wanted.filter(isThere);
    const leftOut = wanted.filter((dimension) => !isThere(dimension));
    if (there.length === 0) return ok({ periods, whole: null, parts: [], dividedBy: there, leftOut });
    const asked = { periods, counters, dimensions: there, category };
    const answer = await connection.select(
      { ...segmentsQuery(connection.name(table), shape.value, asked), table },
      signal,
    );
    if (!answer.ok) return answer;
    const segments = answer.value.map((row) => toSegment(row, there, counters, periods.length));
    const isWhole = ({ by }: CountedSegment) => Object.keys(by).length === 0;
    return ok({
      ...{ periods, dividedBy: there, leftOut },
      whole: segments.find(isWhole) ?? null,
      parts: segments.filter((segment) => !isWhole(segment)),
    });
  }

  return {
    async count(question, periods, signal) {
      const remembered = known !== null;
      const answer = await count(question, periods, signal);
      if (answer.ok || answer.error.retryable || !remembered || signal.aborted) return answer;
      // The table may have been changed since it was looked at.
      known = null;
      return count(question, periods, signal);
    },
  };
}

function toSegment(
  row: Row,
  asked: readonly Dimension[],
  counters: readonly Counter[],
  periods: number,
): CountedSegment {
  const by: CountedSegment['by'] = {};
  for (const [position, dimension] of asked.entries()) {
    const key = String(row[`value_${position}`] ?? '');
    if (key !== '') by[dimension] = cleanText(key.slice(1), shownLength);
  }
  const counts = Array.from({ length: periods }, (): Counts | null => null);
  for (const cell of Array.isArray(row.cells) ? row.cells : []) {
    if (!Array.isArray(cell)) continue;
    const [period, ...numbers] = cell.map(Number);
    if (period === undefined || period < 0 || period >= periods) continue;
    counts[period] = Object.fromEntries(counters.map((counter, at) => [counter, finite(numbers[at])]));
  }
  return { by, counts };
}

const finite = (number: number | undefined) => (number !== undefined && Number.isFinite(number) ? number : 0);
