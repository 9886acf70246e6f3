import { titleOf } from '../../../shared/anomalyTypes.ts';
import type { Report } from '../../../shared/delivery/report.ts';
import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';
import { instantsOf, wallTime, zoneInUse } from '../../../shared/localTime.ts';
import { Severity, severities } from '../../../shared/severity.ts';
import type { ReplayEvent, ReplayedAlert } from '../../notify/simulation/replayedLife.ts';
import type { Reports } from '../../report/reports.ts';
import { alertOfRow, numberOrNull, type Row, severityOfRank, text } from './alertRows.ts';
import type { Statements } from './statements.ts';

const dayMs = 24 * 3_600_000;
const noisiestShown = 20;

/** `Reports` over SQLite; every call belongs to the transaction that is open. */
export function createSqliteReports(sql: Statements): Reports {
  const began = 'starts_at >= ? AND starts_at < ?';
  return {
    lives(from, limit) {
      const alerts = sql('SELECT * FROM alerts WHERE starts_at >= ? ORDER BY starts_at DESC LIMIT ?').all(from, limit);
      const history = sql('SELECT at, kind, note FROM history WHERE alert_id = ? ORDER BY seq');
      return alerts.map((row) => lifeOf(row, history.all(row.id ?? null)));
    },
    read({ from, to, timeZone }) {
      const span = [from, to] as const;
      const totals = sql(`
        SELECT count(*) AS alerts, count(resolved_at) AS resolved, count(acknowledged_at) AS acknowledged,
          sum(escalations > 0) AS escalated, avg(max(0, acknowledged_at - starts_at)) AS to_acknowledge,
          avg(max(0, resolved_at - starts_at)) AS to_resolve
        FROM alerts WHERE ${began}`).get(...span);
      const bySeverity = sql(`SELECT severity, count(*) AS n FROM alerts WHERE ${began} GROUP BY severity`).all(
        ...span,
      );
      const byType = sql(`SELECT type, count(*) AS n FROM alerts WHERE ${began} GROUP BY type ORDER BY n DESC, type`);
      // The messages are counted for those that are shown only: each takes a look at all its episodes.
      const noisiest = sql(`
        WITH noisy AS MATERIALIZED (
          SELECT fingerprint, max(seq) AS newest, count(*) AS n, max(severity) AS severest FROM alerts
          WHERE starts_at >= ?1 AND starts_at < ?2
          GROUP BY fingerprint ORDER BY n DESC, severest DESC, fingerprint LIMIT ${noisiestShown})
        SELECT a.type, a.labels, n, (
          SELECT count(*) FROM alerts b JOIN notifications m ON m.alert_id = b.id
          WHERE b.fingerprint = noisy.fingerprint AND b.starts_at >= ?1 AND b.starts_at < ?2 AND m.outcome = 'sent') AS messages
        FROM noisy JOIN alerts a ON a.seq = newest
        ORDER BY n DESC, severest DESC, noisy.fingerprint`).all(...span);
      const labels = sql(
        `SELECT feedback, count(*) AS n FROM alerts WHERE ${began} AND feedback IS NOT NULL GROUP BY feedback`,
      ).all(...span);
      const feedback = labelCounts(labels);
      // Several alerts may be about the money of the same window.
      const lost = sql(`
        SELECT sum(lost) AS lost FROM (
          SELECT max(o.lost_revenue) AS lost FROM alerts a JOIN observations o ON o.alert_id = a.id
          WHERE ${began} AND a.lost_revenue IS NOT NULL AND o.lost_revenue IS NOT NULL GROUP BY o.window_start)`).get(
        ...span,
      );
      const told = sql('SELECT outcome, count(*) AS n FROM notifications WHERE outcome = ? AND at >= ? AND at < ?');
      const toldAs = (outcome: string) => Number(told.get(outcome, ...span)?.n ?? 0);
      const alerts = Number(totals?.alerts ?? 0);
      const resolved = Number(totals?.resolved ?? 0);
      return {
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        alerts,
        open: alerts - resolved,
        bySeverity: severities.map((severity) => ({
          severity,
          alerts: Number(bySeverity.find((row) => severityOfRank(row.severity) === severity)?.n ?? 0),
        })),
        byType: byType
          .all(...span)
          .map(({ type, n }) => ({ type: text(type), title: titleOf(text(type)), alerts: Number(n) })),
        noisiest: noisiest.map((row) => ({
          type: text(row.type),
          title: titleOf(text(row.type)),
          labels: JSON.parse(text(row.labels)) as Record<string, string>,
          alerts: Number(row.n),
          messages: Number(row.messages),
        })),
        meanTimeToAcknowledgeMs: numberOrNull(totals?.to_acknowledge),
        meanTimeToResolveMs: numberOrNull(totals?.to_resolve),
        acknowledged: Number(totals?.acknowledged ?? 0),
        resolved,
        escalated: Number(totals?.escalated ?? 0),
        messages: toldAs('sent'),
        failed: toldAs('failed'),
        feedback,
        falseAlarmShare: shareOf(feedback),
        lostRevenue: numberOrNull(lost?.lost),
        days: daysOf(sql, span, timeZone),
      };
    },
  };
}

