import type { Connection } from '../../core/adapters/clickhouse/connection.ts';
import { createConnection } from '../../core/adapters/clickhouse/createConnection.ts';
import { Settings } from '../../shared/settings.ts';

/** A connection as the product makes it; throws where the product would refuse the address. */
export function connectTo(
  url: string,
  database: string,
  overrides: {
    user?: string;
    password?: string;
    tables?: Partial<Settings['connection']['tables']>;
    inDatabase?: boolean;
  } = {},
): Connection {
  const { connection } = Settings.parse({
    connection: { url, database, user: overrides.user ?? 'default', tables: overrides.tables ?? {} },
  });
  const made = createConnection(connection, overrides.password ?? '', { inDatabase: overrides.inDatabase ?? false });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}
