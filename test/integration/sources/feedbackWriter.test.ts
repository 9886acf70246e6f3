import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeedbackWriter } from '../../../core/adapters/clickhouse/feedbackWriter.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import type { FeedbackIntent } from '../../../core/monitor/feedbackSync.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

const at = Date.parse('2026-03-10T12:07:30.250Z');
const signal = () => AbortSignal.timeout(20_000);

const said = (given: Partial<FeedbackIntent> = {}): FeedbackIntent => ({
  ...{ alertId: 'a1', fingerprint: 'f1', type: 'revenue_drop', labels: { shop: "de'\\x" }, series: 'shop/revenue' },
  ...{ windowStart: Date.parse('2026-03-10T12:00:00.000Z'), label: 'falseAlarm', comment: 'Only\n"us"', by: 'ana', at },
  ...given,
});

describe('feedback in ClickHouse', () => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse({ timezone: 'Asia/Tokyo' });
  });
  afterAll(() => clickhouse.stop());

  const rowsOf = async (database: string) =>
    (
      await clickhouse.query(
        `SELECT * FROM ${database}.anomaly_feedback ORDER BY alert_id, ts, label FORMAT JSONEachRow`,
      )
    )
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is a row for each word, and none more when it is written again or in other company', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    const writer = createFeedbackWriter(connection);
    successOf(await writer.write([said()], signal()));
    successOf(await writer.write([said()], signal()));
    successOf(await writer.write([said(), said({ label: '', comment: '', at: at + 10 })], signal()));
    expect(await rowsOf(database)).toEqual([
      {
        ...{ ts: '2026-03-10 12:07:30.250', alert_id: 'a1', fingerprint: 'f1', anomaly_type: 'revenue_drop' },
        ...{ window_start: '2026-03-10 12:00:00.000', labels: { shop: "de'\\x" }, label: 'falseAlarm' },
        ...{ comment: 'Only\n"us"', given_by: 'ana', series: 'shop/revenue' },
      },
      expect.objectContaining({ ts: '2026-03-10 12:07:30.260', label: '' }),
    ]);
    await connection.close();
  });

  it('goes into a table that others made of plain columns', async () => {
    const database = await clickhouse.freshDatabase();
    const columns = ['alert_id', 'fingerprint', 'anomaly_type', 'labels', 'label', 'comment', 'given_by', 'series'];
    const text = columns.map((name) => `${name} String`).join(', ');
    await clickhouse.query(
      `CREATE TABLE ${database}.anomaly_feedback (ts DateTime('UTC'), window_start String, ${text}) ENGINE = MergeTree ORDER BY ts`,
    );
    const connection = connectTo(clickhouse.url, database);
    const writer = createFeedbackWriter(connection);
    for (const _ of [1, 2]) successOf(await writer.write([said(), said({ label: 'real' })], signal()));
    expect(await rowsOf(database)).toMatchObject([
      { ts: '2026-03-10 12:07:30', window_start: '2026-03-10 12:00:00', labels: '{"shop":"de\'\\\\x"}' },
      { label: 'real' },
    ]);
    await connection.close();
  });

  it('says what is missing while there is no such table, or not all of it', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    const writer = createFeedbackWriter(connection);
    expect(await writer.write([said()], signal())).toMatchObject({ ok: false, error: { code: 'missingTable' } });
    await clickhouse.query(`CREATE TABLE ${database}.anomaly_feedback (ts DateTime) ENGINE = MergeTree ORDER BY ts`);
    expect(await writer.write([said()], signal())).toMatchObject({ ok: false, error: { code: 'missingColumn' } });
    await connection.close();
  });
});
