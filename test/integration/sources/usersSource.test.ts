import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { createUsersSource } from '../../../core/adapters/clickhouse/users/usersSource.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const signal = () => AbortSignal.timeout(20_000);
const precise = (at: number) => (at / 1000).toFixed(3);

type Read = Extract<SourceReport, { kind: 'read' }>;

const tables = {
  'our own schema': { columns: null, time: precise },
  'all String': {
    columns: 'ts String, user_id String, email String, display_name String, environment String, total_users String',
    time: (at: number) => new Date(at).toISOString(),
  },
  'plain DateTime, with what may be empty': {
    columns: `ts DateTime, user_id UInt64, email Nullable(String), display_name LowCardinality(Nullable(String)),
      environment String, total_users Nullable(UInt32)`,
    time: (at: number) => Math.floor(at / 1000),
  },
  'a time and an id': { columns: 'ts DateTime64(3), user_id String', time: precise },
} as const;

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ timezone: 'Asia/Tokyo' });
});
afterAll(() => clickhouse.stop());

async function users(
  columns: string | null = null,
  time: (at: number) => string | number = precise,
  maskEmail = false,
) {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database);
  if (columns === null) successOf(await applySchema(connection, signal()));
  else {
    await clickhouse.query(
      `CREATE TABLE ${database}.user_registrations (${columns}) ENGINE = MergeTree ORDER BY tuple()`,
    );
  }
  const source = createUsersSource(connection, { maskEmail });
  return {
    insert: (...rows: { at: number; id: string; [column: string]: unknown }[]) =>
      clickhouse.query(
        `INSERT INTO ${database}.user_registrations SETTINGS input_format_skip_unknown_fields = 1 FORMAT JSONEachRow\n` +
          rows.map(({ at, id, ...rest }) => JSON.stringify({ ts: time(at), user_id: id, ...rest })).join('\n'),
      ),
    async poll(now: number, cursor: string | null): Promise<Read> {
      const report = successOf(await source.poll({ now, cursor }, signal()));
      if (report.kind !== 'read') throw new Error(report.message);
      return report;
    },
  };
}

describe.each(Object.entries(tables))('registrations in a table of %s', (name, { columns, time }) => {
  it('are news once each, and never an alert; those from before the start are history', async () => {
    const { insert, poll } = await users(columns, time);
    await insert({ at: noon - minute, id: '6' });
    const first = await poll(noon, null);
    expect(first.notices).toEqual([]);
    await insert({
      ...{ at: noon + minute, id: '7', email: 'ana@example.com', display_name: 'Ana' },
      ...{ environment: 'prod', total_users: 1204 },
    });
    const second = await poll(noon + 2 * minute, first.cursor);
    const whole = { name: 'Ana', email: 'ana@example.com', environment: 'prod', totalUsers: 1204 };
    const bare = { name: '', email: '', environment: '', totalUsers: null };
    expect(second.notices?.map(({ notice }) => notice)).toEqual([
      { kind: 'user', at: '2026-03-10T12:01:00.000Z', userId: '7', ...(name.startsWith('a time') ? bare : whole) },
    ]);
    expect(second.batches).toEqual([]);
    expect((await poll(noon + 3 * minute, second.cursor)).notices).toEqual([]);
  });
});

it('hides addresses wherever they stand where that is set', async () => {
  const { insert, poll } = await users(null, precise, true);
  const { cursor } = await poll(noon, null);
  await insert({ at: noon + 1000, id: 'ana@example.com', email: 'ana@example.com', display_name: 'ana@example.com' });
  const report = await poll(noon + minute, cursor);
  expect(JSON.stringify(report.notices)).not.toContain('ana@');
  expect(report.notices?.[0]?.subject).toBe('New user a…@example.com');
});

it('are one message when they come all at once', async () => {
  const { insert, poll } = await users();
  const { cursor } = await poll(noon, null);
  await insert(
    ...Array.from({ length: 300 }, (_, index) => ({
      ...{ at: noon + index * 100, id: `u${index}`, display_name: `User ${index}`, total_users: 1000 + index },
    })),
  );
  const report = await poll(noon + minute, cursor);
  expect(report.notices).toHaveLength(1);
  expect(report.notices?.[0]?.notice).toMatchObject({ kind: 'users', count: 300, totalUsers: 1299 });
});

it('without a table are not set up', async () => {
  const database = await clickhouse.freshDatabase();
  const source = createUsersSource(connectTo(clickhouse.url, database), { maskEmail: false });
  expect(successOf(await source.poll({ now: noon, cursor: null }, signal()))).toMatchObject({ kind: 'notSetUp' });
});
