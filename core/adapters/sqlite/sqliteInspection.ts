import type { DiagnosticRecords } from '../../diagnostics/diagnosticsDesk.ts';
import { severityOfRank, text, textOrNull } from './alertRows.ts';
import type { Statements } from './statements.ts';

const mostCooldowns = 200;
const dayMs = 24 * 3_600_000;

/** What diagnostics look into, as one picture: belongs to the transaction that is open. */
export function inspectRecords(sql: Statements, now: number, deduplicationMs: number): DiagnosticRecords {
  // A time ahead was noted before the clock was set back, and holds nothing up.
  const cooling = `FROM told t JOIN alerts a ON a.id = t.alert_id
    WHERE t.how = 'sent' AND t.at <= ?1 AND t.at + coalesce(a.cooldown_ms, ?2) > ?1`;
  const cooldowns = sql(`
    SELECT t.alert_id, a.title, t.severity, t.receiver, t.at + coalesce(a.cooldown_ms, ?2) AS until ${cooling}
    ORDER BY until DESC, t.alert_id, t.receiver LIMIT ${mostCooldowns}`).all(now, deduplicationMs);
  const counted = Number(sql(`SELECT count(*) AS n ${cooling}`).get(now, deduplicationMs)?.n ?? 0);
  const lines = sql(`
    SELECT via, sum(outcome = 'pending') AS waiting, sum(outcome = 'failed') AS failed,
      min(CASE WHEN outcome = 'pending' THEN created_at END) AS oldest_at,
      min(CASE WHEN outcome = 'pending' THEN next_attempt_at END) AS next_at
    FROM notifications WHERE outcome = 'pending' OR (outcome = 'failed' AND at >= ?) GROUP BY via ORDER BY via`).all(
    now - dayMs,
  );
  return {
    cooldowns: {
      items: cooldowns.map((row) => ({
        alertId: text(row.alert_id),
        title: text(row.title),
        severity: severityOfRank(row.severity),
        receiver: text(row.receiver),
        until: iso(row.until),
      })),
      more: Math.max(0, counted - cooldowns.length),
    },
    outbox: lines.map((row) => ({
      receiver: text(row.via),
      waiting: Number(row.waiting),
      oldestAt: row.oldest_at === null ? null : iso(row.oldest_at),
      nextAttemptAt: row.next_at === null ? null : iso(row.next_at),
      failed: Number(row.failed),
      lastFailure: Number(row.failed) === 0 ? null : lastFailure(sql, text(row.via)),
    })),
  };
}

function lastFailure(sql: Statements, via: string): string | null {
  const row = sql(
    "SELECT detail FROM notifications WHERE via = ? AND outcome = 'failed' ORDER BY at DESC, seq DESC LIMIT 1",
  ).get(via);
  return textOrNull(row?.detail);
}

const iso = (value: unknown): string => new Date(Number(value)).toISOString();
