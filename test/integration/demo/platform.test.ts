import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsReader } from '../../../core/adapters/clickhouse/jobs/jobsReader.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { sourcesOver } from '../../../core/watch/sources.ts';
import { writePlatform } from '../../../demo/platform/writePlatform.ts';
import { scenarioDurationMs, scenarios } from '../../../demo/storefront/scenarios.ts';
import type { ScenarioName } from '../../../shared/demo.ts';
import { Settings } from '../../../shared/settings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';

const start = Date.parse('2026-03-10T12:00:30.000Z');
const minute = 60_000;
const signal = () => AbortSignal.timeout(60_000);

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});
afterAll(() => clickhouse.stop());

/** Types and severities that the sources tell of in the minutes after a scenario began, each once. */
async function toldOf(scenario: ScenarioName | null, minutes: number): Promise<Set<string>> {
  const connection = connectTo(clickhouse.url, await clickhouse.freshDatabase());
  successOf(await applySchema(connection, signal()));
  const { change, durationMs = scenarioDurationMs } = scenarios.find(({ name }) => name === scenario) ?? {};
  const changes = change ? [{ ...change, from: start, to: start + durationMs }] : [];
  const clock = new ManualClock(start);
  const options = { clock, log: recordingLog() };
  const sources = sourcesOver(connection, Settings.parse({ engine: { enabled: false } }), options);
  const cursors = new Map<string, string>();
  const told = new Set<string>();
  let written = start - 25 * 60 * minute;
  for (let now = start; now <= start + minutes * minute; now += minute) {
    successOf(await writePlatform(connection, { from: written, to: now, changes }, signal()));
    written = now;
    await clock.advance(now - clock.now());
    for (const source of sources) {
      const report = successOf(await source.poll({ now, cursor: cursors.get(source.name) ?? null }, signal()));
      if (report.kind !== 'read') throw new Error(`${source.name} is not set up`);
      cursors.set(source.name, report.cursor);
      for (const { observations } of report.batches) {
        // What is learned of a metric with a limit is one alert with that limit's.
        const apart = observations.filter(({ type, sameAs = [] }) => !/^learned_/.test(type) || sameAs.length === 0);
        for (const { type, severity } of apart) told.add(`${type} ${severity}`);
      }
      for (const { notice } of report.notices ?? []) told.add(notice.kind);
    }
  }
  await connection.close();
  return told;
}

// A day is written, then every minute: seconds, and many of them on a machine that does something else.
describe('the platform behind the demo', { timeout: 120_000 }, () => {
  it('is quiet by itself: jobs run, users come, a few errors', async () => {
    expect([...(await toldOf(null, 8))].sort()).toEqual(['job', 'pipeline_error low', 'user']);
  });

  it.each<[ScenarioName, number, string[]]>([
    ['disk_filling', 6, ['disk_usage_high critical']],
    ['disk_leak', 20, ['trend high']],
    ['database_errors', 2, ['rpc_error_rate_high critical', 'database_failures_high critical']],
    ['model_drift', 6, ['model_drift medium', 'model_drift critical', 'faves_violation medium']],
    ['failing_job', 7, ['job_failed high']],
    ['error_burst', 4, ['pipeline_error high']],
  ])('raises in %s what it should', async (scenario, minutes, expected) => {
    const told = await toldOf(scenario, minutes);
    for (const one of expected) expect(told).toContain(one);
    const others = [...told].filter((one) => !expected.includes(one));
    expect(
      others.every((one) => /^(job|user|pipeline_error (low|medium))$/.test(one)),
      others.join(),
    ).toBe(true);
  });

  it('has jobs whose schedule can be learnt', async () => {
    const connection = connectTo(clickhouse.url, await clickhouse.freshDatabase());
    successOf(await applySchema(connection, signal()));
    const day = { from: start - 24 * 60 * minute, to: start, changes: [] };
    successOf(await writePlatform(connection, day, signal()));
    const histories = successOf(await createJobsReader(connection).histories(start, signal()));
    const learnt = histories.map(({ job, medianIntervalMs }) => [job, (medianIntervalMs ?? 0) / minute]);
    expect(Object.fromEntries(learnt)).toEqual({ 'catalogue-sync': 5, 'search-index': 15, 'hourly-export': 60 });
    await connection.close();
  });
});
