import type { Overview, SeverityCounts } from '../../../shared/overview.ts';
import { toAlert } from '../../alerts/alertRecord.ts';
import { alertOfRow, type Row, severityOfRank, statusNumber, text } from './alertRows.ts';
import type { Statements } from './statements.ts';

const hourMs = 3_600_000;
const bucketMs = 15 * 60_000;
const bucketCount = (24 * hourMs) / bucketMs;
const recentLimit = 20;

/** The six panels in four questions that the indexes answer alone, and one for the newest alerts. */
export function readOverview(sql: Statements, now: number): Overview {
  const resolved = statusNumber('resolved');
  const active = statusNumber('active');
  const open = sql(`SELECT status, severity, count(*) AS n FROM alerts WHERE status < ${resolved}
                    GROUP BY status, severity`).all();
  const lastHour =
    sql(`SELECT status, severity, count(*) AS n FROM alerts WHERE last_seen_at >= ? AND status < ${resolved}
                        GROUP BY status, severity`).all(now - hourMs);
  const day = sql(`SELECT severity, status, type, count(*) AS n FROM alerts WHERE last_seen_at >= ?
                   GROUP BY severity, status, type`).all(now - 24 * hourMs);
  const firstBucket = Math.floor(now / bucketMs) * bucketMs - (bucketCount - 1) * bucketMs;
  // node:sqlite binds numbers as REAL; without the cast the buckets would be fractions.
  const timeline =
    sql(`SELECT CAST((starts_at - ?1) / ${bucketMs} AS INTEGER) AS bucket, severity, count(*) AS n FROM alerts
                        WHERE starts_at >= ?1 AND starts_at < ?2 GROUP BY bucket, severity`).all(
      firstBucket,
      firstBucket + bucketCount * bucketMs,
    );
  const recent = sql('SELECT * FROM alerts WHERE starts_at >= ? ORDER BY starts_at DESC, seq DESC LIMIT ?').all(
    now - 6 * hourMs,
    recentLimit,
  );

  const criticalOfDay = day.filter((row) => severityOfRank(row.severity) === 'critical');
  return {
    generatedAt: new Date(now).toISOString(),
    activeLastHour: {
      total: sum(lastHour),
      unacknowledged: sum(lastHour.filter((row) => row.status === active)),
      bySeverity: bySeverity(lastHour),
    },
    open: {
      unacknowledged: bySeverity(open.filter((row) => row.status === active)),
      acknowledged: sum(open.filter((row) => row.status !== active)),
    },
    critical24h: {
      total: sum(criticalOfDay),
      unacknowledged: sum(criticalOfDay.filter((row) => row.status === active)),
    },
    bySeverity24h: bySeverity(day),
    byType24h: byType(day),
    recent: recent.map((row) => toAlert(alertOfRow(row))),
    timeline24h: { bucketMs, buckets: buckets(timeline, firstBucket) },
  };
}

const sum = (rows: readonly Row[]): number => rows.reduce((total, row) => total + Number(row.n), 0);

function bySeverity(rows: readonly Row[]): SeverityCounts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const row of rows) counts[severityOfRank(row.severity)] += Number(row.n);
  return counts;
}

/** Most frequent first; equal ones by name, so that charts do not flicker. */
function byType(rows: readonly Row[]): Overview['byType24h'] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(text(row.type), (counts.get(text(row.type)) ?? 0) + Number(row.n));
  return [...counts]
    .map(([type, count]) => ({ type, count }))
    .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1));
}

function buckets(rows: readonly Row[], first: number): Overview['timeline24h']['buckets'] {
  const filled = Array.from({ length: bucketCount }, (_, index) => ({
    start: new Date(first + index * bucketMs).toISOString(),
    ...bySeverity([]),
  }));
  for (const row of rows) {
    const bucket = filled[Number(row.bucket)];
    if (bucket) bucket[severityOfRank(row.severity)] += Number(row.n);
  }
  return filled;
}
