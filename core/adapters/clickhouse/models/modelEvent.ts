/** A row of `model_events`, cleaned. */
export interface ModelEvent {
  /** When it was written, ms UTC. */
  at: number;
  kind: string;
  modelId: string;
  modelName: string;
  metric: string;
  current: number | null;
  baseline: number | null;
  threshold: number | null;
  driftPercent: number | null;
  violation: string;
  event: string;
  affectedGroups: string[];
  severity: string;
  description: string;
  details: string;
}
