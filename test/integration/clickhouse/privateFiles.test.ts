import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';

let clickhouse: EmbeddedClickHouse;

beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});
afterAll(() => clickhouse.stop());

it('writes rows that no other account of the machine can read', async () => {
  const database = await clickhouse.freshDatabase();
  await clickhouse.query('CREATE TABLE t (x UInt8) ENGINE = MergeTree ORDER BY x', database);
  await clickhouse.query('INSERT INTO t VALUES (1)', database);
  // Nothing is written or merged any more while the files are read.
  await clickhouse.kill();

  const entries = await readdir(clickhouse.dataFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const open = await Promise.all(
    files.map(async (file) => {
      const path = join(file.parentPath, file.name);
      return ((await stat(path)).mode & 0o077) === 0 ? null : path;
    }),
  );
  expect(files.length).toBeGreaterThan(5);
  expect(open.filter((path) => path !== null)).toEqual([]);
});
