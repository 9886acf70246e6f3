import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAcknowledgementWriter } from '../../../core/adapters/clickhouse/acknowledgementWriter.ts';
import { writeAnomaliesCursor } from '../../../core/adapters/clickhouse/anomaliesCursor.ts';
import { createAnomaliesSource } from '../../../core/adapters/clickhouse/anomaliesSource.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const signal = () => AbortSignal.timeout(20_000);

type Read = Extract<SourceReport, { kind: 'read' }>;
type AnomalyRow = Record<string, string | number | null>;

const utc = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const seconds = (at: number) => Math.floor(at / 1000);
/** In quotes and with a fraction: a bare number would be taken for ticks of the column's own precision. */
const precise = (at: number) => (at / 1000).toFixed(3).padStart(14, '0');

/** How others make the table; `time` is how they write an instant into it. */
const tables = {
  'our own schema': { columns: null, time: seconds },
  'plain DateTime without a zone': {
    columns: `window_start DateTime, anomaly_type String, severity String, description String, metric_value String,
      expected_value String, detected_at DateTime, acknowledged UInt8, acknowledged_at DateTime, acknowledged_by String, extra String`,
    time: seconds,
  },
  'all String': {
    columns: `window_start String, anomaly_type String, severity String, description String, metric_value String,
      expected_value String, detected_at String, acknowledged String, acknowledged_at String, acknowledged_by String`,
    time: utc,
  },
  'Nullable and LowCardinality': {
    columns: `window_start Nullable(DateTime64(3)), anomaly_type LowCardinality(Nullable(String)), severity Nullable(String),
      description Nullable(String), metric_value Nullable(String), expected_value Nullable(Float64), detected_at DateTime64(6),
      acknowledged Nullable(Bool), acknowledged_at Nullable(String), acknowledged_by Nullable(String)`,
    time: precise,
  },
} as const;

