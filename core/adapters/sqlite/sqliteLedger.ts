import type { HeldBackReason, NotificationLogEntry, NotificationReason } from '../../../shared/alert.ts';
import type { LedgerEntry, LedgerPage, LedgerQuery } from '../../../shared/delivery/ledger.ts';
import { mostCounted } from '../../../shared/delivery/ledger.ts';
import { severityRank } from '../../../shared/severity.ts';
import { InvalidCursorError } from '../../alerts/invalidCursorError.ts';
import { numberOrNull, type Row, severityOfRank, text, textOrNull } from './alertRows.ts';
import type { Statements } from './statements.ts';

const defaultLimit = 100;

/** One page of the notification log, newest first, with what it takes of the alerts. */
export function readLedger(sql: Statements, query: LedgerQuery): LedgerPage {
  const { where, values } = filterOf(query);
  const limit = query.limit ?? defaultLimit;
  const from = 'FROM notifications n LEFT JOIN alerts a ON a.id = n.alert_id';
  const after = query.cursor === undefined ? null : cursorOf(query.cursor);
  const rows = sql(`
    SELECT n.*, a.title AS alert_title, a.type AS alert_type, a.severity AS alert_severity ${from}
    WHERE ${where}${after === null ? '' : ' AND (n.at, n.seq) < (?, ?)'} ORDER BY n.at DESC, n.seq DESC LIMIT ?`).all(
    ...values,
    ...(after ?? []),
    limit + 1,
  );
  const counted = sql(`SELECT count(*) AS n FROM (SELECT 1 ${from} WHERE ${where} LIMIT ${mostCounted})`).get(
    ...values,
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(entryOf),
    nextCursor: rows.length > limit && last ? `${last.at}-${last.seq}` : null,
    total: Number(counted?.n ?? 0),
  };
}

function filterOf(query: LedgerQuery): { where: string; values: (string | number)[] } {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const oneOf = (column: string, wanted: readonly (string | number)[] | undefined) => {
    if (wanted === undefined || wanted.length === 0) return;
    parts.push(`${column} IN (${wanted.map(() => '?').join(', ')})`);
    values.push(...wanted);
  };
  const compare = (condition: string, ...given: (string | number)[]) => {
    parts.push(condition);
    values.push(...given);
  };
  oneOf('n.receiver', query.receiver);
  oneOf('n.outcome', query.outcome);
  oneOf('n.reason', query.reason);
  oneOf('n.held_back', query.heldBack);
  oneOf('a.severity', query.severity?.map(severityRank));
  if (query.alertId !== undefined) compare('n.alert_id = ?', query.alertId);
  if (query.from !== undefined) compare('n.at >= ?', Date.parse(query.from));
  if (query.to !== undefined) compare('n.at < ?', Date.parse(query.to));
  const needle = query.q?.trim();
  // Both sides in SQLite's small letters, which knows those of ASCII alone.
  if (needle) compare('(instr(lower(a.title), lower(?)) > 0 OR instr(lower(n.detail), lower(?)) > 0)', needle, needle);
  return { where: parts.length === 0 ? '1' : parts.join(' AND '), values };
}

function cursorOf(cursor: string): [number, number] {
  const [, at, seq] = /^(-?\d{1,16})-(\d{1,16})$/.exec(cursor) ?? [];
  if (at === undefined || seq === undefined) throw new InvalidCursorError();
  return [Number(at), Number(seq)];
}

function entryOf(row: Row): LedgerEntry {
  const alert =
    row.alert_title === null
      ? null
      : { title: text(row.alert_title), type: text(row.alert_type), severity: severityOfRank(row.alert_severity) };
  const subject = row.reason === 'notice' ? textOrNull(row.group_key) : null;
  return { ...wireNotification(row), alert, subject };
}

/** A line of the log as it goes over the wire. */
export function wireNotification(row: Row): NotificationLogEntry {
  const outcome = text(row.outcome) as NotificationLogEntry['outcome'];
  return {
    id: text(row.seq),
    alertId: textOrNull(row.alert_id),
    at: iso(row.at),
    receiver: text(row.receiver),
    via: text(row.via),
    reason: text(row.reason) as NotificationReason,
    outcome,
    heldBack: textOrNull(row.held_back) as HeldBackReason | null,
    attempts: Number(row.attempts),
    detail: detailOf(row, outcome),
  };
}

function detailOf(row: Row, outcome: NotificationLogEntry['outcome']): string | null {
  const detail = textOrNull(row.detail);
  if (outcome === 'heldBack' && Number(row.repetitions) > 1) {
    return [detail, `${row.repetitions} times running.`].filter((part) => part !== null).join(' ');
  }
  if (outcome === 'pending' && Number(row.attempts) > 0) {
    const due = numberOrNull(row.next_attempt_at);
    return [detail, due === null ? null : `Tried again at ${iso(due).slice(11, 19)} UTC.`].filter(Boolean).join(' ');
  }
  return detail;
}

const iso = (value: Row[string] | undefined): string => new Date(Number(value)).toISOString();
