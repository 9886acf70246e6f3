import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnomaliesSource } from '../../../core/adapters/clickhouse/anomaliesSource.ts';
import { createAnomaliesWriter } from '../../../core/adapters/clickhouse/anomaliesWriter.ts';
import type { Connection } from '../../../core/adapters/clickhouse/connection.ts';
import { createEngineSource } from '../../../core/adapters/clickhouse/engineSource.ts';
import { createMetricHistory } from '../../../core/adapters/clickhouse/metricHistory.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { createWindowsReader, type WindowsReader } from '../../../core/adapters/clickhouse/windowsReader.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { sessionDurationAnomaly } from '../../../shared/detection/types/sessionDurationAnomaly.ts';
import { failed } from '../../../shared/problem.ts';
import { Settings } from '../../../shared/settings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const windowMs = 300_000;
const type = 'session_duration_anomaly';
const signal = () => AbortSignal.timeout(20_000);
const due = (index: number) => noon + (index + 1) * windowMs + 30_000;
const cursorAt = (index: number) => JSON.stringify({ judgedUntil: noon + index * windowMs });

type Read = Extract<SourceReport, { kind: 'read' }>;

describe('the median session', () => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
  });
  afterAll(() => clickhouse.stop());

  async function shop(thresholds: Record<string, unknown> = {}) {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    return { database, ...engineOver(connection, thresholds) };
  }

  function engineOver(connection: Connection, thresholds: Record<string, unknown> = {}) {
    const { engine } = Settings.parse({ engine: { thresholds } });
    const clock = new ManualClock(noon);
    const asked: string[] = [];
    const faults = { measure: false };
    const windows = createWindowsReader(connection, () => clock.now());
    const reader: WindowsReader = {
      ...windows,
      async measure(measure, range, limited) {
        asked.push(`${range.from}..${range.to}`);
        return faults.measure
          ? failed('badQuery', 'ClickHouse refused it.', false)
          : windows.measure(measure, range, limited);
      },
    };
    const source = createEngineSource({
      ...{ reader, engine, currency: 'USD', staleAfterMs: 600_000, clock, log: recordingLog() },
      writeBack: createAnomaliesWriter(connection, () => clock.now()),
    });
    return {
      connection,
      asked,
      faults,
      history: createMetricHistory({ reader, engine, now: () => clock.now() }),
      async poll(now: number, cursor: string | null): Promise<Read> {
        clock.jump(now - clock.now());
        const report = successOf(await source.poll({ now, cursor }, signal()));
        if (report.kind !== 'read') throw new Error(report.message);
        return report;
      },
    };
  }

  /**
   * 410 sessions of three events, from 20 s shorter to 20 s longer than `median`; beside them 100 visits of a single
   * event and 100 events of nobody's session, which count for nothing. `index` counts windows from noon.
   */
  async function write(database: string, index: number, median: number): Promise<void> {
    const start = noon + index * windowMs;
    const length = `(${median} - 20 + intDiv(number, 3) % 41) * 1000`;
    const events = (time: string, session: string, count: number) =>
      `INSERT INTO ${database}.events (event_time, event_type, session_id, category)
       SELECT fromUnixTimestamp64Milli(toInt64(${start} + ${time}), 'UTC'), 'page_view', ${session}, 'Shoes' FROM numbers(${count})`;
    await clickhouse.query(
      events(`[0, 1000, ${length}][number % 3 + 1]`, "concat('s', toString(intDiv(number, 3)))", 1230),
    );
    await clickhouse.query(events('number * 1000', "concat('once', toString(number))", 100));
    await clickhouse.query(events('number * 2000', "''", 100));
  }

  async function ordinaryHour(database: string, from = -12, to = 0): Promise<void> {
    for (let index = from; index < to; index++) await write(database, index, 180 + (index % 3) * 4);
  }

  const told = (report: Read) =>
    report.batches.flatMap(({ observations }) => observations).filter((each) => each.type === type);

  it('that is far shorter is told, written where others read it, and read there again', async () => {
    const { database, poll, connection } = await shop();
    await ordinaryHour(database);
    await write(database, 0, 42);
    const report = await poll(due(0), cursorAt(0));
    // 180, 176 and 172 by turns.
    expect(told(report)).toMatchObject([
      { severity: 'critical', metricValue: 42, expectedValue: 176, unit: 'seconds', windowStart: noon, labels: {} },
    ]);
    expect(told(report)[0]?.description).toBe(
      'Median session 42 s (expected about 176 s), 76 % shorter: 410 sessions. Possible broken page or tracking.',
    );
    expect(report.note).toBeNull();
    const baseline = `SELECT avg_value, sample_count FROM ${database}.anomaly_baselines WHERE metric_name = 'session_duration'`;
    expect(await clickhouse.query(baseline)).toMatch(/^[\d.]+\t12$/);

    const others = createAnomaliesSource({ connection, log: recordingLog() });
    const read = successOf(await others.poll({ now: due(0), cursor: null }, signal()));
    if (read.kind !== 'read') throw new Error(read.message);
    const [again] = told(read);
    expect(again).toMatchObject({ severity: 'critical', metricValue: 42, expectedValue: 176, unit: 'seconds' });
    expect([again?.windowStart, again?.labels]).toEqual([noon, {}]);
    await connection.close();
  });

  it('that is far longer is told too, and one as ever is not', async () => {
    const { database, poll, connection } = await shop();
    await ordinaryHour(database, -12, 1);
    await write(database, 1, 275);
    const report = await poll(due(1), cursorAt(0));
    expect(told(report)).toMatchObject([{ severity: 'critical', metricValue: 275, windowStart: noon + windowMs }]);
    await connection.close();
  });

  it('is measured once for each window: the baseline with the first poll, nothing between windows', async () => {
    const { database, poll, asked, connection } = await shop();
    await ordinaryHour(database, -12, 3);
    const range = (from: number, to: number) => `${noon + from * windowMs}..${noon + to * windowMs}`;
    let { cursor } = await poll(due(0), cursorAt(0));
    for (const seconds of [30, 60, 90]) ({ cursor } = await poll(due(0) + seconds * 1000, cursor));
    expect(asked).toEqual([range(-12, 1)]);
    ({ cursor } = await poll(due(1), cursor));
    await poll(due(2), cursor);
    expect(asked.slice(1)).toEqual([range(1, 2), range(2, 3)]);
    await connection.close();
  });

  it('costs nothing where every limit is empty', async () => {
    const never = { critical: null, high: null, medium: null, low: null };
    const { database, poll, asked, connection } = await shop({ sessionDurationZ: never });
    await ordinaryHour(database);
    await write(database, 0, 42);
    const report = await poll(due(0), cursorAt(0));
    expect([asked, told(report), report.note]).toEqual([[], [], null]);
    await connection.close();
  });

  it('that cannot be measured leaves the other detectors as they are, and is told once it can', async () => {
    const { database, poll, faults, connection } = await shop();
    await ordinaryHour(database);
    await write(database, 0, 176);
    await write(database, 1, 42);
    faults.measure = true;
    const blind = await poll(due(0), cursorAt(0));
    expect(blind.batches[0]?.observations.map((each) => each.type)).toEqual(['conversion_drop']);
    expect(blind.note).toBe('Session duration is not judged: ClickHouse refused it.');
    faults.measure = false;
    const seeing = await poll(due(1), blind.cursor);
    expect(told(seeing)).toHaveLength(1);
    expect(seeing.note).toBeNull();
    await connection.close();
  });

  it.each([
    ['are gone', 'DROP TABLE', /measured in test_\d+\.events, which is not there\.$/],
    ['have no sessions', 'ALTER TABLE', /Column session_id is missing in table test_\d+\.events on 127/],
  ])('is not judged where the events %s and metric_windows tells the rest', async (_where, verb, note) => {
    const { database, poll, connection } = await shop();
    await ordinaryHour(database);
    await write(database, 0, 42);
    for (const view of ['metric_windows_view', 'revenue_per_minute']) {
      await clickhouse.query(`DROP TABLE ${database}.${view}`);
    }
    await clickhouse.query(`${verb} ${database}.events${verb === 'ALTER TABLE' ? ' DROP COLUMN session_id' : ''}`);
    const report = await poll(due(0), cursorAt(0));
    expect(report.batches[0]?.observations.map((each) => each.type)).toEqual(['conversion_drop']);
    expect(report.note).toMatch(/^Session duration is not judged: /);
    expect(report.note).toMatch(note);
    await connection.close();
  });

  it.each([
    ['DateTime', 'LowCardinality(Nullable(String))'],
    ["DateTime64(6, 'Asia/Tokyo')", 'UInt64'],
    ['String', 'Nullable(UUID)'],
  ])('is the same in a table with times of %s and sessions of %s', async (time, session) => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    await clickhouse.query(
      `CREATE TABLE ${database}.events (event_time ${time}, event_type String, session_id ${session}, category String,
       price Nullable(Float64), quantity UInt32) ENGINE = MergeTree ORDER BY tuple()`,
    );
    const sessionOf = session.includes('UUID')
      ? "toUUID(concat('00000000-0000-0000-0000-', leftPad(toString(intDiv(number, 2) + 1), 12, '0')))"
      : 'intDiv(number, 2) + 1';
    const at = `toDateTime64('2026-03-10 12:00:00', 3, 'UTC') + (number % 2) * (10 + intDiv(number, 2))`;
    const written = time === 'String' ? `concat(toString(${at}), 'Z')` : at;
    await clickhouse.query(
      `INSERT INTO ${database}.events SELECT ${written}, 'page_view', ${sessionOf}, 'Shoes', NULL, 1 FROM numbers(10)`,
    );
    const { measure } = sessionDurationAnomaly.metric;
    if (!measure) throw new Error('it has no measure');
    const reader = createWindowsReader(connection, () => noon);
    const range = { from: noon, to: noon + windowMs, windowMs };
    const measured = successOf(await reader.measure(measure, range, signal()));
    // Five sessions of 10 s to 14 s.
    expect(measured).toEqual({ kind: 'measured', windows: new Map([[noon, { value: 12, samples: 5 }]]) });
    await connection.close();
  });

  it('has its history in the chart of an alert, with gaps where nobody came', async () => {
    const { database, poll, history, connection } = await shop();
    await ordinaryHour(database);
    await write(database, 1, 42);
    await poll(due(1), cursorAt(0));
    const query = { metric: 'session_duration', labels: {}, from: noon - 2 * windowMs, to: noon + 2 * windowMs };
    const series = successOf(await history.series(query, signal()));
    expect(series).toMatchObject({ metric: 'session_duration', unit: 'seconds', windowMs });
    expect(series.points.map(({ value }) => value)).toEqual([172, 176, null, 42]);
    expect(series.points.at(-1)?.lowerBound).toBeGreaterThan(150);
    await connection.close();
  });
});
