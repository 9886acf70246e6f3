/** Pop-ups. */
export const version2 = `
-- What stands before people, a row for every alert that a pop-up tells of.
CREATE TABLE pop_ups (
  face TEXT NOT NULL,
  id TEXT NOT NULL,
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  in_heap INTEGER NOT NULL,
  PRIMARY KEY (face, id, alert_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pop_ups_alert ON pop_ups (alert_id, face);
`;
