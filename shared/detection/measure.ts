/**
 * A question of its own to `events`, for what `metric_windows` does not keep. It is asked once for each window, when the
 * window is judged, and reads the events of that window alone.
 */
export interface Measure {
  /** What it needs of `events`, by the name under which `sql` finds it: whatever its type, as text or as a number. */
  readonly columns: Readonly<Record<string, { column: string; as: 'text' | 'number' }>>;
  /**
   * Selects `window_at`, `value` and `samples`, one row a window, from `shop_events`: the events of the windows, with
   * `window_at`, `at_ms` (when it happened, ms UTC) and `columns`. Absent text is empty, an absent number is null.
   */
  readonly sql: string;
}
