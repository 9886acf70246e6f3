import { searched } from '../searched.ts';

/** The search follows changes of its own columns alone. */
export const version6 = `
-- As before, but of the columns that are searched: what writes others does not look into the search.
DROP TRIGGER alerts_search_update;
CREATE TRIGGER alerts_search_update AFTER UPDATE OF title, description, type, labels ON alerts
WHEN ${searched('old.')} <> ${searched('new.')} BEGIN
  INSERT INTO alert_search (alert_search, rowid, text) VALUES ('delete', old.seq, ${searched('old.')});
  INSERT INTO alert_search (rowid, text) VALUES (new.seq, ${searched('new.')});
END;
`;
