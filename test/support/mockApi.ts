import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { EventPublisher, ORPCError } from '@orpc/server';
import { deliveryHandlers } from '../../core/api/deliveryHandlers.ts';
import { diagnosticsHandlers } from '../../core/api/diagnosticsHandlers.ts';
import { implementContract } from '../../core/api/implementContract.ts';
import type { Alert } from '../../shared/alert.ts';
import type { Change } from '../../shared/change.ts';
import { aHostInfo } from './fakeApiPorts.ts';
import { FakeMonitor } from './fakeMonitor.ts';
import { tryConnection } from './mockConnectionTest.ts';
import { createMockDelivery } from './mockDelivery.ts';
import { mockDiagnostics } from './mockDiagnostics.ts';
import { createMockFeedback } from './mockFeedback.ts';
import { mockForecast } from './mockForecast.ts';
import { createMockHostDesk } from './mockHostDesk.ts';
import { mockIncidentOf, mockIncidentSizeOf } from './mockIncidents.ts';
import { createMockJobs } from './mockJobs.ts';
import { createMockLearning } from './mockLearning.ts';
import { tellPopUp } from './mockPopUps.ts';
import { createMockRules } from './mockRules.ts';
import { createMockSettings } from './mockSettings.ts';
import { tellDetail } from './mockStory.ts';
import { mockWhy } from './mockWhy.ts';
import { createMockWorld, type WorldName, worldNames } from './mockWorld.ts';
import { recordingLog } from './recordingLog.ts';
import { successOf } from './successOf.ts';

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
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * A host that is only told, for looking at the UI in conditions that are rare in life. It speaks the whole contract;
 * what it knows is a `MockWorld`. `POST /mock/arrive?severity=&job=` makes an alert come (about a job), and pop up where a page attends
 * (in the world `desktop` always, as if the system had refused);
 * `POST /mock/signOut` forgets the reader, `POST /mock/drop` cuts every stream.
 */
