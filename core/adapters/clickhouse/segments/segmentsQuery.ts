import { lengthOf, type Period } from '../../../detection/segments/periods.ts';
import type { Counter, Dimension } from '../../../detection/segments/segmentMetric.ts';
import { finiteNumber, inRange, instantMs, textOf } from '../columnExpressions.ts';
import type { Statement } from '../connection.ts';
import { eventAggregates } from '../eventAggregates.ts';
import type { TableShape } from '../tableShape.ts';

/** The column of `events` behind each dimension. */
export const dimensionColumns: Readonly<Record<Dimension, string>> = {
  category: 'category',
  country: 'country',
  device: 'device',
  product: 'product_id',
};

const counterColumns: Readonly<Record<Counter, readonly string[]>> = {
  events: [],
  sessions: ['session_id'],
  carts: ['event_type'],
  purchases: ['event_type'],
  revenue: ['event_type', 'price', 'quantity'],
  unpriced: ['event_type', 'price'],
  uncategorised: ['category'],
};

/** Columns without which these cannot be counted. */
export function neededColumns(counters: readonly Counter[], category: string | null): string[] {
  const columns = ['event_time', ...counters.flatMap((counter) => counterColumns[counter])];
  return [...new Set(category === null ? columns : [...columns, 'category'])];
}

/**
 * Values that are looked at: a hundredth of all, now or before, is always among so many, and no more than these are ever kept
 * apart, whatever a faulty feed invents. What is rarer explains nothing.
 */
const looked: Readonly<Record<Dimension, number>> = { category: 100, country: 100, device: 100, product: 200 };
const mostOfEach = 300;
const valueLength = 80;
/** Keys of the groups are numbers, which are many times faster than texts: 0 where the row is of no value of the dimension. */
const othersKey = 1;
const firstKey = 2;
/** Purchases are rare among events, and it is them that most questions are about. */
const purchaseWeight = 20;

const pairs: readonly (readonly [Dimension, Dimension])[] = [
  ['category', 'country'],
  ['category', 'device'],
  ['country', 'device'],
];

export interface SegmentsAsked {
  periods: readonly Period[];
  counters: readonly Counter[];
  /** At least one. */
  dimensions: readonly Dimension[];
  /** Null: of every category. */
  category: string | null;
}

/**
 * Counts of the shop and of each of its segments by period, in one answer: rows of `value_0`, `value_1` … (the value after `=`, or
 * empty where the row is not of that dimension) and `cells` of (period, counts in the order of the counters). The table is
 * read twice: for the largest values of each dimension, whose number bounds everything else, and for the counts.
 */
