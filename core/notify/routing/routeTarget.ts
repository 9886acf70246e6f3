/** Where an alert goes by one branch of the routes. */
export interface RouteTarget {
  /** Names of the routes from the root down. */
  path: readonly string[];
  /** Receivers in the order in which they are asked to take it; whether they are set up is not asked here. Never empty. */
  line: readonly string[];
  /** What makes alerts one group. */
  groupBy: readonly string[];
  /** Null: as the general settings say. */
  resolved: boolean | null;
  activeTimes: readonly string[];
  muteTimes: readonly string[];
  /** Name of a policy; null: none. */
  escalation: string | null;
}
