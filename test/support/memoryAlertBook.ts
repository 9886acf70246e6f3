import type { AlertBook } from '../../core/alerts/alertBook.ts';
import type { FeedbackDesk } from '../../core/api/learningHandlers.ts';
import type { Alert } from '../../shared/alert.ts';
import type { Overview } from '../../shared/overview.ts';

const none = { critical: 0, high: 0, medium: 0, low: 0 };

export function anOverview(overrides: Partial<Overview> = {}): Overview {
  return {
    generatedAt: '2026-03-10T12:00:00.000Z',
    activeLastHour: { total: 0, unacknowledged: 0, bySeverity: none },
    open: { unacknowledged: none, acknowledged: 0 },
    critical24h: { total: 0, unacknowledged: 0 },
    bySeverity24h: none,
    byType24h: [],
    recent: [],
    timeline24h: { bucketMs: 1_800_000, buckets: [] },
    ...overrides,
  };
}

/** A book in memory: enough of its behaviour for the API above it. */
export class MemoryAlertBook implements AlertBook {
  readonly alerts: Map<string, Alert>;
  overviews = 0;

  constructor(alerts: readonly Alert[] = []) {
    this.alerts = new Map(alerts.map((alert) => [alert.id, alert]));
  }

  list() {
    const items = [...this.alerts.values()].map((alert) => ({ ...alert, incidentSize: null }));
    return { items, nextCursor: null, total: items.length };
  }

  detail(id: string) {
    const alert = this.alerts.get(id);
    return alert
      ? { ...alert, observations: [], history: [], notificationLog: [], inhibitors: [], incident: null }
      : null;
  }

  acknowledge(ids: readonly string[], by: string, note: string | null, at: number) {
    const acknowledgedAt = new Date(at).toISOString();
    return this.#change(ids, { status: 'acknowledged', acknowledgedAt, acknowledgedBy: by, note });
  }

  unacknowledge(id: string) {
    return this.#change([id], { status: 'active', acknowledgedAt: null, acknowledgedBy: null, note: null })[0] ?? null;
  }

  snooze(id: string, until: number | null) {
    return this.snoozeMany([id], until)[0] ?? null;
  }

  snoozeMany(ids: readonly string[], until: number | null) {
    return this.#change(ids, { snoozedUntil: until === null ? null : new Date(until).toISOString() });
  }

  overview() {
    this.overviews++;
    return anOverview({ activeLastHour: { total: this.alerts.size, unacknowledged: 0, bySeverity: none } });
  }

  glance() {
    return { unacknowledged: none, newest: [] };
  }

  /** What is said of its alerts; nothing is learned from it. */
  feedbackDesk(onGiven: (alerts: Alert[]) => void): FeedbackDesk {
    return {
      give: (ids, label, comment, by) => {
        const at = '2026-03-10T12:00:00.000Z';
        const changed = this.#change(ids, { feedback: label === null ? null : { label, comment, by, at } });
        onGiven(changed);
        return changed;
      },
      adjustments: () => [],
      undo: () => null,
    };
  }

  #change(ids: readonly string[], change: Partial<Alert>): Alert[] {
    return ids.flatMap((id) => {
      const alert = this.alerts.get(id);
      if (!alert) return [];
      const changed = { ...alert, ...change };
      this.alerts.set(id, changed);
      return [changed];
    });
  }
}
