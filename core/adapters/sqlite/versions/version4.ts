/** News that is no alert, and facts of alerts. */
export const version4 = `
ALTER TABLE alerts ADD COLUMN facts TEXT NOT NULL DEFAULT '[]';
ALTER TABLE alerts ADD COLUMN cooldown_ms INTEGER;

-- News that belongs together, such as beginning and end of a run, goes out in its order.
ALTER TABLE notifications ADD COLUMN thread TEXT;
CREATE INDEX notifications_thread ON notifications (thread, seq) WHERE thread IS NOT NULL;
CREATE TABLE thread_refs (
  thread TEXT NOT NULL,
  via TEXT NOT NULL,
  ref TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (thread, via)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_refs_at ON thread_refs (at);
-- News that went as a part of another message.
CREATE TABLE notice_keys (
  key TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_keys_at ON notice_keys (at);
`;
