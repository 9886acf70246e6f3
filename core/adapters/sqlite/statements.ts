import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Statements are compiled once and used again; for texts that are fixed, not for ones made up for a question. */
export type Statements = (sql: string) => StatementSync;

export function createStatements(database: DatabaseSync): Statements {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    let statement = prepared.get(sql);
    if (!statement) {
      statement = database.prepare(sql);
      prepared.set(sql, statement);
    }
    return statement;
  };
}
