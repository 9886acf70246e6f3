import type { NotificationReason } from '../../../shared/alert.ts';
import { severityRank } from '../../../shared/severity.ts';
import type { Outbox, OutboxEntry, OutboxMessage, Told } from '../../notify/outbox.ts';
import { numberOrNull, type Row, severityOfRank, text, textOrNull } from './alertRows.ts';
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
    receiversTold: (alertId) =>
      sql(`SELECT receiver FROM told WHERE alert_id = ? AND how = 'sent' AND reason <> 'resolved' ORDER BY at DESC`)
        .all(alertId)
        .map((row) => text(row.receiver)),
    receiversAwaited: (alertId) =>
      sql("SELECT DISTINCT receiver FROM notifications WHERE alert_id = ? AND +outcome = 'pending'")
        .all(alertId)
        .map((row) => text(row.receiver)),
    remember(fingerprint, receiver, told) {
      sql(`INSERT INTO told (fingerprint, receiver, alert_id, at, severity, reason, how, count)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (fingerprint, receiver) DO UPDATE SET alert_id = excluded.alert_id, at = excluded.at,
             severity = excluded.severity, reason = excluded.reason, how = excluded.how, count = excluded.count`).run(
        ...[fingerprint, receiver, told.alertId, told.at, severityRank(told.severity)],
        ...[told.reason, told.how, told.count],
      );
    },
    enqueue(message, receiver, at) {
      const { alert } = message;
      // What goes before it in the order of its alert becomes as urgent as it is.
      sql(`UPDATE notifications SET severity = max(severity, ?)
           WHERE alert_id = ? AND receiver = ? AND +outcome = 'pending'`).run(
        severityRank(alert.severity),
        alert.id,
        receiver,
      );
      sql(`INSERT INTO notifications (key, alert_id, receiver, via, reason, outcome, severity, created_at, at,
             next_attempt_at, attempts, repetitions, message)
           VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?, 0, 1, ?) ON CONFLICT (key) DO NOTHING`).run(
        ...[message.key, alert.id, receiver, receiver, message.reason, severityRank(alert.severity)],
        ...[at, at, at, JSON.stringify(message)],
      );
    },
    holdBack({ alertId, receiver, reason, heldBack, at, detail }) {
      const last = sql('SELECT * FROM notifications WHERE alert_id = ? AND receiver = ? ORDER BY seq DESC LIMIT 1').get(
        alertId,
        receiver,
      );
      if (last?.reason === reason && last.held_back === heldBack) {
        sql('UPDATE notifications SET at = ?, repetitions = repetitions + 1, detail = ? WHERE seq = ?').run(
          ...[at, detail, last.seq ?? null],
        );
        return;
      }
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
        ORDER BY severity DESC, seq LIMIT 1`).get(via, now);
      return row ? entryOfRow(row) : null;
    },
    nextDueAt(via) {
      const row = sql(
        "SELECT min(next_attempt_at) AS due FROM notifications WHERE via = ? AND outcome = 'pending'",
      ).get(via);
      return numberOrNull(row?.due);
    },
    pending: (via, minimum = 'low') =>
      sql(`SELECT * FROM notifications WHERE via = ? AND outcome = 'pending' AND severity >= ?
           ORDER BY severity DESC, seq`)
        .all(via, severityRank(minimum))
        .map(entryOfRow),
    waitingSenders: () =>
      sql("SELECT DISTINCT via FROM notifications WHERE outcome = 'pending'")
        .all()
        .map((row) => text(row.via)),
    reroute(seq, via, at, detail) {
      sql(`UPDATE notifications SET outcome = 'pending', via = ?, next_attempt_at = ?, at = ?, failure = NULL, detail = ?
           WHERE seq = ?`).run(via, at, at, detail, seq);
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
      // A message that failed for want of a receiver was not attempted here, and is kept to be tried again.
      const attempted = outcome.kind === 'failed' && outcome.cause === 'noReceiver' ? 0 : 1;
      sql(`UPDATE notifications SET outcome = ?, attempts = attempts + ?, at = ?, failure = ?, detail = ?,
             message = CASE WHEN ? THEN NULL ELSE message END
           WHERE seq = ?`).run(
        ...[outcome.kind, attempted, outcome.at, outcome.kind === 'failed' ? outcome.cause : null],
        ...[outcome.detail, attempted, seq],
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
  };
}

function entryOfRow(row: Row): OutboxEntry {
  return {
    seq: Number(row.seq),
    message: JSON.parse(text(row.message)) as OutboxMessage,
    alertId: text(row.alert_id),
    receiver: text(row.receiver),
    via: text(row.via),
    createdAt: Number(row.created_at),
    attempts: Number(row.attempts),
  };
}

function toldOfRow(row: Row): Told {
  return {
    alertId: text(row.alert_id),
    at: Number(row.at),
    severity: severityOfRank(row.severity),
    reason: text(row.reason) as NotificationReason,
    how: text(row.how) as Told['how'],
    count: Number(row.count),
  };
}
