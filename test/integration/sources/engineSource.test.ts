import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnomaliesWriter } from '../../../core/adapters/clickhouse/anomaliesWriter.ts';
import type { Connection } from '../../../core/adapters/clickhouse/connection.ts';
import { createEngineSource } from '../../../core/adapters/clickhouse/engineSource.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { createWindowsReader } from '../../../core/adapters/clickhouse/windowsReader.ts';
import type { WriteBack } from '../../../core/adapters/clickhouse/writeBack.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { Settings } from '../../../shared/settings.ts';
import { anObservation } from '../../support/builders.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { ordinary, type ShopWindow, writeWindow } from '../../support/shopEvents.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const windowMs = 300_000;
const { engine } = Settings.parse({});
const signal = () => AbortSignal.timeout(20_000);

type Read = Extract<SourceReport, { kind: 'read' }>;

describe('the engine as a source', () => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
  });
  afterAll(() => clickhouse.stop());

  async function shop(options: { writeBack?: (connection: Connection) => WriteBack; historyMs?: number } = {}) {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    const clock = new ManualClock(noon);
    const log = recordingLog();
    const source = createEngineSource({
      reader: createWindowsReader(connection, () => clock.now()),
      engine,
      currency: 'USD',
      staleAfterMs: 600_000,
      writeBack: options.writeBack?.(connection) ?? null,
      clock,
      log,
      ...(options.historyMs === undefined ? {} : { historyMs: options.historyMs }),
    });
    return {
      database,
      connection,
      clock,
      log,
      /** `index` counts windows from noon, negative ones before it. */
      write: (index: number, window: ShopWindow) =>
        writeWindow(clickhouse, `${database}.events`, noon + index * windowMs, windowMs, window),
      async poll(now: number, cursor: string | null): Promise<Read> {
        clock.jump(now - clock.now());
        const report = successOf(await source.poll({ now, cursor }, signal()));
        if (report.kind !== 'read') throw new Error(report.message);
        return report;
      },
      pollRaw: (now: number, cursor: string | null) => source.poll({ now, cursor }, signal()),
    };
  }

  async function ordinaryHour(write: (index: number, window: ShopWindow) => Promise<void>, from = -12, to = 0) {
    for (let index = from; index < to; index++) await write(index, { ...ordinary, pageViews: 300 + (index % 3) * 10 });
  }

  it('judges a window half a minute after it closed, once', async () => {
    const { write, poll, connection } = await shop();
    await ordinaryHour(write);
    await write(0, { ...ordinary, purchases: 3 });
    const first = await poll(noon + 10_000, JSON.stringify({ judgedUntil: noon }));
    expect(first.batches).toEqual([]);
    const early = await poll(noon + windowMs + 29_000, first.cursor);
    expect(early.batches).toEqual([]);
    const due = await poll(noon + windowMs + 30_000, early.cursor);
    expect(due.batches).toHaveLength(1);
    expect(due.batches[0]).toMatchObject({ source: 'engine', at: noon + windowMs + 30_000, completeness: 'window' });
    expect(due.batches[0]?.observations).toMatchObject([
      {
        type: 'revenue_drop',
        severity: 'critical',
        metricValue: 75,
        expectedValue: 500,
        labels: {},
        windowStart: noon,
      },
      { type: 'cart_abandonment_spike', severity: 'critical', metricValue: 94, expectedValue: 60 },
      { type: 'conversion_drop', severity: 'high', metricValue: 1.5, expectedValue: 10 },
    ]);
    expect(due.batches[0]?.observations[0]?.description).toBe(
      'Revenue $75 (expected about $500), 85 % below: 3 purchases from 353 events. Possible payment, pricing or traffic problem.',
    );
    const again = await poll(noon + windowMs + 60_000, due.cursor);
    expect(again.batches).toEqual([]);
    expect(again.cursor).toBe(due.cursor);
    await connection.close();
  });

  it('takes a window without events as zeros: an outage is seen', async () => {
    const { write, poll, connection } = await shop();
    await ordinaryHour(write);
    const report = await poll(noon + windowMs + 30_000, JSON.stringify({ judgedUntil: noon }));
    expect(report.batches[0]?.observations.map(({ type, severity }) => [type, severity])).toEqual([
      ['revenue_drop', 'critical'],
      ['traffic_drop', 'critical'],
    ]);
    expect(report.newestRowAt).toBeLessThan(noon);
    expect(report.newestRowAt).toBeGreaterThan(noon - 2000);
    await connection.close();
  });

  it('makes up for an absence window by window, as if it had been watching', async () => {
    const { write, poll, connection } = await shop();
    await ordinaryHour(write, -12, 6);
    await write(6, { ...ordinary, purchases: 0 });
    await ordinaryHour(write, 7, 9);
    const missed = await poll(noon + 9 * windowMs + 45_000, JSON.stringify({ judgedUntil: noon }));
    expect(missed.batches.map((batch) => batch.at)).toEqual(
      Array.from({ length: 9 }, (_, index) => noon + (index + 1) * windowMs + 30_000),
    );
    const told = missed.batches.map((batch) => batch.observations.map((each) => each.type));
    expect(told.filter((types) => types.length > 0)).toEqual([
      ['revenue_drop', 'cart_abandonment_spike', 'conversion_drop'],
    ]);
    expect(told[6]).toHaveLength(3);
    await connection.close();
  });

  it('judges nothing of a shop that has just opened until there is enough to compare with', async () => {
    const { write, poll, connection, database } = await shop();
    // It opened in the middle of a window, which therefore counts too little to be compared with.
    const opening = noon - 6 * windowMs + windowMs / 2;
    await writeWindow(clickhouse, `${database}.events`, opening, windowMs / 2, ordinary);
    await ordinaryHour(write, -5, 0);
    await write(0, { ...ordinary, purchases: 0 });
    const report = await poll(noon + windowMs + 30_000, null);
    expect(report.batches).toEqual([]);
    await write(1, { ...ordinary, purchases: 0 });
    const later = await poll(noon + 2 * windowMs + 30_000, report.cursor);
    expect(later.batches).toHaveLength(1);
    expect(later.batches[0]?.observations.map((each) => each.type)).toContain('revenue_drop');
    await connection.close();
  });

  it('replays as much history as it is told to on its first start', async () => {
    const { write, poll, connection } = await shop({ historyMs: 4 * 3_600_000 });
    await ordinaryHour(write, -60, -30);
    await write(-30, { ...ordinary, purchases: 0 });
    await ordinaryHour(write, -29, 0);
    const report = await poll(noon + 40_000, null);
    expect(report.batches).toHaveLength(48);
    const fired = report.batches.filter((batch) => batch.observations.length > 0);
    expect(fired.map((batch) => batch.at)).toEqual([noon - 29 * windowMs + 30_000]);
    await connection.close();
  });

  it('waits out a clock that was set back a little, and begins anew after more', async () => {
    const { write, poll, pollRaw, connection, log } = await shop();
    await ordinaryHour(write, -24, 1);
    const cursor = JSON.stringify({ judgedUntil: noon });
    const waiting = await pollRaw(noon - 12 * 60_000, cursor);
    expect(waiting).toMatchObject({ ok: false, error: { code: 'unknown' } });
    expect(waiting.ok ? '' : waiting.error.message).toBe(
      'The clock of this machine was set back to 11:48 UTC, but later windows were judged already. ' +
        'Nothing new is judged until 12:00 UTC; check the clock.',
    );
    const reset = await poll(noon - 50 * 60_000 + 30_000, cursor);
    expect(reset.batches).toEqual([]);
    expect(log.lines.map((line) => line.level)).toEqual(['warn']);
    const next = await poll(noon - 45 * 60_000 + 30_000, reset.cursor);
    expect(next.batches).toHaveLength(1);
    await connection.close();
  });

  it('writes what it found where others read it, once, however many clients do', async () => {
    const writer = (connection: Connection) => createAnomaliesWriter(connection, () => noon + windowMs + 31_000);
    const { write, poll, connection, database } = await shop({ writeBack: writer });
    await ordinaryHour(write);
    await write(0, { ...ordinary, purchases: 3 });
    const cursor = JSON.stringify({ judgedUntil: noon });
    for (let client = 0; client < 3; client++) await poll(noon + windowMs + 30_000, cursor);
    const rows = await clickhouse.query(
      `SELECT toUnixTimestamp(window_start) * 1000, anomaly_type, severity, metric_value, expected_value,
       toUnixTimestamp(detected_at) * 1000, acknowledged FROM ${database}.anomalies ORDER BY anomaly_type`,
    );
    const detected = noon + windowMs + 31_000;
    expect(rows.split('\n')).toEqual([
      `${noon}\tcart_abandonment_spike\tcritical\t94\t60\t${detected}\t0`,
      `${noon}\tconversion_drop\thigh\t1.5\t10\t${detected}\t0`,
      `${noon}\trevenue_drop\tcritical\t75\t500\t${detected}\t0`,
    ]);
    const baselines = await clickhouse.query(
      `SELECT metric_name, window_size, sample_count, toUnixTimestamp(computed_at) * 1000 FROM ${database}.anomaly_baselines
       WHERE metric_name = 'events'`,
    );
    expect(baselines).toBe(`events\t300\t12\t${noon + windowMs}`);
    await connection.close();
  });

  it('leaves one row of each finding when several clients write at the same instant', async () => {
    const database = await clickhouse.freshDatabase();
    const connections = [1, 2, 3, 4].map(() => connectTo(clickhouse.url, database));
    const [first] = connections;
    if (first) successOf(await applySchema(first, signal()));
    const baseline = { mean: 1, stddev: 0, min: 1, max: 1, p95: 1, count: 12 };
    for (let round = 0; round < 5; round++) {
      const windowStart = noon + round * windowMs;
      const findings = {
        anomalies: [anObservation({ windowStart }), anObservation({ type: 'traffic_drop', windowStart })],
        baselines: [{ metric: 'events', windowMs, baseline, computedAt: windowStart }],
      };
      const writes = connections.map((connection, client) =>
        createAnomaliesWriter(connection, () => windowStart + client * 1000).write(findings, signal()),
      );
      for (const written of await Promise.all(writes)) successOf(written);
    }
    expect(await clickhouse.query(`SELECT count() FROM ${database}.anomalies`)).toBe('10');
    expect(await clickhouse.query(`SELECT count() FROM ${database}.anomaly_baselines`)).toBe('5');
    expect(await clickhouse.query(`SELECT sum(anomaly_count) FROM ${database}.anomaly_summary`)).toBe('10');
    for (const connection of connections) await connection.close();
  });

  it('writes findings into tables that others made, in their own types', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    await clickhouse.query(
      `CREATE TABLE ${database}.anomalies (window_start String, anomaly_type Nullable(String), severity String, description String,
       metric_value String, expected_value String, detected_at DateTime64(6)) ENGINE = MergeTree ORDER BY tuple()`,
    );
    await clickhouse.query(
      `CREATE TABLE ${database}.anomaly_baselines (metric_name String, window_size String, avg_value Float32, stddev_value Float32,
       min_value Float32, max_value Float32, percentile_95 Float32, sample_count UInt8, computed_at String)
       ENGINE = MergeTree ORDER BY tuple()`,
    );
    const baseline = { mean: 1, stddev: 0, min: 1, max: 1, p95: 1, count: 12 };
    const writer = createAnomaliesWriter(connection, () => noon + 1000);
    const findings = {
      anomalies: [anObservation({ windowStart: noon, description: "O'Hara \\ \n 中" })],
      baselines: [{ metric: 'events', windowMs, baseline, computedAt: noon }],
    };
    for (let time = 0; time < 2; time++) successOf(await writer.write(findings, signal()));
    expect(await clickhouse.query(`SELECT * FROM ${database}.anomalies`)).toBe(
      "2026-03-10 12:00:00\trevenue_drop\thigh\tO\\'Hara \\\\ \\n 中\t245\t1850\t2026-03-10 08:00:01.000000",
    );
    expect(await clickhouse.query(`SELECT window_size, computed_at FROM ${database}.anomaly_baselines`)).toBe(
      '300\t2026-03-10 12:00:00',
    );
    await connection.close();
  });

  it('is not stopped by findings that cannot be written, and writes them later', async () => {
    const writer = (connection: Connection) => createAnomaliesWriter(connection, () => noon);
    const { write, poll, connection, database, log } = await shop({ writeBack: writer });
    await ordinaryHour(write);
    await write(0, { ...ordinary, purchases: 3 });
    await clickhouse.query(`RENAME TABLE ${database}.anomalies TO ${database}.away`);
    const first = await poll(noon + windowMs + 30_000, JSON.stringify({ judgedUntil: noon }));
    expect(first.batches[0]?.observations).toHaveLength(3);
    await poll(noon + windowMs + 40_000, first.cursor);
    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
    expect(first.note).toContain('Findings are not written to ClickHouse');
    await clickhouse.query(`RENAME TABLE ${database}.away TO ${database}.anomalies`);
    const last = await poll(noon + windowMs + 60_000, first.cursor);
    expect(last.note).toBeNull();
    expect(await clickhouse.query(`SELECT count() FROM ${database}.anomalies`)).toBe('3');
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'info']);
    await connection.close();
  });

  it('is not set up where there are no events, and judges nothing where there are none yet', async () => {
    const empty = await shop();
    const report = await empty.poll(noon, null);
    expect(report).toMatchObject({ batches: [], newestRowAt: null });
    await empty.connection.close();

    const connection = connectTo(clickhouse.url, await clickhouse.freshDatabase());
    const source = createEngineSource({
      reader: createWindowsReader(connection, () => noon),
      engine,
      currency: 'USD',
      staleAfterMs: 600_000,
      writeBack: null,
      clock: new ManualClock(noon),
      log: recordingLog(),
    });
    expect(successOf(await source.poll({ now: noon, cursor: null }, signal()))).toMatchObject({ kind: 'notSetUp' });
    await connection.close();
  });
});
