import { type AlertQuery, type AlertSort, naturalDirection } from '../../../shared/alertQuery.ts';
import { severityRank } from '../../../shared/severity.ts';
import { InvalidCursorError } from '../../alerts/invalidCursorError.ts';
import { type Row, statusNumber } from './alertRows.ts';
import { searched } from './searched.ts';

type Value = string | number;
type Direction = 'asc' | 'desc';

/** SQL with its parameters; texts of users are parameters always. */
export interface Filter {
  where: string;
  values: Value[];
}

interface Column {
  name: string;
  direction: Direction;
}

const newestFirst: Column[] = [
  { name: 'starts_at', direction: 'desc' },
  { name: 'seq', direction: 'desc' },
];

/** Each sort in its `naturalDirection`; the other direction turns all of it round. `seq` makes every order total. */
const orders: Record<AlertSort, Column[]> = {
  urgency: [{ name: 'status', direction: 'asc' }, { name: 'severity', direction: 'desc' }, ...newestFirst],
  severity: [{ name: 'severity', direction: 'desc' }, ...newestFirst],
  startsAt: newestFirst,
  lastSeenAt: [
    { name: 'last_seen_at', direction: 'desc' },
    { name: 'seq', direction: 'desc' },
  ],
  title: [{ name: 'title', direction: 'asc' }, ...newestFirst],
  status: [{ name: 'status', direction: 'asc' }, ...newestFirst],
  source: [{ name: 'source', direction: 'asc' }, ...newestFirst],
};

/** Shorter texts are not in the search index; they are looked for in every alert. */
const trigram = 3;

// What is over is held back by nothing, whatever held it back at its end.
const isOpen = `status < ${statusNumber('resolved')}`;
const isSilenced = `(${isOpen} AND silenced_by <> '[]')`;
const isSnoozed = `(${isOpen} AND coalesce(snoozed_until, 0) > ?)`;

/** `now`: ms UTC, by which a snooze is still on or over. */
export function filterOf(query: AlertQuery, now: number): Filter {
  const parts: string[] = [];
  const values: Value[] = [];
  const oneOf = (column: string, wanted: readonly Value[] | undefined) => {
    if (wanted === undefined || wanted.length === 0) return;
    parts.push(`${column} IN (${wanted.map(() => '?').join(', ')})`);
    values.push(...wanted);
  };
  oneOf('status', query.status?.map(statusNumber));
  oneOf('severity', query.severity?.map(severityRank));
  oneOf('type', query.type);
  oneOf('source', query.source);
  // Without feedback is not null, so that one list of words asks for both.
  oneOf("coalesce(feedback, 'none')", query.feedback);
  oneOf('incident_id', query.incident === undefined ? undefined : [query.incident]);
  const only = (condition: string, ...given: Value[]) => {
    parts.push(condition);
    values.push(...given);
  };
  if (query.silenced !== undefined) only(query.silenced ? isSilenced : `NOT ${isSilenced}`);
  if (query.silence !== undefined) {
    only(`${isSilenced} AND EXISTS (SELECT 1 FROM json_each(silenced_by) WHERE value = ?)`, query.silence);
  }
  if (query.snoozed !== undefined) only(query.snoozed ? isSnoozed : `NOT ${isSnoozed}`, now);
  if (query.from !== undefined) only('last_seen_at >= ?', Date.parse(query.from));
  if (query.to !== undefined) only('starts_at < ?', Date.parse(query.to));
  const needle = query.q?.trim();
  if (needle) {
    // The index takes plain LIKE only, where % and _ stand for anything: it finds at least what is wanted.
    if (needle.length >= trigram) {
      only('seq IN (SELECT rowid FROM alert_search WHERE text LIKE ?)', `%${needle}%`);
    }
    if (needle.length < trigram || /[\\%_]/.test(needle)) {
      only(`(${searched('')}) LIKE ? ESCAPE '\\'`, `%${needle.replace(/[\\%_]/g, (special) => `\\${special}`)}%`);
    }
  }
  return { where: parts.length === 0 ? '1' : parts.join(' AND '), values };
}

export function orderOf(query: AlertQuery): Column[] {
  const sort = query.sort ?? 'urgency';
  const turned = query.direction !== undefined && query.direction !== naturalDirection[sort];
  const order = orders[sort];
  if (!turned) return order;
  return order.map(({ name, direction }) => ({ name, direction: direction === 'asc' ? 'desc' : 'asc' }));
}

export const orderSql = (order: readonly Column[], table: string): string =>
  order.map(({ name, direction }) => `${table}.${name} ${direction}`).join(', ');

/** Where the page after `row` begins. Opaque to callers; names the order so that it is not used with another. */
export function cursorAfter(row: Row, order: readonly Column[]): string {
  const position = { order: orderSql(order, 'a'), values: order.map(({ name }) => row[name]) };
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The rows behind a cursor; throws `InvalidCursorError`. */
export function afterCursor(cursor: string, order: readonly Column[]): Filter {
  const values = positionOf(cursor, order);
  const alternatives = order.map(({ name, direction }, depth) => {
    const equal = order.slice(0, depth).map((column) => `${column.name} = ?`);
    return `(${[...equal, `${name} ${direction === 'asc' ? '>' : '<'} ?`].join(' AND ')})`;
  });
  return {
    where: `(${alternatives.join(' OR ')})`,
    values: order.flatMap((_, depth) => values.slice(0, depth + 1)),
  };
}

function positionOf(cursor: string, order: readonly Column[]): Value[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof position !== 'object' || position === null) throw new InvalidCursorError();
    const { order: its, values } = position as { order?: unknown; values?: unknown };
    const fits = its === orderSql(order, 'a') && Array.isArray(values) && values.length === order.length;
    if (!fits || !values.every((value) => typeof value === 'string' || typeof value === 'number')) {
      throw new InvalidCursorError();
    }
    return values;
  } catch {
    throw new InvalidCursorError();
  }
}
