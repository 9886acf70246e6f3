import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { EventPublisher, implement, ORPCError } from '@orpc/server';
import { createBrowserDesk } from '../../server/browserDesk.ts';
import type { Alert } from '../../shared/alert.ts';
import type { Change } from '../../shared/change.ts';
import { contract } from '../../shared/contract.ts';
import { Settings } from '../../shared/settings.ts';
import { tellDetail } from './mockStory.ts';
import { createMockWorld, type WorldName, worldNames } from './mockWorld.ts';

interface MockApiOptions {
  world: WorldName;
  port?: number;
  /** The built UI, served beside the API; none: the API alone, for the development server's proxy. */
  pages?: string;
  cycleMs?: number;
  /** How many alerts the world `many` has. */
  count?: number;
  /** New alerts come by themselves this often, in ms; 0: never. */
  arriveMs?: number;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * A host that is only told, for looking at the UI in conditions that are rare in life. It speaks the whole contract;
 * what it knows is a `MockWorld`. `POST /mock/arrive?severity=` makes an alert come, `POST /mock/signOut` forgets
 * the reader, `POST /mock/drop` cuts every stream.
 */
export async function startMockApi(options: MockApiOptions): Promise<{ url: string; close(): Promise<void> }> {
  const world = createMockWorld(options.world, options);
  const publisher = new EventPublisher<{ change: Change }>();
  let signedOut = false;
  let streams = new AbortController();

  const find = (id: string): Alert => {
    const alert = world.alerts.find((each) => each.id === id);
    if (!alert) throw new ORPCError('NOT_FOUND', { message: 'There is no alert with this id.', defined: true });
    return alert;
  };
  const tell = (changed: Alert[], newIds: string[] = []) => {
    publisher.publish('change', { kind: 'alerts', alerts: changed.slice(0, 200), newIds, more: changed.length > 200 });
    publisher.publish('change', { kind: 'overview', overview: world.overview() });
  };
  const change = (id: string, part: Partial<Alert>): Alert => {
    if (world.name === 'errors') {
      throw new ORPCError('SERVICE_UNAVAILABLE', {
        message: 'The disk is full, so the acknowledgement could not be kept. Free some space and try again.',
        defined: true,
      });
    }
    const alert = Object.assign(find(id), part);
    tell([alert]);
    return alert;
  };
  const acknowledged = (by = 'oncall', note?: string) => ({
    status: 'acknowledged' as const,
    acknowledgedAt: new Date().toISOString(),
    acknowledgedBy: by,
    note: note ?? null,
  });

  const defaults = Settings.parse({});
  const settingsView = () => ({
    settings: { ...defaults, connection: { ...defaults.connection, url: 'https://clickhouse.shop.internal:8443' } },
    defaults,
    overrides: { 'notifications.minSeverity': 'SLACK_MIN_SEVERITY' },
    secrets: {
      clickhousePassword: { set: true, from: 'environment' as const },
      slackWebhookUrl: { set: true, from: 'stored' as const },
      slackWebhookCritical: { set: false, from: 'none' as const },
      slackWebhookRevenue: { set: false, from: 'none' as const },
      slackWebhookTechnical: { set: false, from: 'none' as const },
    },
    secretBackend: {
      name: 'Key file',
      weak: true,
      state: 'ready' as const,
      explanation: 'Secrets are encrypted with a key file that only this user may read. A passphrase is stronger.',
    },
    dataFolder: '/home/oncall/.local/share/watchkeeper',
  });

  const hostView = createBrowserDesk(() => {}).view();
  const os = implement(contract);
  const router = os.router({
    health: os.health.handler(() => world.health()),
    overview: os.overview.handler(() => world.overview()),
    stream: os.stream.handler(async function* ({ signal }) {
      const ends = AbortSignal.any([streams.signal, ...(signal ? [signal] : [])]);
      yield { kind: 'snapshot', health: world.health(), overview: world.overview(), demo: world.demo(), popUps: [] };
      yield* publisher.subscribe('change', { signal: ends });
    }),
    cycle: os.cycle.handler(async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      world.cycle();
      return world.health();
    }),
    diagnostics: os.diagnostics.handler(() => ({
      health: world.health(),
      versions: { watchkeeper: '0.1.0', node: process.versions.node, sqlite: '3.50.4' },
      dataFolder: settingsView().dataFolder,
      database: { schemaVersion: 1, sizeBytes: 4_812_800, alerts: world.alerts.length },
      settings: defaults,
      overrides: settingsView().overrides,
    })),
    alerts: {
      list: os.alerts.list.handler(({ input }) => {
        const found = world.query(input);
        const offset = input.offset ?? 0;
        const items = found.slice(offset, offset + (input.limit ?? 100));
        return { items, nextCursor: null, total: found.length };
      }),
      get: os.alerts.get.handler(({ input }) => tellDetail(find(input.id), { seriesFails: world.name === 'blind' })),
      acknowledgeMany: os.alerts.acknowledgeMany.handler(({ input }) => ({
        items: input.ids.map((id) => change(id, acknowledged(input.by, input.note))),
        notFound: [],
      })),
      acknowledge: os.alerts.acknowledge.handler(({ input }) => change(input.id, acknowledged(input.by, input.note))),
      unacknowledge: os.alerts.unacknowledge.handler(({ input }) =>
        change(input.id, { status: 'active', acknowledgedAt: null, acknowledgedBy: null, note: null }),
      ),
      snooze: os.alerts.snooze.handler(({ input }) => change(input.id, { snoozedUntil: input.until })),
      snoozeMany: os.alerts.snoozeMany.handler(({ input }) => ({
        items: input.ids.map((id) => change(id, { snoozedUntil: input.until })),
        notFound: [],
      })),
    },
    popUps: {
      pause: os.popUps.pause.handler(({ input }) => {
        world.pausePopUps(input.until);
        return world.health();
      }),
      dismiss: os.popUps.dismiss.handler(({ input }) => ({ dismissed: input.ids.length })),
      attend: os.popUps.attend.handler(({ input }) => ({ attending: input.attending })),
    },
    host: {
      view: os.host.view.handler(() => hostView),
      startAtLogin: os.host.startAtLogin.handler(() => hostView),
      openDataFolder: os.host.openDataFolder.handler(() => hostView),
      copyText: os.host.copyText.handler(() => ({ copied: true })),
      restart: os.host.restart.handler(() => ({ restarting: true })),
      checkForUpdates: os.host.checkForUpdates.handler(() => ({ version: null, message: 'This is the newest.' })),
    },
    settings: { get: os.settings.get.handler(settingsView), put: os.settings.put.handler(settingsView) },
    secrets: { put: os.secrets.put.handler(settingsView), unlock: os.secrets.unlock.handler(settingsView) },
    receivers: {
      test: os.receivers.test.handler(({ input }) =>
        world.name === 'errors'
          ? {
              ok: false,
              code: 'notAllowed',
              message: 'Slack answered that the webhook no longer exists. Set a new one.',
              steps: [{ name: 'send', ok: false, message: '404 no_service' }],
            }
          : {
              ok: true,
              code: null,
              message: `${input.name} took the message.`,
              steps: [{ name: 'send', ok: true, message: 'Slack answered ok in 210 ms.' }],
            },
      ),
    },
    connection: {
      test: os.connection.test.handler(() => ({
        ok: world.name !== 'blind',
        code: world.name === 'blind' ? 'unreachable' : null,
        message: world.name === 'blind' ? 'ClickHouse refused the connection.' : 'Everything that is needed is there.',
        steps: [
          world.name === 'blind'
            ? { name: 'reach', ok: false, message: 'ClickHouse refused the connection.' }
            : { name: 'reach', ok: true, message: 'ClickHouse 25.8 answered in 12 ms.' },
          ...(world.name === 'blind'
            ? []
            : [
                { name: 'table events', ok: true, message: 'There, with every column.' },
                {
                  name: 'table anomalies',
                  ok: true,
                  message: 'Not there: anomalies of other programs are not watched.',
                  notSetUp: true,
                },
              ]),
        ],
      })),
      schema: os.connection.schema.handler(() => ({
        statements: ['CREATE DATABASE IF NOT EXISTS realtime', 'CREATE TABLE realtime.events (…) ENGINE = MergeTree'],
        missing: ['metric_windows'],
      })),
      applySchema: os.connection.applySchema.handler(() => ({ applied: ['metric_windows'] })),
    },
    demo: {
      scenarios: os.demo.scenarios.handler(() => demo()),
      start: os.demo.start.handler(({ input }) => demo(input.scenario, true)),
      stop: os.demo.stop.handler(({ input }) => demo(input.scenario, false)),
    },
  });

