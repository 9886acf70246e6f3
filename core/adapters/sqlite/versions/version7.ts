/** Alerts that are over count with the worst severity that they had. */
export const version7 = `
ALTER TABLE alerts ADD COLUMN worst INTEGER NOT NULL DEFAULT 0;
UPDATE alerts SET worst = max(severity, coalesce(
  (SELECT max(o.severity) FROM observations o WHERE o.alert_id = alerts.id), 0));
UPDATE alerts SET severity = worst WHERE resolved_at IS NOT NULL AND severity <> worst;
`;