export async function startMockApi(options: MockApiOptions): Promise<{ url: string; close(): Promise<void> }> {
  const world = createMockWorld(options.world, options);
  const publisher = new EventPublisher<{ change: Change }>();
  const attending = new Set<string>();
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
  const changeEach = (ids: readonly string[], partOf: (alert: Alert) => Partial<Alert>): Alert[] => {
    if (world.name === 'errors') {
      throw new ORPCError('SERVICE_UNAVAILABLE', {
        message: 'The disk is full, so the change could not be kept. Free some space and try again.',
        defined: true,
      });
    }
    const alerts = ids.map(find).map((alert) => Object.assign(alert, partOf(alert)));
    tell(alerts);
    publisher.publish('change', { kind: 'popUps', show: [], close: [...ids] });
    return alerts;
  };
  const changeMany = (ids: readonly string[], part: Partial<Alert>) => changeEach(ids, () => part);
  const change = (id: string, part: Partial<Alert>): Alert => {
    changeMany([id], part);
    return find(id);
  };
  const acknowledged = (by = 'oncall', note?: string) => ({
    status: 'acknowledged' as const,
    acknowledgedAt: new Date().toISOString(),
    acknowledgedBy: by,
    note: note ?? null,
  });

  const settings = createMockSettings(world.name);
  const hostDesk = createMockHostDesk(world.name, (demo) => {
    world.restart(demo ?? false);
    // Cut off a moment after the answer, as by a host that ends.
    setTimeout(cutStreams, 100);
  });
  const cutStreams = () => {
    streams.abort();
    streams = new AbortController();
  };
  const rules = createMockRules(() => Date.now());
  const learning = createMockLearning(world, () => settings.view().settings);
  const feedback = createMockFeedback({ learning });
  const os = implementContract(recordingLog());
  const delivery = createMockDelivery(world, settings.view, tell);
  const told = deliveryHandlers(os, {
    ...{ monitor: new FakeMonitor(), host: aHostInfo, silences: delivery.silences, records: delivery.records },
    // Made anew for every question: it goes by the settings that hold.
    get delivery() {
      return delivery.desk();
    },
  });
  const diagnostics = diagnosticsHandlers(os, { ...mockDiagnostics(world, settings.view), hostDesk });
  const jobs = createMockJobs(
    world.name,
    () => settings.view().settings.jobs,
    () => world.alerts,
  );
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
    diagnostics: diagnostics.diagnostics,
    diagnosticsBundle: diagnostics.diagnosticsBundle,
    alerts: {
      list: os.alerts.list.handler(({ input }) => {
        const found = world.query(input);
        const offset = input.offset ?? 0;
        const asked = found.slice(offset, offset + (input.limit ?? 100));
        const items = asked.map((alert) => ({ ...alert, incidentSize: mockIncidentSizeOf(alert, world.alerts) }));
        return { items, nextCursor: null, total: found.length };
      }),
      get: os.alerts.get.handler(({ input }) => {
        const alert = find(input.id);
        const inhibitors = world.alerts.filter(({ id }) => alert.inhibitedBy.includes(id));
        const incident = mockIncidentOf(alert, world.alerts);
        const more = { inhibitors, incident, escalatesTo: delivery.desk().escalatesTo(alert) };
        return { ...tellDetail(alert, { seriesFails: world.name === 'blind' }), ...more };
      }),
      acknowledgeMany: os.alerts.acknowledgeMany.handler(({ input }) => ({
        items: changeMany(input.ids, acknowledged(input.by, input.note)),
        notFound: [],
      })),
      acknowledge: os.alerts.acknowledge.handler(({ input }) => change(input.id, acknowledged(input.by, input.note))),
      unacknowledge: os.alerts.unacknowledge.handler(({ input }) =>
        change(input.id, { status: 'active', acknowledgedAt: null, acknowledgedBy: null, note: null }),
      ),
      snooze: os.alerts.snooze.handler(({ input }) => change(input.id, { snoozedUntil: input.until })),
      snoozeMany: os.alerts.snoozeMany.handler(({ input }) => ({
        items: changeMany(input.ids, { snoozedUntil: input.until }),
        notFound: [],
      })),
      feedback: os.alerts.feedback.handler(({ input }) => {
        changeEach([input.id], (alert) => feedback.give(alert, input));
        return find(input.id);
      }),
      feedbackMany: os.alerts.feedbackMany.handler(({ input }) => ({
        items: changeEach(input.ids, (alert) => feedback.give(alert, input)),
        notFound: [],
      })),
      why: os.alerts.why.handler(async ({ input }) => {
        await new Promise((resolve) => setTimeout(resolve, 250));
        return mockWhy(find(input.id), world.name);
      }),
    },
    popUps: {
      pause: os.popUps.pause.handler(({ input }) => {
        world.pausePopUps(input.until);
        return world.health();
      }),
      dismiss: os.popUps.dismiss.handler(({ input }) => ({ dismissed: input.ids.length })),
      attend: os.popUps.attend.handler(({ input }) => {
        if (input.attending) attending.add(input.page);
        else attending.delete(input.page);
        return { attending: input.attending };
      }),
    },
    host: {
      view: os.host.view.handler(() => hostDesk.view()),
      startAtLogin: os.host.startAtLogin.handler(async ({ input }) => {
        await hostDesk.setStartAtLogin(input.enabled);
        return hostDesk.view();
      }),
      openDataFolder: os.host.openDataFolder.handler(() => hostDesk.view()),
      copyText: os.host.copyText.handler(() => ({ copied: true })),
      saveDiagnostics: diagnostics.saveDiagnostics,
      restart: os.host.restart.handler(({ input }) => {
        hostDesk.restart(input.demo);
        return { restarting: true };
      }),
      checkForUpdates: os.host.checkForUpdates.handler(async () => successOf(await hostDesk.checkForUpdates())),
    },
    settings: {
      get: os.settings.get.handler(() => settings.view()),
      put: os.settings.put.handler(({ input }) => {
        const view = settings.put(input);
        if (input.connection.url !== '') world.connect();
        return view;
      }),
    },
    secrets: {
      put: os.secrets.put.handler(({ input }) => settings.putSecret(input.name, input.value)),
      unlock: os.secrets.unlock.handler(({ input }) => {
        const view = settings.unlock(input.passphrase);
        world.connect();
        publisher.publish('change', { kind: 'health', health: world.health() });
        return view;
      }),
    },
    ...told,
    jobs: {
      list: os.jobs.list.handler(({ input }) => jobs.list(input.days)),
      runs: os.jobs.runs.handler(({ input }) => jobs.runs(input)),
    },
    receivers: {
      ...told.receivers,
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
              steps: [
                input.name.startsWith('slack')
                  ? { name: 'send', ok: true, message: 'Slack answered ok in 210 ms.' }
                  : { name: 'show', ok: true, message: 'It was shown.' },
              ],
            },
      ),
    },
    connection: {
      test: os.connection.test.handler(({ input }) =>
        tryConnection(world.name, input.connection ?? settings.view().settings.connection),
      ),
      schema: os.connection.schema.handler(() => ({
        statements: ['CREATE DATABASE IF NOT EXISTS realtime', 'CREATE TABLE realtime.events (…) ENGINE = MergeTree'],
        missing: ['metric_windows'],
      })),
      applySchema: os.connection.applySchema.handler(() => ({ applied: ['metric_windows'] })),
    },
    rules: {
      tryOut: os.rules.tryOut.handler(({ input, signal }) =>
        rules.tryOut(input, signal ?? new AbortController().signal),
      ),
      metrics: os.rules.metrics.handler(({ signal }) => rules.metrics(signal ?? new AbortController().signal)),
    },
    learning: {
      series: os.learning.series.handler(({ signal }) => learning.series(signal ?? new AbortController().signal)),
      forecast: os.learning.forecast.handler(({ input }) =>
        mockForecast(input, { world: world.name, alerts: world.alerts, now: Date.now() }),
      ),
      backtest: os.learning.backtest.handler(({ input, signal }) =>
        learning.backtest(input, signal ?? new AbortController().signal),
      ),
      adjustments: os.learning.adjustments.handler(() => ({ items: learning.adjustments() })),
      undoAdjustment: os.learning.undoAdjustment.handler(({ input }) => learning.undo(input.id)),
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
      const job = url.searchParams.get('job');
      if (job !== null)
        Object.assign(alert, { type: 'job_failed', title: 'Job failed', source: 'jobs', labels: { job } });
      tell([alert], [alert.id]);
      const pagesShow = attending.size > 0 || world.name === 'desktop';
      if (pagesShow) publisher.publish('change', { kind: 'popUps', show: [tellPopUp(alert)], close: [] });
      response.writeHead(204).end();
    } else if (url.pathname === '/mock/attending') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(attending.size));
    } else if (url.pathname === '/mock/signOut' || url.pathname === '/mock/drop') {
      signedOut ||= url.pathname === '/mock/signOut';
      cutStreams();
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
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'",
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
