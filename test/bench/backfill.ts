// `node test/bench/backfill.ts`: from the start of the host over a ClickHouse with 30 days of minutes of 50 series, until all
// of them are learned, against a bare reading of the same samples; how long an answer to a page took meanwhile; and the memory
// that the host holds then, and once it rests.
import { setTimeout as wait } from 'node:timers/promises';
import { applySchema } from '../../core/adapters/clickhouse/schema.ts';
import type { LearnedSeriesList } from '../../shared/learning/learnedSeries.ts';
import { connectTo } from '../support/clickHouseConnection.ts';
import { startEmbeddedClickHouse } from '../support/embeddedClickHouse.ts';
import { HostProcess } from '../support/hostProcess.ts';
import { residentMb } from '../support/processUse.ts';
import { reportFigure } from '../support/reportFigure.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const seriesCount = 50;
const days = 30;
const targetSeconds = 30;
const patienceMs = 300_000;
/** The engine gives back what it does not need any more after some two minutes of quiet. */
const restMs = 150_000;

await using folder = await temporaryFolder();
const clickhouse = await startEmbeddedClickHouse();
await writeMetrics();
const bareSeconds = await bareReading();
const startedAt = performance.now();
const host = await HostProcess.start({
  folder: folder.path,
  args: ['--no-demo'],
  env: { CLICKHOUSE_URL: clickhouse.url, CLICKHOUSE_DATABASE: 'realtime' },
});
try {
  const answers: number[] = [];
  for (let isLearned = false; !isLearned; ) {
    if (performance.now() - startedAt > patienceMs) throw new Error('The history was not learned in time.');
    await wait(100);
    const askedAt = performance.now();
    const { items, note } = await host.json<LearnedSeriesList>('/api/learning/series');
    answers.push(performance.now() - askedAt);
    isLearned = note === null && items.filter(({ state }) => state === 'ready').length === seriesCount;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const learningMb = residentMb(host.child.pid);
  await wait(restMs);
  answers.sort((one, other) => one - other);
  reportFigure('backfill', {
    ...{ series: seriesCount, days, samples: seriesCount * days * 1440, seconds, targetSeconds },
    ...{ bareSeconds, ratio: seconds / bareSeconds },
    ...{ answerMs: answers.at(answers.length / 2) ?? Number.NaN, slowestAnswerMs: answers.at(-1) ?? Number.NaN },
    ...{ learningMb, restingMb: residentMb(host.child.pid), targetRestingMb: 150 },
  });
} finally {
  await host.stop();
  await clickhouse.stop();
}

/** A day's wave with some noise, each series with its own, up to this minute. */
async function writeMetrics(): Promise<void> {
  const connection = connectTo(clickhouse.url, 'realtime');
  const applied = await applySchema(connection, AbortSignal.timeout(30_000));
  if (!applied.ok) throw new Error(applied.error.message);
  await connection.close();
  await clickhouse.query(
    `INSERT INTO realtime.component_metrics
     SELECT toStartOfMinute(now()) - 60 * minute AS ts, concat('worker-', toString(series)), 'queue_depth',
       100 + 5 * series + 40 * sin(2 * pi() * minute / 1440) + 4 * (cityHash64(minute, series) % 1000) / 1000, map()
     FROM (SELECT number AS minute FROM numbers(${days * 1440})) AS minutes
     CROSS JOIN (SELECT number AS series FROM numbers(${seriesCount})) AS many`,
  );
}

async function bareReading(): Promise<number> {
  const began = performance.now();
  await clickhouse.query(
    'SELECT component, metric, toStartOfMinute(ts) AS minute, argMax(value, ts) FROM realtime.component_metrics GROUP BY ALL FORMAT Null',
  );
  return (performance.now() - began) / 1000;
}
