import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../core/adapters/clickhouse/connection.ts';
import { systemClock } from '../../../core/adapters/system/systemClock.ts';
import { type Demo, startDemo } from '../../../demo/demo.ts';
import { createEventsSql } from '../../../demo/storefront/eventsSql.ts';
import { demoShop } from '../../../demo/storefront/shop.ts';
import type { DemoState } from '../../../shared/demo.ts';
import { scenarioNames } from '../../../shared/demo.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { eventually } from '../../support/eventually.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { reportFigure } from '../../support/reportFigure.ts';
import { fingerprintOfEvents, numberFrom } from '../../support/shopQuestions.ts';

let dataFolder: string;
let states: DemoState[];
let demo: Demo | null = null;
let shop: Connection | null = null;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'watchkeeper-demo-'));
  states = [];
});

afterEach(async () => {
  await close();
  await rm(dataFolder, { recursive: true, force: true });
});

async function open(options: { fresh?: boolean; signal?: AbortSignal } = {}) {
  const onChange = (state: DemoState) => states.push(state);
  demo = await startDemo({ dataFolder, fresh: false, clock: systemClock, log: recordingLog(), onChange, ...options });
  const { url, database, user, password } = demo.connection;
  shop = connectTo(url, database, { user, password });
  return { demo, shop };
}

async function close() {
  await shop?.close();
  await demo?.close();
  shop = null;
  demo = null;
}

/** The process that listens there, as the operating system knows it. */
async function processesIn(folder: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args=']);
  const lines = stdout.split('\n').filter((line) => line.includes('demo/clickhouse/main.ts') && line.includes(folder));
  return lines.map((line) => Number.parseInt(line, 10));
}

const newestAgeMs = (connection: Connection) =>
  numberFrom(connection, "SELECT dateDiff('millisecond', max(event_time), now64(3)) FROM events");

// Each start writes or reads a day of the shop: seconds, and many of them on a machine that does something else.
describe('the demo', { timeout: 120_000 }, () => {
  it('has a day of history, lives on, survives the death of ClickHouse, and ends without a trace of a process', async () => {
    const startedAt = performance.now();
    const { demo, shop } = await open();
    reportFigure('demo start', { elapsedMs: performance.now() - startedAt });
    expect(states.map((state) => state.clickhouse)).toContain('starting');
    expect(demo.state()).toMatchObject({ clickhouse: 'running', message: null, clickhouseUrl: demo.connection.url });
    expect(demo.state().scenarios).toHaveLength(scenarioNames.length);
    expect(await numberFrom(shop, 'SELECT count() FROM events')).toBeGreaterThan(1_000_000);
    await eventually(async () => expect(await newestAgeMs(shop)).toBeLessThan(3000));
    expect(await numberFrom(shop, 'SELECT countIf(event_time > now64(3)) FROM events')).toBe(0);

    const access = join(dataFolder, 'demo-connection.json');
    expect(JSON.parse(await readFile(access, 'utf8'))).toEqual(demo.connection);
    expect((await stat(access)).mode & 0o777).toBe(0o600);

    const [pid, ...others] = await processesIn(dataFolder);
    expect(others).toEqual([]);
    if (pid === undefined) throw new Error('The embedded ClickHouse is not a process of its own.');
    const killedAt = Date.now();
    process.kill(pid, 'SIGKILL');
    await eventually(async () => expect(demo.state().clickhouse).toBe('restarting'));
    expect(demo.state().message).toMatch(/SIGKILL.*Nothing is checked/);
    await eventually(async () => expect(demo.state().clickhouse).toBe('running'), 20_000);
    expect(demo.state().message).toContain('was restarted');
    expect(demo.state().clickhouseUrl).toBe(demo.connection.url);
    await eventually(async () => expect(await newestAgeMs(shop)).toBeLessThan(3000));

    // What was missed while it was away is there, once.
    const [from, to] = [killedAt - 10_000, killedAt + 500];
    const expected = createEventsSql(demoShop)({ from, to, changes: [] });
    const made = await fingerprintOfEvents(shop, from, to, `(${expected})`);
    expect(made.events).toBeGreaterThan(50);
    await eventually(async () => expect(await fingerprintOfEvents(shop, from, to)).toEqual(made));

    const [last] = await processesIn(dataFolder);
    await close();
    expect(await processesIn(dataFolder)).toEqual([]);
    expect(() => process.kill(last ?? 0, 0)).toThrow();
    expect(states.at(-1)?.clickhouse).toBe('stopped');
    await expect(stat(access)).rejects.toThrow();
  });

  it('keeps the history of an earlier run, fills the gap, and lets a scenario show', async () => {
    const first = await open();
    const oldest = await numberFrom(first.shop, 'SELECT toUnixTimestamp64Milli(min(event_time)) FROM events');
    await first.shop.run(
      { sql: `CREATE TABLE ${first.shop.name('mine')} (a UInt8) ENGINE = Memory` },
      new AbortController().signal,
    );
    await close();
    const closedAt = Date.now();

    const startedAt = performance.now();
    const { demo, shop } = await open();
    reportFigure('demo start again', { elapsedMs: performance.now() - startedAt });
    expect(await numberFrom(shop, 'SELECT toUnixTimestamp64Milli(min(event_time)) FROM events')).toBe(oldest);
    const [from, to] = [closedAt - 5000, closedAt + 300];
    const made = createEventsSql(demoShop)({ from, to, changes: [] });
    const expected = await fingerprintOfEvents(shop, from, to, `(${made})`);
    await eventually(async () => expect(await fingerprintOfEvents(shop, from, to)).toEqual(expected));

    expect(demo.start('traffic_spike').scenarios.filter((scenario) => scenario.running)).toHaveLength(1);
    expect(states.at(-1)?.scenarios.some((scenario) => scenario.running)).toBe(true);
    await eventually(async () =>
      expect(
        await numberFrom(shop, "SELECT countIf(user_id = '') FROM events WHERE event_time > now() - 60"),
      ).toBeGreaterThan(20),
    );
    expect(demo.stop('traffic_spike').scenarios.filter((scenario) => scenario.running)).toEqual([]);
    await close();

    // A history whose writing was cut off is written anew.
    await writeFile(join(dataFolder, 'demo-history.json'), '');
    const again = await open();
    expect(await numberFrom(again.shop, 'SELECT toUnixTimestamp64Milli(min(event_time)) FROM events')).toBeGreaterThan(
      oldest,
    );
    expect(
      await numberFrom(again.shop, `SELECT count() FROM system.tables WHERE database = 'realtime' AND name = 'mine'`),
    ).toBe(0);
  });

  it('gives up a start that is no longer wanted', async () => {
    const giveUp = new AbortController();
    const starting = startDemo({
      dataFolder,
      fresh: false,
      clock: systemClock,
      log: recordingLog(),
      onChange: (state) => {
        if (state.clickhouse === 'running') giveUp.abort(new Error('not wanted'));
      },
      signal: giveUp.signal,
    });
    await expect(starting).rejects.toThrow('not wanted');
    expect(await processesIn(dataFolder)).toEqual([]);
  });

  it('says why it cannot start', async () => {
    await open();
    const second = startDemo({
      dataFolder,
      fresh: false,
      clock: systemClock,
      log: recordingLog(),
      onChange: () => undefined,
    });
    await expect(second).rejects.toThrow(/in use by another ClickHouse/);
  });
});
