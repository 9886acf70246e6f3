import { searched } from '../searched.ts';

/** Alerts with their search, what sources told of them, the outbox, cursors. */
export const version1 = `
CREATE TABLE alerts (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  fingerprint TEXT NOT NULL,
  source TEXT NOT NULL,
  type TEXT NOT NULL,
  title TEXT NOT NULL,
  labels TEXT NOT NULL,
  -- 4 critical … 1 low, as severityRank counts
  severity INTEGER NOT NULL,
  -- 0 active, 1 acknowledged, 2 resolved: the order of urgency
  status INTEGER NOT NULL,
  description TEXT NOT NULL,
  metric_value REAL,
  expected_value REAL,
  unit TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  starts_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  resolved_at INTEGER,
  occurrences INTEGER NOT NULL,
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  acknowledged_severity INTEGER,
  note TEXT,
  severity_raised_at INTEGER,
  snoozed_until INTEGER,
  runbook_url TEXT,
  trend TEXT,
  wake_at INTEGER
) STRICT;
-- The lists' orders; the columns behind them let filters and counts be answered without touching the table.
CREATE INDEX alerts_urgency ON alerts (status, severity DESC, starts_at DESC, seq DESC, last_seen_at, type, source);
CREATE INDEX alerts_seen ON alerts (last_seen_at, status, severity, type);
CREATE INDEX alerts_started ON alerts (starts_at, severity);
CREATE INDEX alerts_fingerprint ON alerts (fingerprint, seq);
CREATE INDEX alerts_wake ON alerts (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX alerts_resolved ON alerts (resolved_at) WHERE resolved_at IS NOT NULL;

-- What a search looks through. Trigrams, because people search for parts of words, numbers and identifiers.
CREATE VIEW alert_texts AS SELECT seq, ${searched('')} AS text FROM alerts;
CREATE VIRTUAL TABLE alert_search USING fts5(
  text, content = 'alert_texts', content_rowid = 'seq', tokenize = 'trigram', detail = 'none', columnsize = 0
);
CREATE TRIGGER alerts_search_insert AFTER INSERT ON alerts BEGIN
  INSERT INTO alert_search (rowid, text) VALUES (new.seq, ${searched('new.')});
END;
CREATE TRIGGER alerts_search_delete AFTER DELETE ON alerts BEGIN
  INSERT INTO alert_search (alert_search, rowid, text) VALUES ('delete', old.seq, ${searched('old.')});
END;
CREATE TRIGGER alerts_search_update AFTER UPDATE ON alerts WHEN ${searched('old.')} <> ${searched('new.')} BEGIN
  INSERT INTO alert_search (alert_search, rowid, text) VALUES ('delete', old.seq, ${searched('old.')});
  INSERT INTO alert_search (rowid, text) VALUES (new.seq, ${searched('new.')});
END;

CREATE TABLE alert_sources (
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  completeness TEXT NOT NULL,
  severity INTEGER NOT NULL,
  last_window_start INTEGER NOT NULL,
  judged_at INTEGER NOT NULL,
  clear_windows INTEGER NOT NULL,
  cleared_at INTEGER,
  PRIMARY KEY (alert_id, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_sources_open ON alert_sources (source, judged_at) WHERE cleared_at IS NULL;

CREATE TABLE observations (
  fingerprint TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  window_ms INTEGER NOT NULL,
  source TEXT NOT NULL,
  severity INTEGER NOT NULL,
  description TEXT NOT NULL,
  metric_value REAL,
  expected_value REAL,
  z_score REAL,
  change_percent REAL,
  observed_at INTEGER NOT NULL,
  row_acknowledged_at INTEGER,
  row_synced INTEGER NOT NULL,
  PRIMARY KEY (fingerprint, window_start)
) STRICT, WITHOUT ROWID;
CREATE INDEX observations_alert ON observations (alert_id, window_start);

CREATE TABLE history (
  seq INTEGER PRIMARY KEY,
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  by TEXT,
  note TEXT
) STRICT;
CREATE INDEX history_alert ON history (alert_id, seq);

-- Outbox and notification log in one: a message is logged by the same row that made sure it would be sent.
CREATE TABLE notifications (
  seq INTEGER PRIMARY KEY,
  key TEXT UNIQUE,
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  receiver TEXT NOT NULL,
  via TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- pending, sent, heldBack, failed
  outcome TEXT NOT NULL,
  held_back TEXT,
  severity INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  -- how often the same was held back running
  repetitions INTEGER NOT NULL,
  failure TEXT,
  detail TEXT,
  -- only while it may still be sent
  message TEXT
) STRICT;
CREATE INDEX notifications_pending ON notifications (via, severity DESC, seq) WHERE outcome = 'pending';
CREATE INDEX notifications_due ON notifications (via, next_attempt_at) WHERE outcome = 'pending';
CREATE INDEX notifications_alert ON notifications (alert_id, seq);
CREATE INDEX notifications_outcome ON notifications (outcome, at);

CREATE TABLE told (
  fingerprint TEXT NOT NULL,
  receiver TEXT NOT NULL,
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  reason TEXT NOT NULL,
  how TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (fingerprint, receiver)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_alert ON told (alert_id);

CREATE TABLE receivers (
  name TEXT PRIMARY KEY,
  last_sent_at INTEGER,
  last_error TEXT,
  paused_until INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE acknowledgement_queue (
  alert_id TEXT PRIMARY KEY REFERENCES alerts (id) ON DELETE CASCADE,
  acknowledged INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cursors (
  source TEXT PRIMARY KEY,
  cursor TEXT NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