describe.each(Object.entries(tables))(
  'anomalies in a table of %s, in a server in New York',
  (_name, { columns, time }) => {
    let clickhouse: EmbeddedClickHouse;
    beforeAll(async () => {
      clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
    });
    afterAll(() => clickhouse.stop());

    async function table() {
      const database = await clickhouse.freshDatabase();
      const connection = connectTo(clickhouse.url, database);
      if (columns === null) successOf(await applySchema(connection, signal()));
      else
        await clickhouse.query(`CREATE TABLE ${database}.anomalies (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
      const source = createAnomaliesSource({ connection, log: recordingLog() });
      return {
        connection,
        database,
        insert: (row: AnomalyRow & { at?: number; window?: number }) => {
          const { at = noon, window = noon - 5 * minute, ...rest } = row;
          const whole = {
            window_start: time(window),
            anomaly_type: 'revenue_drop',
            severity: 'high',
            description: 'Revenue fell.',
            metric_value: '$1,245.50',
            expected_value: '1850',
            detected_at: time(at),
            ...rest,
          };
          return clickhouse.query(
            `INSERT INTO ${database}.anomalies SETTINGS input_format_skip_unknown_fields = 1 FORMAT JSONEachRow\n${JSON.stringify(whole)}`,
          );
        },
        async poll(now: number, cursor: string | null): Promise<Read> {
          const report = successOf(await source.poll({ now, cursor }, signal()));
          if (report.kind !== 'read') throw new Error(report.message);
          return report;
        },
      };
    }

    const told = (report: Read) => report.batches.flatMap((batch) => batch.observations);

    it('tells a row as it was written, at the instant that was meant', async () => {
      const { insert, poll, connection } = await table();
      await insert({});
      const report = await poll(noon + minute, null);
      expect(report.batches).toMatchObject([{ source: 'anomalies', at: noon, completeness: 'rows' }]);
      expect(told(report)).toEqual([
        {
          source: 'anomalies',
          type: 'revenue_drop',
          labels: {},
          severity: 'high',
          description: 'Revenue fell.',
          metricValue: 1245.5,
          expectedValue: 1850,
          unit: 'currency',
          windowStart: noon - 5 * minute,
          windowMs: 300_000,
          zScore: null,
          changePercent: -32.6756756757,
          trend: null,
          runbookUrl: null,
          acknowledgement: null,
        },
      ]);
      expect(report.newestRowAt).toBe(noon);
      expect(report.skipped).toEqual({ count: 0, last: null });
      await connection.close();
    });

    it('tells nothing twice, and finds rows that arrive late', async () => {
      const { insert, poll, connection } = await table();
      await insert({});
      const first = await poll(noon + minute, null);
      const second = await poll(noon + minute + 30_000, first.cursor);
      expect(second.batches).toEqual([]);
      await insert({ anomaly_type: 'late_one', at: noon - 50 * minute, window: noon - 55 * minute });
      const third = await poll(noon + 2 * minute, second.cursor);
      expect(told(third).map((each) => each.type)).toEqual(['late_one']);
      expect(third.batches[0]?.at).toBe(noon - 50 * minute);
      const quiet = await poll(noon + 2 * minute + 5000, third.cursor);
      expect(quiet.batches).toEqual([]);
      expect(quiet.cursor).toBe(third.cursor);
      await connection.close();
    });

    it('leaves out what is older than a day on the first start', async () => {
      const { insert, poll, connection } = await table();
      await insert({ anomaly_type: 'ancient', at: noon - 25 * hour });
      await insert({ anomaly_type: 'yesterday', at: noon - 23 * hour });
      const report = await poll(noon, null);
      expect(told(report).map((each) => each.type)).toEqual(['yesterday']);
      await connection.close();
    });

    it('places a row by its window when nobody filled in when it was detected, and else from now', async () => {
      const { insert, poll, connection } = await table();
      await insert({ anomaly_type: 'history', at: 0, window: 0 });
      const first = await poll(noon, null);
      expect(told(first)).toEqual([]);
      await insert({ anomaly_type: 'undetected', at: 0 });
      await insert({ anomaly_type: 'timeless', at: 0, window: 0 });
      const next = await poll(noon + minute, first.cursor);
      expect(
        told(next)
          .map((each) => [each.type, each.windowStart])
          .toSorted(),
      ).toEqual([
        ['timeless', noon + minute],
        ['undetected', noon - 5 * minute],
      ]);
      expect(next.skipped).toMatchObject({ count: 1, last: expect.stringContaining('timeless: detected_at') });
      expect((await poll(noon + 2 * minute, next.cursor)).batches).toEqual([]);
      await connection.close();
    });

    it('sees within one cycle what others acknowledge and take back, of old rows too', async () => {
      const { insert, poll, connection, database } = await table();
      await insert({ at: noon - 20 * hour, window: noon - 20 * hour });
      await insert({ at: noon, anomaly_type: 'traffic_drop' });
      const first = await poll(noon, null);
      expect(told(first)).toHaveLength(2);
      const writer = createAcknowledgementWriter(connection);
      const acknowledge = (acknowledged: boolean) =>
        writer.write(
          {
            alertId: 'a',
            type: 'revenue_drop',
            windowStarts: [noon - 20 * hour],
            acknowledged,
            at: noon + minute,
            by: "O'Hara \\ 中",
          },
          signal(),
        );
      expect(successOf(await acknowledge(true))).toEqual({ written: true, message: null });
      const second = await poll(noon + 2 * minute, first.cursor);
      expect(told(second)).toMatchObject([
        {
          type: 'revenue_drop',
          acknowledgement: { at: noon + minute, by: "O'Hara \\ 中" },
          windowStart: noon - 20 * hour,
        },
      ]);
      const third = await poll(noon + 3 * minute, second.cursor);
      expect(third.batches).toEqual([]);
      expect(successOf(await acknowledge(false))).toEqual({ written: true, message: null });
      const fourth = await poll(noon + 4 * minute, third.cursor);
      expect(told(fourth)).toMatchObject([{ type: 'revenue_drop', acknowledgement: null }]);
      const fifth = await poll(noon + 5 * minute, fourth.cursor);
      expect(fifth.batches).toEqual([]);
      expect(await clickhouse.query(`SELECT count() FROM ${database}.anomalies`)).toBe('2');
      await connection.close();
    });

    it('keeps an acknowledgement when the same window is written again', async () => {
      const { insert, poll, connection } = await table();
      await insert({});
      const first = await poll(noon, null);
      const writer = createAcknowledgementWriter(connection);
      successOf(
        await writer.write(
          {
            alertId: 'a',
            type: 'revenue_drop',
            windowStarts: [noon - 5 * minute],
            acknowledged: true,
            at: noon,
            by: 'ada',
          },
          signal(),
        ),
      );
      const second = await poll(noon + minute, first.cursor);
      await insert({ at: noon + minute, severity: 'critical' });
      const third = await poll(noon + 2 * minute, second.cursor);
      expect(told(third)).toMatchObject([{ severity: 'critical', acknowledgement: { by: 'ada' } }]);
      await connection.close();
    });
  },
);

describe('anomalies that are odd', () => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse();
  });
  afterAll(() => clickhouse.stop());

  const strings = `window_start String, anomaly_type String, severity String, description String, metric_value String,
    expected_value String, detected_at String`;

  async function textTable(rows: Record<string, string>[]) {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    await clickhouse.query(`CREATE TABLE ${database}.anomalies (${strings}) ENGINE = MergeTree ORDER BY tuple()`);
    const source = createAnomaliesSource({ connection, log: recordingLog() });
    const insert = (more: Record<string, string>[]) =>
      clickhouse.query(
        `INSERT INTO ${database}.anomalies FORMAT JSONEachRow\n${more
          .map((row) =>
            JSON.stringify({
              window_start: utc(noon),
              anomaly_type: 'x',
              severity: 'high',
              description: 'd',
              metric_value: '',
              expected_value: '',
              detected_at: utc(noon),
              ...row,
            }),
          )
          .join('\n')}`,
      );
    if (rows.length > 0) await insert(rows);
    const poll = async (now: number, cursor: string | null): Promise<Read> => {
      const report = successOf(await source.poll({ now, cursor }, signal()));
      if (report.kind !== 'read') throw new Error(report.message);
      return report;
    };
    return { poll, insert, connection, database };
  }

  it('are kept with a severity of medium when theirs is not known, and counted', async () => {
    const { poll, connection } = await textTable([{ severity: 'apocalyptic' }]);
    const report = await poll(noon, null);
    expect(report.batches[0]?.observations).toMatchObject([{ severity: 'medium' }]);
    expect(report.skipped).toEqual({
      count: 1,
      last: 'x: severity "apocalyptic" is not known and was taken as medium',
    });
    await connection.close();
  });

  it('are kept without a number when theirs is none', async () => {
    const { poll, connection } = await textTable([
      { metric_value: 'NaN', expected_value: '1e999', anomaly_type: 'a' },
      { metric_value: '99 %', expected_value: 'about 12 %', anomaly_type: 'b' },
    ]);
    const report = await poll(noon, null);
    expect(report.batches[0]?.observations).toMatchObject([
      { metricValue: null, expectedValue: null, unit: 'none' },
      { metricValue: 99, expectedValue: 12, unit: 'percent' },
    ]);
    await connection.close();
  });

  it('count from now when they are from the future or from no time at all, once', async () => {
    const { poll, insert, connection } = await textTable([]);
    const start = await poll(noon, null);
    await insert([
      { anomaly_type: 'future', detected_at: '2099-01-01 00:00:00', window_start: '2099-01-01 00:00:00' },
      { anomaly_type: 'timeless', detected_at: 'soon', window_start: '' },
    ]);
    const report = await poll(noon + minute, start.cursor);
    const observations = report.batches.flatMap((batch) => batch.observations);
    expect(observations.map((each) => [each.type, each.windowStart]).toSorted()).toEqual([
      ['future', noon + minute],
      ['timeless', noon + minute],
    ]);
    expect(report.skipped.count).toBe(2);
    expect(report.newestRowAt).toBe(noon + minute);
    expect((await poll(noon + 2 * minute, report.cursor)).batches).toEqual([]);
    await connection.close();
  });

  it('are cut and cleaned before they travel: a megabyte of text, control characters, markup', async () => {
    const { poll, connection } = await textTable([
      { anomaly_type: 'long', description: 'é'.repeat(1_000_000) },
      { anomaly_type: 'dirty\u0007', description: 'a\u0000b\u001b[31m\nc \u202etxt <b>&' },
    ]);
    const report = await poll(noon, null);
    const [long, dirty] = report.batches
      .flatMap((batch) => batch.observations)
      .toSorted((a, b) => b.type.localeCompare(a.type));
    expect(long?.description).toHaveLength(2000);
    expect(long?.description.endsWith('é…')).toBe(true);
    expect(dirty).toMatchObject({ type: 'dirty', description: 'ab[31m c txt <b>&' });
    await connection.close();
  });

  it('are read without acknowledgements where there are no columns for them, which is said', async () => {
    const { poll, connection } = await textTable([{}]);
    const report = await poll(noon, null);
    expect(report.batches[0]?.observations).toMatchObject([{ acknowledgement: null }]);
    expect(report.skipped).toEqual({ count: 0, last: null });
    expect(report.note).toContain('no acknowledged, acknowledged_at, acknowledged_by');
    const written = await createAcknowledgementWriter(connection).write(
      { alertId: 'a', type: 'x', windowStarts: [noon], acknowledged: true, at: noon, by: 'ada' },
      signal(),
    );
    expect(successOf(written)).toMatchObject({ written: false });
    await connection.close();
  });

  it('come two thousand at a time when there are many, and none is lost', async () => {
    const { poll, connection, database } = await textTable([]);
    const start = await poll(noon, null);
    await clickhouse.query(
      `INSERT INTO ${database}.anomalies SELECT '${utc(noon)}', concat('type_', toString(number)), 'low', 'd', '', '', '${utc(noon)}'
       FROM numbers(4500)`,
    );
    const types = new Set<string>();
    let cursor = start.cursor;
    const counts: number[] = [];
    for (let cycle = 0; cycle < 4; cycle++) {
      const report = await poll(noon + (cycle + 1) * 30_000, cursor);
      const observations = report.batches.flatMap((batch) => batch.observations);
      counts.push(observations.length);
      for (const each of observations) types.add(each.type);
      cursor = report.cursor;
    }
    expect(counts).toEqual([2000, 2000, 500, 0]);
    expect(types.size).toBe(4500);
    await connection.close();
  });

  it('are found after the clock of this machine was ahead for a day and is right again', async () => {
    const { poll, insert, connection } = await textTable([{ anomaly_type: 'before' }]);
    const first = await poll(noon + minute, null);
    const ahead = await poll(noon + 24 * hour, first.cursor);
    await insert([{ anomaly_type: 'after', detected_at: utc(noon + 2 * minute) }]);
    const right = await poll(noon + 3 * minute, ahead.cursor);
    expect(right.batches.flatMap(({ observations }) => observations.map(({ type }) => type))).toEqual(['after']);
    await connection.close();
  });

  it('are found although watching began with a clock that was a year ahead', async () => {
    const { poll, insert, connection } = await textTable([]);
    const ahead = await poll(noon + 365 * 24 * hour, null);
    await insert([{ anomaly_type: 'after', detected_at: utc(noon + 2 * minute) }]);
    const right = await poll(noon + 3 * minute, ahead.cursor);
    expect(right.batches.flatMap(({ observations }) => observations.map(({ type }) => type))).toEqual(['after']);
    await connection.close();
  });

  it('are found behind more acknowledged ones of the last days than one look can hold', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    const source = createAnomaliesSource({ connection, log: recordingLog() });
    const write = (type: string, at: number, count: number, acknowledged: 0 | 1) =>
      clickhouse.query(
        `INSERT INTO ${database}.anomalies (window_start, anomaly_type, severity, description, detected_at, acknowledged)
         SELECT toDateTime(${seconds(at)}) - number, '${type}', 'high', 'd', toDateTime(${seconds(at)}) - number, ${acknowledged} FROM numbers(${count})`,
      );
    await write('taken', noon - 24 * hour, 21_000, 1);
    await write('new_one', noon - minute, 1, 0);
    const before = { floor: noon - 5 * 24 * hour, from: noon - hour, newestAt: noon - minute };
    const cursor = writeAnomaliesCursor({ ...before, seen: new Set(), acknowledged: new Set() });
    const report = successOf(await source.poll({ now: noon, cursor }, signal()));
    const types = report.kind === 'read' ? report.batches.flatMap((batch) => batch.observations) : [];
    expect(types.map(({ type }) => type)).toContain('new_one');
    await connection.close();
  });

  it('are not set up without their table, and name a column that is missing', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    const source = createAnomaliesSource({ connection, log: recordingLog() });
    expect(successOf(await source.poll({ now: noon, cursor: null }, signal()))).toMatchObject({ kind: 'notSetUp' });
    await clickhouse.query(
      `CREATE TABLE ${database}.anomalies (window_start DateTime, anomaly_type String) ENGINE = MergeTree ORDER BY tuple()`,
    );
    const poll = await source.poll({ now: noon, cursor: null }, signal());
    expect(poll).toMatchObject({ ok: false, error: { code: 'missingColumn' } });
    expect(poll.ok ? '' : poll.error.message).toContain('severity, description, metric_value');
    await connection.close();
  });
});
