import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';
import type { FeedbackQueue } from '../../monitor/feedbackSync.ts';
import { text } from './alertRows.ts';
import type { Statements } from './statements.ts';

export function createSqliteFeedbackQueue(sql: Statements): FeedbackQueue {
  return {
    enqueue({ alertId, at, label, comment, by }) {
      sql('INSERT OR REPLACE INTO feedback_queue (alert_id, at, label, comment, by) VALUES (?, ?, ?, ?, ?)').run(
        ...[alertId, at, label, comment, by],
      );
    },
    pending: (limit) =>
      sql(`SELECT q.*, a.fingerprint, a.type, a.labels, a.learned_series, a.window_start
           FROM feedback_queue q JOIN alerts a ON a.id = q.alert_id ORDER BY q.at, q.alert_id LIMIT ?`)
        .all(limit)
        .map((row) => ({
          alertId: text(row.alert_id),
          fingerprint: text(row.fingerprint),
          type: text(row.type),
          labels: JSON.parse(text(row.labels)) as Record<string, string>,
          series: row.learned_series === null ? '' : text(row.learned_series),
          windowStart: Number(row.window_start),
          label: text(row.label) as FeedbackLabel | '',
          comment: text(row.comment),
          by: text(row.by),
          at: Number(row.at),
        })),
    done(written) {
      const taken = sql('DELETE FROM feedback_queue WHERE alert_id = ? AND at = ? AND label = ?');
      for (const { alertId, at, label } of written) taken.run(alertId, at, label);
    },
  };
}