export function segmentsQuery(table: string, shape: TableShape, asked: SegmentsAsked): Omit<Statement, 'table'> {
  const { periods, counters, dimensions, category } = asked;
  const timeType = shape.get('event_time') ?? 'DateTime64(3)';
  const instant = instantMs('event_time', timeType);
  const of = aggregatesOf(shape);
  const weight = weightOf(counters, shape);
  const period = `multiIf(${periods
    .map((_, at) => `${instant} >= {from${at}:Int64} AND ${instant} < {to${at}:Int64}, ${at}`)
    .join(', ')}, -1) AS segment_period`;
  const ranges = periods.map(
    (_, at) => `(${inRange('event_time', timeType, 'fromTo', { from: `from${at}`, to: `to${at}` })})`,
  );
  const from = `FROM ${table}
  WHERE (${ranges.join(' OR ')})${onlyRows(asked, shape)}`;
  const values = dimensions.map((dimension) => readValue(dimension, shape));
  const tops = dimensions.map((dimension, at) => {
    const top = (when: string) => `topKWeightedIf(${looked[dimension]})(${values[at]}, ${weight}, ${when})`;
    return `arrayDistinct(arrayConcat([''], ${top('segment_period = 0')}, ${top('segment_period > 0')}))`;
  });
  const keys = dimensions.map((_, at) => `key_${at}`);
  const keyed = values.map((value, at) => {
    const found = `tops.${at + 1}`;
    const numbers = `arrayMap(place -> toUInt16(place + ${firstKey - 1}), arrayEnumerate(${found}))`;
    return `transform(${value}, ${found}, ${numbers}, toUInt16(${othersKey})) AS key_${at}`;
  });
  const told = keys.map(
    (key, at) => `if(${key} = 0, '', concat('=', tops.${at + 1}[${key} - ${firstKey - 1}])) AS value_${at}`,
  );
  const sets = [[], ...keys.map((key) => [key]), ...pairsOf(dimensions)].map(
    (set) => `(${['segment_period', ...set].join(', ')})`,
  );
  const counts = counters.map((_, at) => `count_${at}`);
  const sql = `WITH (
  SELECT tuple(${tops.join(', ')}) FROM (SELECT *, ${period} ${from}) WHERE segment_period >= 0
) AS tops
SELECT ${told.join(', ')}, groupArray((segment_period, ${counts.join(', ')})) AS cells,
  max(row_weight / arrayElement([${periods.map(lengthOf).join(', ')}], segment_period + 1)) AS size
FROM (
  SELECT ${[period, ...keyed, ...counters.map((counter, at) => `${of[counter]} AS count_${at}`)].join(',\n    ')},
    sum(${weight}) AS row_weight
  ${from}
  GROUP BY GROUPING SETS (${sets.join(', ')})
)
WHERE segment_period >= 0 AND ${keys.map((key) => `${key} != ${othersKey}`).join(' AND ')}
GROUP BY ${keys.join(', ')}
ORDER BY size DESC, ${keys.join(', ')}
LIMIT ${mostOfEach} BY ${keys.map((key) => `${key} = 0`).join(', ')}`;
  const bounds = periods.flatMap(({ from: start, to }, at) => [
    [`from${at}`, start],
    [`to${at}`, to],
  ]);
  return { sql, params: { ...Object.fromEntries(bounds), ...(category === null ? {} : { category }) } };
}

function aggregatesOf(shape: TableShape): Readonly<Record<Counter, string>> {
  const of = eventAggregates(shape);
  return {
    events: of.events,
    sessions: `uniqCombinedIf(14)(cityHash64(${of.session}), ${of.hasSession})`,
    carts: of.carts_added,
    purchases: of.purchases,
    revenue: of.revenue,
    unpriced: of.purchases_without_price,
    uncategorised: of.events_without_category,
  };
}

/** What a row counts for when the largest values are looked for: its revenue in cents, or itself. */
function weightOf(counters: readonly Counter[], shape: TableShape): string {
  if (counters.includes('revenue')) {
    const amount = `${number('price', shape)} * ifNull(${number('quantity', shape)}, 1)`;
    return `toUInt64(1 + least(greatest(ifNull(${amount}, 0), 0), 1e9) * 100)`;
  }
  if (!counters.includes('purchases')) return 'toUInt64(1)';
  return `toUInt64(if(${text('event_type', shape)} = 'purchase', ${purchaseWeight}, 1))`;
}

/** Rows that count for nothing that is asked need not be read. */
function onlyRows({ counters, category }: SegmentsAsked, shape: TableShape): string {
  const conditions: string[] = [];
  const type = text('event_type', shape);
  const everyRow: readonly Counter[] = ['events', 'sessions', 'uncategorised'];
  if (!counters.some((counter) => everyRow.includes(counter))) {
    conditions.push(counters.includes('carts') ? `${type} IN ('purchase', 'add_to_cart')` : `${type} = 'purchase'`);
  }
  if (category !== null) conditions.push(`${readValue('category', shape)} = {category:String}`);
  return conditions.map((condition) => ` AND ${condition}`).join('');
}

function readValue(dimension: Dimension, shape: TableShape): string {
  return `CAST(substringUTF8(toString(${text(dimensionColumns[dimension], shape)}), 1, ${valueLength}), 'String')`;
}

const text = (column: string, shape: TableShape) => textOf(column, shape.get(column) ?? 'String');
const number = (column: string, shape: TableShape) => finiteNumber(column, shape.get(column) ?? 'Float64');

function pairsOf(dimensions: readonly Dimension[]): string[][] {
  return pairs
    .map((pair) => pair.map((dimension) => dimensions.indexOf(dimension)))
    .filter((positions) => !positions.includes(-1))
    .map((positions) => positions.map((at) => `key_${at}`));
}