  function demo(scenario?: Parameters<typeof world.toggle>[0], running = false) {
    if (scenario) world.toggle(scenario, running);
    const state = world.demo();
    if (!state) throw new ORPCError('NOT_FOUND', { message: 'This is not the demo.' });
    if (scenario) publisher.publish('change', { kind: 'demo', demo: state });
    return state;
  }

  const handler = new OpenAPIHandler(router);
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/mock/arrive') {
      const alert = world.arrive((url.searchParams.get('severity') ?? 'critical') as Alert['severity']);
      tell([alert], [alert.id]);
      response.writeHead(204).end();
    } else if (url.pathname === '/mock/signOut' || url.pathname === '/mock/drop') {
      signedOut ||= url.pathname === '/mock/signOut';
      streams.abort();
      streams = new AbortController();
      response.writeHead(204).end();
    } else if (url.pathname.startsWith('/api/') && signedOut) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Sign in first."}');
    } else {
      const { matched } = await handler.handle(request, response, { prefix: '/api', context: {} });
      if (!matched) serve(url.pathname);
    }

    function serve(pathname: string) {
      const file = join(options.pages ?? '', normalize(pathname));
      const found = options.pages && existsSync(file) && statSync(file).isFile();
      const page = found ? file : join(options.pages ?? '', 'index.html');
      if (!options.pages || pathname.startsWith('/api/') || !existsSync(page)) response.writeHead(404).end();
      else {
        response.writeHead(200, {
          'content-type': types[extname(page)] ?? 'application/octet-stream',
          'content-security-policy':
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'",
        });
        createReadStream(page).pipe(response);
      }
    }
  });

  const cycle = setInterval(() => {
    world.cycle();
    publisher.publish('change', { kind: 'health', health: world.health() });
  }, options.cycleMs ?? 30_000);
  const severities = ['medium', 'low', 'high', 'critical'] as const;
  let arrived = 0;
  const arrivals =
    options.arriveMs &&
    setInterval(() => {
      const alert = world.arrive(severities[arrived++ % severities.length] ?? 'low');
      tell([alert], [alert.id]);
    }, options.arriveMs);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        clearInterval(cycle);
        if (arrivals) clearInterval(arrivals);
        streams.abort();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4790' },
      state: { type: 'string', default: 'busy' },
      pages: { type: 'string', default: 'dist/renderer' },
      count: { type: 'string', default: '100000' },
      arrive: { type: 'string', default: '0' },
    },
  });
  const world = worldNames.find((name) => name === values.state);
  if (!world) {
    console.error(`--state is one of ${worldNames.join(', ')}.`);
    process.exit(2);
  }
  const { url } = await startMockApi({
    world,
    port: Number(values.port),
    pages: values.pages,
    count: Number(values.count),
    arriveMs: Number(values.arrive),
  });
  console.log(`${world}: ${url}`);
}
