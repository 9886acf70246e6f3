// `node test/bench/idle.ts`: what the host costs while nothing happens, with a ClickHouse that it asks every 30 s and one
// open page. Processor time and memory are Linux's own count of the process. `IDLE_SECONDS`: how long it is watched.
import { setTimeout as wait } from 'node:timers/promises';
import { applySchema } from '../../core/adapters/clickhouse/schema.ts';
import type { Health } from '../../shared/health.ts';
import { connectTo } from '../support/clickHouseConnection.ts';
import { startEmbeddedClickHouse } from '../support/embeddedClickHouse.ts';
import { EventStream } from '../support/eventStream.ts';
import { HostProcess } from '../support/hostProcess.ts';
import { processorSeconds, residentMb } from '../support/processUse.ts';
import { reportFigure } from '../support/reportFigure.ts';
import { ordinary, writeWindow } from '../support/shopEvents.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const seconds = Number(process.env.IDLE_SECONDS ?? 90);
const settleMs = 10_000;
const windowMs = 300_000;

await using folder = await temporaryFolder();
const clickhouse = await startEmbeddedClickHouse();
const host = await startHost();
try {
  const page = await EventStream.open(`${host.url}/api/stream`, { authorization: `Bearer ${host.token}` });
  await page.next();
  await untilLive();
  await wait(settleMs);
  const before = processorSeconds(host.child.pid);
  const startedAt = performance.now();
  await wait(seconds * 1000);
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  const corePercent = ((processorSeconds(host.child.pid) - before) / elapsedSeconds) * 100;
  const { status } = await host.json<Health>('/api/health');
  reportFigure('idle', {
    seconds: elapsedSeconds,
    status,
    corePercent,
    targetCorePercent: 0.5,
    residentMb: residentMb(host.child.pid),
    targetResidentMb: 150,
  });
  await page.cut();
} finally {
  await host.stop();
  await clickhouse.stop();
}

/** Over an hour of an ordinary evening, so that the detectors have something to judge. */
async function startHost(): Promise<HostProcess> {
  const connection = connectTo(clickhouse.url, 'realtime');
  const applied = await applySchema(connection, AbortSignal.timeout(30_000));
  if (!applied.ok) throw new Error(applied.error.message);
  await connection.close();
  const current = Math.floor(Date.now() / windowMs) * windowMs;
  for (let back = 14; back >= 1; back--) {
    await writeWindow(clickhouse, 'realtime.events', current - back * windowMs, windowMs, ordinary);
  }
  return HostProcess.start({
    folder: folder.path,
    args: ['--no-demo'],
    env: { CLICKHOUSE_URL: clickhouse.url, CLICKHOUSE_DATABASE: 'realtime' },
  });
}

async function untilLive(): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await host.json<Health>('/api/health')).status === 'live') return;
    await wait(100);
  }
  throw new Error('The host did not become live.');
}
