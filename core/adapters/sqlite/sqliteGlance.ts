import { severities, severityRank } from '../../../shared/severity.ts';
import type { Glance } from '../../alerts/alertBook.ts';
import { toAlert } from '../../alerts/alertRecord.ts';
import { alertOfRow, severityOfRank, statusNumber } from './alertRows.ts';
import type { Statements } from './statements.ts';

/** As the index of muted alerts says it: a silence of a person, or another alert. */
const isMuted = "(silenced_by <> '[]' OR inhibited_by <> '[]')";

/** What a tray shows, asked for after every cycle: a count and a few rows that one index answers, whatever lies in the book. */
export function readGlance(sql: Statements, limit: number): Glance {
  const active = statusNumber('active');
  const unacknowledged = { critical: 0, high: 0, medium: 0, low: 0 };
  const counts = sql(`SELECT severity, count(*) AS n FROM alerts WHERE status = ${active} GROUP BY severity`).all();
  for (const row of counts) unacknowledged[severityOfRank(row.severity)] = Number(row.n);
  const muted = sql(
    `SELECT severity, count(*) AS n FROM alerts WHERE status = ${active} AND ${isMuted} GROUP BY severity`,
  );
  for (const row of muted.all()) unacknowledged[severityOfRank(row.severity)] -= Number(row.n);
  // The index has the newest of each severity side by side, but not the newest of all.
  const newest = severities
    .filter((severity) => unacknowledged[severity] > 0)
    .flatMap((severity) =>
      sql(
        `SELECT * FROM alerts WHERE status = ${active} AND severity = ? AND NOT ${isMuted} ORDER BY starts_at DESC, seq DESC LIMIT ?`,
      ).all(severityRank(severity), limit),
    )
    .sort((a, b) => Number(b.starts_at) - Number(a.starts_at) || Number(b.seq) - Number(a.seq))
    .slice(0, limit);
  return { unacknowledged, newest: newest.map((row) => toAlert(alertOfRow(row))) };
}
