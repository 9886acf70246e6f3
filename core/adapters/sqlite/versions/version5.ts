/** What is learned: explanation, cost and incident of alerts, feedback, states of series. */
export const version5 = `
ALTER TABLE alerts ADD COLUMN explanation TEXT;
ALTER TABLE alerts ADD COLUMN lost_revenue REAL;
ALTER TABLE alerts ADD COLUMN incident_id TEXT;
ALTER TABLE alerts ADD COLUMN learned_series TEXT;
ALTER TABLE alerts ADD COLUMN feedback TEXT;
ALTER TABLE alerts ADD COLUMN feedback_comment TEXT;
ALTER TABLE alerts ADD COLUMN feedback_by TEXT;
ALTER TABLE alerts ADD COLUMN feedback_at INTEGER;
CREATE INDEX alerts_incident ON alerts (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX alerts_feedback ON alerts (starts_at) WHERE feedback IS NOT NULL;

-- Other things that an alert is about as well: while it is open, they have no alert of their own.
CREATE TABLE alert_aliases (
  fingerprint TEXT NOT NULL,
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  PRIMARY KEY (fingerprint, alert_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_aliases_alert ON alert_aliases (alert_id);
-- What a source told of other things that the alert is about, as [{type, fingerprint}].
ALTER TABLE alert_sources ADD COLUMN joined TEXT NOT NULL DEFAULT '[]';
ALTER TABLE observations ADD COLUMN lost_revenue REAL;

-- What was learned of each series up to a time; what came since is read again.
CREATE TABLE learned_series (
  key TEXT PRIMARY KEY,
  state BLOB NOT NULL,
  learned_until INTEGER NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Feedback that ClickHouse has not been told of yet; an empty label takes it back.
CREATE TABLE feedback_queue (
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  label TEXT NOT NULL,
  comment TEXT NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (alert_id, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_queue_at ON feedback_queue (at);

-- What was learned from feedback.
CREATE TABLE adjustments (
  id TEXT PRIMARY KEY,
  alert_id TEXT NOT NULL,
  series TEXT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  hour_from INTEGER,
  hour_to INTEGER,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER,
  undone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX adjustments_alert ON adjustments (alert_id);
`;
