import type { Alert, AlertDetail } from '../../shared/alert.ts';
import type { AlertPage, AlertQuery } from '../../shared/alertQuery.ts';
import type { Overview, SeverityCounts } from '../../shared/overview.ts';

/** What a tray shows. */
export interface Glance {
  /** Open alerts that nobody has acknowledged and that nothing mutes: neither a silence nor another alert. */
  unacknowledged: SeverityCounts;
  /** The newest of them, newest first. */
  newest: Alert[];
}

/** What people do with alerts and ask about them. Synchronous: the book is local. `at`, `now`: ms UTC. */
export interface AlertBook {
  list(query: AlertQuery): AlertPage;
  /** Everything kept about one alert; the series comes from ClickHouse, and whom it escalates to from the rules. */
  detail(id: string): Omit<AlertDetail, 'series' | 'seriesError' | 'escalatesTo'> | null;
  /** Already acknowledged or resolved alerts are returned as they are; unknown ids are left out. */
  acknowledge(ids: readonly string[], by: string, note: string | null, at: number): Alert[];
  unacknowledge(id: string, by: string, at: number): Alert | null;
  /** `until` null ends the snooze. */
  snooze(id: string, until: number | null, by: string, at: number): Alert | null;
  /** As `snooze` for each; resolved and unknown ones are left out. */
  snoozeMany(ids: readonly string[], until: number | null, by: string, at: number): Alert[];
  overview(now: number): Overview;
  /** The newest `limit` are all that it reads whole, so that it costs the same whatever the book holds. */
  glance(limit: number): Glance;
}
