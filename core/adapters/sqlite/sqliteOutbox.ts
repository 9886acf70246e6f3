import type { NotificationReason } from '../../../shared/alert.ts';
import { severityRank } from '../../../shared/severity.ts';
import {
  type AlertOutboxMessage,
  alertOf,
  isNotice,
  type NoticeOutboxMessage,
  type Outbox,
  type OutboxEntry,
  type OutboxMessage,
  type SummaryOutboxMessage,
  type Told,
} from '../../notify/outbox.ts';
import { numberOrNull, type Row, severityOfRank, text, textOrNull } from './alertRows.ts';
import { readLedger } from './sqliteLedger.ts';
import type { Statements } from './statements.ts';

/**
 * `Outbox` over SQLite; every call belongs to the transaction that is open. A `+` keeps SQLite from an index that would read
 * everything that waits, where the few rows of one alert or the first one in order are asked for.
 */
export function createSqliteOutbox(sql: Statements): Outbox {
  return {
    told(fingerprint, receiver) {
      const row = sql('SELECT * FROM told WHERE fingerprint = ? AND receiver = ?').get(fingerprint, receiver);
      return row ? toldOfRow(row) : null;
    },
    toldToAll(fingerprint) {
      const rows = sql('SELECT * FROM told WHERE fingerprint = ? ORDER BY at DESC').all(fingerprint);
      return new Map(rows.map((row) => [text(row.receiver), toldOfRow(row)]));
    },
    receiversAwaited: (alertId) =>
      sql("SELECT DISTINCT receiver FROM notifications WHERE alert_id = ? AND +outcome = 'pending'")
        .all(alertId)
        .map((row) => text(row.receiver)),
    remember(fingerprint, receiver, told) {
      sql(`INSERT INTO told (fingerprint, receiver, alert_id, at, severity, reason, how, count, acknowledged, owes_rise)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (fingerprint, receiver) DO UPDATE SET alert_id = excluded.alert_id, at = excluded.at,
             severity = excluded.severity, reason = excluded.reason, how = excluded.how, count = excluded.count,
             acknowledged = excluded.acknowledged, owes_rise = excluded.owes_rise`).run(
        ...[fingerprint, receiver, told.alertId, told.at, severityRank(told.severity)],
        ...[told.reason, told.how, told.count, told.acknowledged ? 1 : 0, told.owesRise ? 1 : 0],
      );
    },
    knows: (key) =>
      sql('SELECT 1 FROM notifications WHERE key = ?1 UNION ALL SELECT 1 FROM notice_keys WHERE key = ?1').get(key) !==
      undefined,
    rememberKeys(keys, at) {
      for (const key of keys)
        sql('INSERT INTO notice_keys (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING').run(key, at);
    },
    knowsThread: (thread) => sql('SELECT 1 FROM notifications WHERE thread = ? LIMIT 1').get(thread) !== undefined,
    enqueue(message, receiver, at) {
      const alert = alertOf(message);
      const severity = alert === null ? summarySeverity : severityRank(alert.severity);
      // What goes before it in the order of its alert becomes as urgent as it is.
      sql(`UPDATE notifications SET severity = max(severity, ?)
           WHERE alert_id = ? AND receiver = ? AND +outcome = 'pending'`).run(severity, alert?.id ?? null, receiver);
      sql(`INSERT INTO notifications (key, alert_id, receiver, via, reason, outcome, severity, created_at, at,
             next_attempt_at, attempts, repetitions, message, group_key, thread)
           VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?, 0, 1, ?, ?, ?) ON CONFLICT (key) DO NOTHING`).run(
        ...[message.key, alert?.id ?? null, receiver, receiver, message.reason, severity],
        ...[at, at, at, JSON.stringify(message), groupOf(message), isNotice(message) ? message.thread : null],
      );
    },
    holdBack({ alertId, receiver, reason, heldBack, at, detail }) {
      const repeated = sql(`
        UPDATE notifications SET at = ?, repetitions = repetitions + 1, detail = ?
        WHERE seq = (SELECT seq FROM notifications WHERE alert_id = ? AND receiver = ? ORDER BY seq DESC LIMIT 1)
          AND reason = ? AND held_back = ?`).run(at, detail, alertId, receiver, reason, heldBack);
      if (repeated.changes > 0) return;
      sql(`INSERT INTO notifications (alert_id, receiver, via, reason, outcome, held_back, severity, created_at, at,
             next_attempt_at, attempts, repetitions, detail)
           VALUES (?, ?, ?, ?, 'heldBack', ?, 0, ?, ?, 0, 0, 1, ?)`).run(
        ...[alertId, receiver, receiver, reason, heldBack, at, at, detail],
      );
    },
    next(via, now) {
      const row = sql(`
        SELECT * FROM notifications n
        WHERE via = ? AND outcome = 'pending' AND +next_attempt_at <= ?
          AND NOT EXISTS (SELECT 1 FROM notifications e WHERE e.alert_id = n.alert_id AND e.seq < n.seq
                          AND e.outcome = 'pending' AND e.receiver = n.receiver)
          AND (n.thread IS NULL OR NOT EXISTS (SELECT 1 FROM notifications e WHERE e.thread = n.thread AND e.seq < n.seq
                                               AND e.outcome = 'pending'))
        ORDER BY severity DESC, seq LIMIT 1`).get(via, now);
      return row ? entryOfRow(row) : null;
    },
    ready: (via, now, limit) =>
      sql(`
        SELECT * FROM notifications n
        WHERE via = ? AND outcome = 'pending' AND +next_attempt_at <= ?2
          AND NOT EXISTS (SELECT 1 FROM notifications e WHERE e.alert_id = n.alert_id AND e.seq < n.seq
                          AND e.outcome = 'pending' AND e.receiver = n.receiver
                          AND (e.next_attempt_at > ?2 OR e.via <> n.via))
          AND (n.thread IS NULL OR NOT EXISTS (SELECT 1 FROM notifications e WHERE e.thread = n.thread AND e.seq < n.seq
                                               AND e.outcome = 'pending'))
        ORDER BY severity DESC, seq LIMIT ?`)
        .all(via, now, limit)
        .map(entryOfRow),
    sentSince: (via, since) =>
      sql(`SELECT max(at) AS at, CASE WHEN count(DISTINCT coalesce(group_key, '')) = 1 THEN max(group_key) END AS group_key,
             min(reason IN ('acknowledged', 'unacknowledged', 'feedback', 'notice')) AS is_update
           FROM notifications WHERE via = ? AND outcome = 'sent' AND at >= ? GROUP BY coalesce(batch, seq) ORDER BY 1`)
        .all(via, since)
        .map((row) => ({ at: Number(row.at), group: textOrNull(row.group_key), isUpdate: row.is_update === 1 })),
    annotate(seq, detail) {
      sql('UPDATE notifications SET detail = ? WHERE seq = ?').run(detail, seq);
    },
    suppressed(alertId, receiver) {
      const row = sql(`
        SELECT sum(repetitions) AS n FROM notifications
        WHERE alert_id = ?1 AND receiver = ?2 AND held_back = 'deduplicated' AND seq > coalesce((
          SELECT max(seq) FROM notifications WHERE alert_id = ?1 AND receiver = ?2 AND +outcome = 'sent'), 0)`).get(
        alertId,
        receiver,
      );
      return Number(row?.n ?? 0);
    },
    ref(alertId, via) {
      const row = sql('SELECT ref FROM message_refs WHERE alert_id = ? AND via = ?').get(alertId, via);
      return textOrNull(row?.ref);
    },
    referring: (alertId) =>
      sql('SELECT via FROM message_refs WHERE alert_id = ? ORDER BY via')
        .all(alertId)
        .map((row) => text(row.via)),
    threadRef(thread, via) {
      const row = sql('SELECT ref FROM thread_refs WHERE thread = ? AND via = ?').get(thread, via);
      return textOrNull(row?.ref);
    },
    nextDueAt(via) {
      const row = sql(
        "SELECT min(next_attempt_at) AS due FROM notifications WHERE via = ? AND outcome = 'pending'",
      ).get(via);
      return numberOrNull(row?.due);
    },
    pending: (via, minimum) =>
      sql(`SELECT * FROM notifications WHERE via = ? AND outcome = 'pending' AND severity >= ?
           ORDER BY severity DESC, seq`)
        .all(via, minimum === undefined ? summarySeverity : severityRank(minimum))
        .map(entryOfRow),
    waitingSenders: () =>
      sql("SELECT DISTINCT via FROM notifications WHERE outcome = 'pending'")
        .all()
        .map((row) => text(row.via)),
    reroute(seq, via, at, detail) {
      sql(`UPDATE notifications SET outcome = 'pending', via = ?, next_attempt_at = ?, at = ?, failure = NULL, detail = ?
           WHERE seq = ?`).run(via, at, at, detail, seq);
    },
    clockSetBack(byMs) {
      sql("UPDATE notifications SET next_attempt_at = next_attempt_at - ? WHERE outcome = 'pending'").run(byMs);
    },
    hasten(latest) {
      sql("UPDATE notifications SET next_attempt_at = ?1 WHERE outcome = 'pending' AND next_attempt_at > ?1").run(
        latest,
      );
    },
    record(seq, outcome) {
      if (outcome.kind === 'retry') {
        sql(
          'UPDATE notifications SET attempts = attempts + 1, at = ?, next_attempt_at = ?, detail = ? WHERE seq = ?',
        ).run(...[outcome.at, outcome.nextAttemptAt, outcome.detail, seq]);
        return;
      }
      if (outcome.kind === 'heldBack') {
        sql(`UPDATE notifications SET outcome = 'heldBack', held_back = ?, at = ?, detail = ?, message = NULL
             WHERE seq = ?`).run(...[outcome.heldBack, outcome.at, outcome.detail, seq]);
        return;
      }
      if (outcome.kind === 'sent' && outcome.ref !== undefined) {
        sql(`INSERT INTO message_refs (alert_id, via, ref) SELECT alert_id, via, ? FROM notifications
             WHERE seq = ? AND alert_id IS NOT NULL ON CONFLICT (alert_id, via) DO UPDATE SET ref = excluded.ref`).run(
          ...[outcome.ref, seq],
        );
        sql(`INSERT INTO thread_refs (thread, via, ref, at) SELECT thread, via, ?, ? FROM notifications
             WHERE seq = ? AND thread IS NOT NULL ON CONFLICT (thread, via) DO UPDATE SET ref = excluded.ref, at = excluded.at`).run(
          ...[outcome.ref, outcome.at, seq],
        );
      }
      // A message that failed for want of a receiver was not attempted here, and is kept to be tried again.
      const attempted = outcome.kind === 'failed' && outcome.cause === 'noReceiver' ? 0 : 1;
      sql(`UPDATE notifications SET outcome = ?, attempts = attempts + ?, at = ?, failure = ?, detail = ?,
             batch = ?, message = CASE WHEN ? THEN NULL ELSE message END
           WHERE seq = ?`).run(
        ...[outcome.kind, attempted, outcome.at, outcome.kind === 'failed' ? outcome.cause : null],
        ...[outcome.detail, outcome.kind === 'sent' ? (outcome.batch ?? null) : null, attempted, seq],
      );
    },
    stranded: (since) =>
      sql(`SELECT * FROM notifications
           WHERE outcome = 'failed' AND at >= ? AND created_at >= ? AND failure = 'noReceiver' ORDER BY seq`)
        .all(since, since)
        .map(entryOfRow),
    receiver(name) {
      const row = sql('SELECT * FROM receivers WHERE name = ?').get(name);
      return {
        lastSentAt: numberOrNull(row?.last_sent_at),
        lastError: textOrNull(row?.last_error),
        pausedUntil: numberOrNull(row?.paused_until),
      };
    },
    saveReceiver(name, { lastSentAt, lastError, pausedUntil }) {
      sql(`INSERT INTO receivers (name, last_sent_at, last_error, paused_until) VALUES (?, ?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET last_sent_at = excluded.last_sent_at, last_error = excluded.last_error,
             paused_until = excluded.paused_until`).run(name, lastSentAt, lastError, pausedUntil);
    },
    counts(since) {
      const count = 'SELECT count(*) AS n FROM notifications WHERE outcome = ? AND at >= ?';
      const of = (outcome: string, since: number) => Number(sql(count).get(outcome, since)?.n ?? 0);
      return { pending: of('pending', 0), failed: of('failed', since), sent: of('sent', since) };
    },
    pendingBySender() {
      const rows = sql("SELECT via, count(*) AS n FROM notifications WHERE outcome = 'pending' GROUP BY via").all();
      return new Map(rows.map((row) => [text(row.via), Number(row.n)]));
    },
    ledger: (query) => readLedger(sql, query),
    prune(before, limit) {
      sql('DELETE FROM thread_refs WHERE at < ?').run(before);
      sql('DELETE FROM notice_keys WHERE at < ?').run(before);
      const removed = sql(`
        DELETE FROM notifications WHERE seq IN (
          SELECT seq FROM notifications WHERE at < ? AND outcome <> 'pending' ORDER BY at LIMIT ?)`).run(before, limit);
      return Number(removed.changes);
    },
  };
}