function labelCounts(rows: readonly Row[]): Report['feedback'] {
  const of = (label: FeedbackLabel) => Number(rows.find((row) => row.feedback === label)?.n ?? 0);
  const [real, expected, falseAlarm] = [of('real'), of('expected'), of('falseAlarm')];
  return { real, expected, falseAlarm, newNormal: of('newNormal'), unsure: of('unsure') };
}

/** Who is unsure has judged nothing. */
function shareOf({ real, expected, falseAlarm, newNormal }: Report['feedback']): number | null {
  const judged = real + expected + falseAlarm + newNormal;
  return judged === 0 ? null : falseAlarm / judged;
}

/** The history says what severity it was before it changed (`high → critical`); else it was always what it is. */
function lifeOf(row: Row, history: readonly Row[]): ReplayedAlert {
  const { id, fingerprint, type, source, labels, severity } = alertOfRow(row);
  const changes = history.flatMap((entry) => changeOf(entry) ?? []);
  const first = changes.find((change) => change.before !== null)?.before ?? severity;
  const begun: ReplayEvent = { at: Number(row.starts_at), kind: 'severity', severity: first };
  return { id, fingerprint, type, source, labels, severity, events: [begun, ...changes.map(({ event }) => event)] };
}

function changeOf({ at, kind, note }: Row): { event: ReplayEvent; before: Severity | null } | null {
  const when = Number(at);
  if (kind === 'severityRaised' || kind === 'severityLowered') {
    const [, before, after] = /^(\w+) → (\w+)/.exec(text(note)) ?? [];
    const [from, to] = [Severity.safeParse(before), Severity.safeParse(after)];
    if (!from.success || !to.success) return null;
    return { event: { at: when, kind: 'severity', severity: to.data }, before: from.data };
  }
  if (kind === 'acknowledged' || kind === 'unacknowledged') {
    return { event: { at: when, kind: 'acknowledged', has: kind === 'acknowledged' }, before: null };
  }
  if (kind === 'snoozed' || kind === 'unsnoozed') {
    const until = kind === 'snoozed' ? Date.parse(text(note).replace(/^until /, '')) : null;
    return Number.isNaN(until) ? null : { event: { at: when, kind: 'snoozed', until }, before: null };
  }
  return kind === 'resolved' || kind === 'reopened' ? { event: { at: when, kind }, before: null } : null;
}

/** Counts by local days, so that a day with a change of the clocks is one; the index alone answers for each. */
function daysOf(sql: Statements, [from, to]: readonly [number, number], timeZone: string): Report['days'] {
  const zone = zoneInUse('', timeZone);
  const counts = sql(
    'SELECT severity, count(*) AS n FROM alerts WHERE starts_at >= ? AND starts_at < ? GROUP BY severity',
  );
  const days: Report['days'] = [];
  let midnight = Math.floor(wallTime(from, zone) / dayMs) * dayMs;
  for (let start = from; start < to; midnight += dayMs) {
    const end = Math.min(to, instantsOf(midnight + dayMs, zone).first);
    const day = { day: new Date(midnight).toISOString().slice(0, 10), critical: 0, high: 0, medium: 0, low: 0 };
    for (const row of counts.all(start, end)) day[severityOfRank(row.severity)] = Number(row.n);
    days.push(day);
    start = end;
  }
  return days;
}
