// `node test/bench/stream.ts`: the host with 100,000 alerts in its book, over HTTP: a page of the list, the stream's first
// snapshot, and how soon ten open pages hear of an acknowledgement.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../core/adapters/sqlite/openStore.ts';
import { systemClock } from '../../core/adapters/system/systemClock.ts';
import type { AlertPage } from '../../shared/alertQuery.ts';
import { EventStream } from '../support/eventStream.ts';
import { HostProcess } from '../support/hostProcess.ts';
import { manyAlerts } from '../support/manyAlerts.ts';
import { recordingLog } from '../support/recordingLog.ts';
import { reportFigure } from '../support/reportFigure.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const alerts = 100_000;
const rounds = 20;
const pages = 10;

await using folder = await temporaryFolder();
fillBook(join(folder.path, 'home'));
const startedAt = performance.now();
const host = await HostProcess.start({ folder: folder.path, args: ['--no-demo'] });
reportFigure('stream', { what: 'start', alerts, ms: performance.now() - startedAt });
try {
  await measure('listPage', async () => (await host.get('/api/alerts?limit=100&offset=50000')).text());
  await measure('overview', async () => (await host.get('/api/overview')).text());
  await measure('snapshot', async () => {
    const stream = await open();
    await stream.next();
    await stream.cut();
  });
  const streams = await Promise.all(Array.from({ length: pages }, open));
  for (const stream of streams) await stream.next();
  const { items } = (await (await host.get('/api/alerts?status=active&limit=100')).json()) as AlertPage;
  await measure('acknowledgementToTenPages', async (round) => {
    const id = items[round]?.id ?? '';
    const told = Promise.all(streams.map((stream) => untilTold(stream, id)));
    await host.get(`/api/alerts/${id}/acknowledge`, { method: 'POST' });
    await told;
  });
  await Promise.all(streams.map((stream) => stream.cut()));
} finally {
  await host.stop();
}

function fillBook(home: string): void {
  mkdirSync(home, { mode: 0o700 });
  const store = openStore(join(home, 'watchkeeper.db'), { clock: systemClock, log: recordingLog() });
  if (!store.ok) throw new Error(store.error.message);
  manyAlerts(store.value, alerts, Date.now(), 26_000);
  store.value.close();
}

function open(): Promise<EventStream> {
  return EventStream.open(`${host.url}/api/stream`, { authorization: `Bearer ${host.token}` });
}

async function untilTold(stream: EventStream, id: string): Promise<void> {
  for (;;) {
    const event = await stream.next();
    if (!event) throw new Error('A stream ended.');
    if (event.data.kind === 'alerts' && event.data.alerts.some((alert: { id: string }) => alert.id === id)) return;
  }
}

async function measure(what: string, work: (round: number) => Promise<unknown>): Promise<void> {
  const durations: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    await work(round);
    durations.push(performance.now() - from);
  }
  durations.sort((a, b) => a - b);
  const at = (share: number) => durations[Math.floor((rounds - 1) * share)] ?? 0;
  reportFigure('stream', { what, alerts, medianMs: at(0.5), p95Ms: at(0.95) });
}