/** What tells it from others in one message; of news, what the log calls it. */
function groupOf(message: OutboxMessage): string | null {
  if (isNotice(message)) return message.subject;
  return 'group' in message ? (message.group ?? null) : null;
}

/** Milder than any alert: a report waits for everything else. */
const summarySeverity = 0;

function entryOfRow(row: Row): OutboxEntry {
  const line = {
    seq: Number(row.seq),
    receiver: text(row.receiver),
    via: text(row.via),
    createdAt: Number(row.created_at),
    attempts: Number(row.attempts),
  };
  const message: unknown = JSON.parse(text(row.message));
  const alertId = textOrNull(row.alert_id);
  if (alertId === null) {
    const other = message as SummaryOutboxMessage | NoticeOutboxMessage;
    return isNotice(other) ? { ...line, alertId, message: other } : { ...line, alertId, message: other };
  }
  return { ...line, alertId, message: message as AlertOutboxMessage };
}

function toldOfRow(row: Row): Told {
  return {
    alertId: text(row.alert_id),
    at: Number(row.at),
    severity: severityOfRank(row.severity),
    reason: text(row.reason) as NotificationReason,
    how: text(row.how) as Told['how'],
    count: Number(row.count),
    acknowledged: row.acknowledged === 1,
    owesRise: row.owes_rise === 1,
  };
}
