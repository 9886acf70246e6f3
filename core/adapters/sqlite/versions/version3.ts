/** Silences, inhibition, escalation, digests and messages that are brought up to date. */
export const version3 = `
ALTER TABLE alerts ADD COLUMN silenced_by TEXT NOT NULL DEFAULT '[]';
ALTER TABLE alerts ADD COLUMN inhibited_by TEXT NOT NULL DEFAULT '[]';
ALTER TABLE alerts ADD COLUMN escalates_at INTEGER;
ALTER TABLE alerts ADD COLUMN escalations INTEGER NOT NULL DEFAULT 0;
CREATE INDEX alerts_muted ON alerts (status, severity) WHERE (silenced_by <> '[]' OR inhibited_by <> '[]');

ALTER TABLE told ADD COLUMN acknowledged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE told ADD COLUMN owes_rise INTEGER NOT NULL DEFAULT 0;

-- As before, and: summaries are about no single alert; messages that went as one have a batch in common.
CREATE TABLE notifications_3 (
  seq INTEGER PRIMARY KEY,
  key TEXT UNIQUE,
  alert_id TEXT REFERENCES alerts (id) ON DELETE CASCADE,
  receiver TEXT NOT NULL,
  via TEXT NOT NULL,
  reason TEXT NOT NULL,
  outcome TEXT NOT NULL,
  held_back TEXT,
  severity INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  repetitions INTEGER NOT NULL,
  failure TEXT,
  detail TEXT,
  message TEXT,
  -- what alerts of its group have in common
  group_key TEXT,
  batch INTEGER
) STRICT;
INSERT INTO notifications_3 SELECT *, NULL, NULL FROM notifications;
DROP TABLE notifications;
ALTER TABLE notifications_3 RENAME TO notifications;
CREATE INDEX notifications_pending ON notifications (via, severity DESC, seq) WHERE outcome = 'pending';
CREATE INDEX notifications_due ON notifications (via, next_attempt_at) WHERE outcome = 'pending';
CREATE INDEX notifications_alert ON notifications (alert_id, seq);
CREATE INDEX notifications_outcome ON notifications (outcome, at);
CREATE INDEX notifications_at ON notifications (at, seq);
CREATE INDEX notifications_sent ON notifications (via, at) WHERE outcome = 'sent';

-- By what a service knows the message about an alert.
CREATE TABLE message_refs (
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  via TEXT NOT NULL,
  ref TEXT NOT NULL,
  PRIMARY KEY (alert_id, via)
) STRICT, WITHOUT ROWID;

CREATE TABLE silences (
  id TEXT PRIMARY KEY,
  matchers TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  comment TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX silences_end ON silences (ends_at);
`;
