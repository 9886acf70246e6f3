// `node test/bench/alertmanager.ts`: the browser host beside Prometheus' Alertmanager, where that is installed, in the same
// run: ten thousand alerts until they are listed, the page that a person sees first, a critical one until its webhook has it,
// memory, and what is left after `kill -9`. Ours come as rows of `anomalies` through ClickHouse, its own by POST.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { applySchema } from '../../core/adapters/clickhouse/schema.ts';
import type { AlertPage } from '../../shared/alertQuery.ts';
import { AlertmanagerProcess, findAlertmanager } from '../support/alertmanagerProcess.ts';
import { connectTo } from '../support/clickHouseConnection.ts';
import { startEmbeddedClickHouse } from '../support/embeddedClickHouse.ts';
import { eventually } from '../support/eventually.ts';
import { HostProcess } from '../support/hostProcess.ts';
import { residentMb } from '../support/processUse.ts';
import { reportFigure } from '../support/reportFigure.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const alerts = 10_000;
const rounds = 21;
/** Ours sends three at once and one a second from then on. */
const outages = 3;
const patienceMs = 120_000;
/** Either tells again within this time after its start, if it does. */
const settleMs = 5000;
const hour = 3_600_000;

interface Figures {
  /** From handing the alerts over until all of them are listed. */
  listedMs: number;
  /** What the page for a person needs first: the hundred most urgent, or all where there are no pages; median. */
  pageMs: number;
  /** From handing a critical alert over until its webhook has it, median. */
  toldMs: number;
  residentMb: number;
  /** Messages that came again after `kill -9` and a start. */
  repeatedAfterKill: number;
  /** Silences of the second before `kill -9` that are still there. */
  silencesAfterKill: number;
}

const peer = findAlertmanager();
if (peer === null) {
  reportFigure('alertmanager', { skipped: 'Alertmanager is not installed: apt-get install prometheus-alertmanager' });
} else {
  const ours = await measureOurs();
  const theirs = await measureTheirs(peer.program);
  for (const name of Object.keys(ours) as (keyof Figures)[]) {
    const ratio = theirs[name] === 0 ? {} : { ratio: ours[name] / theirs[name] };
    const figures = { watchkeeper: ours[name], alertmanager: theirs[name], ...ratio };
    reportFigure('alertmanager', { what: name, alerts, version: peer.version, ...figures });
  }
}

async function measureOurs(): Promise<Figures> {
  await using folder = await temporaryFolder();
  await using webhook = await startWebhook();
  const clickhouse = await startEmbeddedClickHouse();
  const connection = connectTo(clickhouse.url, 'realtime');
  const applied = await applySchema(connection, AbortSignal.timeout(30_000));
  if (!applied.ok) throw new Error(applied.error.message);
  await connection.close();
  const start = () =>
    HostProcess.start({
      folder: folder.path,
      args: ['--no-demo'],
      env: {
        ...{ CLICKHOUSE_URL: clickhouse.url, CLICKHOUSE_DATABASE: 'realtime', SLACK_WEBHOOK_URL: webhook.url },
        ALERT_CHECK_INTERVAL: '3600',
      },
    });
  let host = await start();
  const cycle = () => host.post('/api/cycle', {});
  const insert = (select: string) =>
    clickhouse.query(
      `INSERT INTO realtime.anomalies (window_start, anomaly_type, severity, description, metric_value, expected_value, detected_at) SELECT ${select}`,
    );
  try {
    await cycle();
    const listed = await timed(async () => {
      await insert(
        `now() - 300, concat('host_down_', toString(number)), 'low', 'The host is down.', '1', '0', now() FROM numbers(${alerts})`,
      );
      await eventually(async () => {
        await cycle();
        const { total } = await host.json<AlertPage>('/api/alerts?status=active&limit=1');
        if (total < alerts) throw new Error(`${total} of ${alerts} are listed.`);
      }, patienceMs);
    });
    const page = await median(rounds, async () => (await host.get('/api/alerts?status=active&limit=100')).text());
    const told = await median(outages, async (round) => {
      const before = webhook.count();
      await insert(`now() - 300, 'outage_${round}', 'critical', 'The shop is down.', '1', '0', now()`);
      await cycle();
      await webhook.atLeast(before + 1);
    });
    const memory = residentMb(host.child.pid);
    const endsAt = new Date(Date.now() + hour).toISOString();
    await host.post('/api/silences', { matchers: [{ name: 'type', op: '=', value: 'host_down_1' }], endsAt });
    await host.stop('SIGKILL');
    const before = webhook.count();
    host = await start();
    await cycle();
    await wait(settleMs);
    const silences = await host.json<{ items: unknown[] }>('/api/silences');
    return {
      ...{ listedMs: listed, pageMs: page, toldMs: told, residentMb: memory },
      ...{ repeatedAfterKill: webhook.count() - before, silencesAfterKill: silences.items.length },
    };
  } finally {
    await host.stop();
    await clickhouse.stop();
  }
}

async function measureTheirs(program: string): Promise<Figures> {
  await using folder = await temporaryFolder();
  await using webhook = await startWebhook();
  let peer = await AlertmanagerProcess.start(program, folder.path, webhook.url);
  const alert = (alertname: string, severity: string, host: string) => ({ labels: { alertname, severity, host } });
  const critical = Array.from({ length: outages }, (_, round) => alert(`Outage${round}`, 'critical', 'shop'));
  try {
    const listed = await timed(async () => {
      await peer.post(
        '/alerts',
        Array.from({ length: alerts }, (_, index) => alert('HostDown', 'low', `host-${index}`)),
      );
      await eventually(async () => {
        const { length } = await peer.get<unknown[]>('/alerts');
        if (length < alerts) throw new Error(`${length} of ${alerts} are listed.`);
      }, patienceMs);
    });
    const page = await median(rounds, () => peer.get('/alerts'));
    const told = await median(outages, async (round) => {
      const before = webhook.count();
      await peer.post('/alerts', [critical[round]]);
      await webhook.atLeast(before + 1);
    });
    const memory = residentMb(peer.child.pid);
    await peer.post('/silences', {
      matchers: [{ name: 'host', value: 'host-1', isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + hour).toISOString(),
      ...{ createdBy: 'bench', comment: 'maintenance' },
    });
    await peer.stop('SIGKILL');
    const before = webhook.count();
    peer = await AlertmanagerProcess.start(program, folder.path, webhook.url);
    // Prometheus hands over every minute what still fires.
    await peer.post('/alerts', critical);
    await wait(settleMs);
    return {
      ...{ listedMs: listed, pageMs: page, toldMs: told, residentMb: memory },
      repeatedAfterKill: webhook.count() - before,
      silencesAfterKill: (await peer.get<unknown[]>('/silences')).length,
    };
  } finally {
    await peer.stop();
  }
}

/** Takes whatever is sent to it; a message counts when all of it is there. */
async function startWebhook() {
  let messages = 0;
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      messages++;
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    count: () => messages,
    atLeast: (wanted: number) =>
      eventually(async () => {
        if (messages < wanted) throw new Error(`${messages} of ${wanted} messages came.`);
      }, patienceMs),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function timed(act: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

async function median(rounds: number, act: (round: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(async () => void (await act(round))));
  return times.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
}
