import { finiteNumber, instantMs, isNullable, textOf } from '../columnExpressions.ts';
import { plainType, type TableShape } from '../tableShape.ts';

/** How a column is read: `text` cut to a length, `list` of texts, a finite `number`, an `instant` as ms UTC. */
export interface FeedColumn {
  name: string;
  as: 'text' | 'list' | 'number' | 'instant';
  /** Characters of a text that are read. */
  length?: number;
  /** Without it the table cannot be watched; others read as empty where they are missing. */
  required?: boolean;
}

const usualLength = 400;
const mostInList = 50;

/** An expression that gives the column in one form, whatever its type; a column that is not there is empty. */
export function columnExpression({ name, as, length = usualLength }: FeedColumn, shape: TableShape): string {
  const type = shape.get(name);
  if (type === undefined) return as === 'text' ? "''" : as === 'list' ? '[]' : 'NULL';
  if (as === 'instant') return instantMs(name, type);
  if (as === 'number') return finiteNumber(name, type);
  if (as === 'list' && plainType(type).startsWith('Array(')) {
    return `arraySlice(arrayMap(each -> substringUTF8(toString(each), 1, 200), ${name}), 1, ${mostInList})`;
  }
  const text = /^(Map|Tuple|Array|JSON|Object)/.test(plainType(type)) ? `toJSONString(${name})` : textOf(name, type);
  const cut = `substringUTF8(toString(${text}), 1, ${length})`;
  return as === 'list' ? `arrayFilter(each -> each != '', splitByRegexp('[,;] *', ${cut}))` : cut;
}

/** What tells rows apart: everything that is read of them. */
export function rowHash(columns: readonly FeedColumn[], shape: TableShape): string {
  const parts = columns.map((column) => {
    const expression = columnExpression(column, shape);
    const mayBeEmpty = isNullable(shape.get(column.name) ?? '') || column.as === 'number' || column.as === 'instant';
    return mayBeEmpty && column.as !== 'list' ? `ifNull(toString(${expression}), '')` : `toString(${expression})`;
  });
  return `cityHash64(${parts.join(', ')})`;
}
