import type { Change } from '../../shared/change.ts';
import type { Health } from '../../shared/health.ts';
import type { AlertBook } from '../alerts/alertBook.ts';
import type { Clock } from '../clock.ts';
import type { DiagnosticsSources } from '../diagnostics/describeDiagnostics.ts';
import type { Log } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { SettingsService } from '../settings/settingsService.ts';
import { alertDetail } from './alertDetail.ts';
import { badInput, failure, notFound, unwrap } from './apiError.ts';
import type { ChangeFeed } from './changeFeed.ts';
import { type DeliveryPorts, deliveryHandlers } from './deliveryHandlers.ts';
import { diagnosticsHandlers } from './diagnosticsHandlers.ts';
import type { ConnectionDesk, DemoPort, HostDesk, HostInfo, PopUpDesk, RuleDesk } from './hostPorts.ts';
import { implementContract, tooMany } from './implementContract.ts';
import { type JobsDesk, jobsHandlers } from './jobsHandlers.ts';
import { type LearningPorts, learningHandlers } from './learningHandlers.ts';

export interface ApiPorts extends DeliveryPorts, DiagnosticsSources, Omit<LearningPorts, 'book' | 'host'> {
  monitor: Monitor;
  book: AlertBook;
  settings: SettingsService;
  connection: ConnectionDesk;
  rules: RuleDesk;
  jobs: JobsDesk;
  /** Null where no simulated shop runs. */
  demo: DemoPort | null;
  host: HostInfo;
  hostDesk: HostDesk;
  popUps: PopUpDesk;
  health: () => Health;
  feed: ChangeFeed;
  clock: Clock;
  log: Log;
}

const dayMs = 24 * 3_600_000;
const mostStreams = 500;
const noAlert = 'There is no alert with this id.';
const noDemo = 'The demo is not running. Start Watchkeeper with --demo to have a simulated shop.';

/** The contract over its ports: what both hosts serve. */
export function createApi(ports: ApiPorts) {
  const { monitor, book, settings, connection, demo, host, hostDesk, popUps, feed, clock } = ports;
  const api = implementContract(ports.log);
  const learned = learningHandlers(api, ports);
  const { diagnostics, diagnosticsBundle, saveDiagnostics } = diagnosticsHandlers(api, ports);

  const settled = async (outcome: ReturnType<SettingsService['replace']>) => {
    const result = await outcome;
    if (result.ok) return settings.view();
    throw result.kind === 'input' ? badInput(result.problems) : failure(result.problem);
  };
  const oneAlert = <T>(found: T | null | undefined): T => {
    if (found === null || found === undefined) throw notFound(noAlert);
    return found;
  };
  const future = (instant: string | null, withinMs = Number.POSITIVE_INFINITY) => {
    if (instant === null) return null;
    const until = Date.parse(instant);
    if (until <= clock.now()) throw badInput([{ path: 'until', message: 'must be in the future' }]);
    if (until > clock.now() + withinMs) throw badInput([{ path: 'until', message: 'must be within a day' }]);
    return until;
  };
  const neverAborted = new AbortController().signal;

  return api.router({
    health: api.health.handler(() => ports.health()),
    overview: api.overview.handler(() => book.overview(clock.now())),
    stream: api.stream.handler(({ lastEventId, signal }) => {
      if (feed.listeners() >= mostStreams) throw failure(tooMany);
      return feed.listen(lastEventId, signal) as AsyncGenerator<Change>;
    }),
    cycle: api.cycle.handler(async () => {
      await monitor.runCycle('manual');
      return ports.health();
    }),
    diagnostics,
    diagnosticsBundle,

    alerts: {
      list: api.alerts.list.handler(({ input }) => book.list(input)),
      get: api.alerts.get.handler(async ({ input, signal }) => {
        const detail = oneAlert(book.detail(input.id));
        const escalatesTo = ports.delivery.escalatesTo(detail);
        return alertDetail({ ...detail, escalatesTo }, connection, clock, signal ?? neverAborted);
      }),
      acknowledge: api.alerts.acknowledge.handler(({ input }) => {
        const alerts = book.acknowledge([input.id], input.by ?? host.person, noteOf(input.note), clock.now());
        const alert = oneAlert(alerts[0]);
        monitor.alertsChanged(alerts);
        return alert;
      }),
      acknowledgeMany: api.alerts.acknowledgeMany.handler(({ input }) => {
        const ids = [...new Set(input.ids)];
        const items = book.acknowledge(ids, input.by ?? host.person, noteOf(input.note), clock.now());
        const found = new Set(items.map((alert) => alert.id));
        if (items.length > 0) monitor.alertsChanged(items);
        return { items, notFound: ids.filter((id) => !found.has(id)) };
      }),
      unacknowledge: api.alerts.unacknowledge.handler(({ input }) => {
        const alert = oneAlert(book.unacknowledge(input.id, input.by ?? host.person, clock.now()));
        monitor.alertsChanged([alert]);
        return alert;
      }),
      snooze: api.alerts.snooze.handler(({ input }) => {
        const alert = oneAlert(book.snooze(input.id, future(input.until), input.by ?? host.person, clock.now()));
        monitor.alertsChanged([alert]);
        return alert;
      }),
      snoozeMany: api.alerts.snoozeMany.handler(({ input }) => {
        const ids = [...new Set(input.ids)];
        const items = book.snoozeMany(ids, future(input.until), input.by ?? host.person, clock.now());
        const found = new Set(items.map((alert) => alert.id));
        if (items.length > 0) monitor.alertsChanged(items);
        return { items, notFound: ids.filter((id) => !found.has(id)) };
      }),
      ...learned.alerts,
    },
    learning: learned.learning,

    popUps: {
      pause: api.popUps.pause.handler(({ input }) => {
        unwrap(monitor.pausePopUps(future(input.until, dayMs)));
        return ports.health();
      }),
      dismiss: api.popUps.dismiss.handler(({ input }) => ({ dismissed: popUps.dismiss(input.ids) })),
      attend: api.popUps.attend.handler(({ input }) => {
        popUps.attend(input.page, input.attending);
        return { attending: input.attending };
      }),
    },
    host: {
      view: api.host.view.handler(() => hostDesk.view()),
      startAtLogin: api.host.startAtLogin.handler(async ({ input }) => {
        unwrap(await hostDesk.setStartAtLogin(input.enabled));
        return hostDesk.view();
      }),
      openDataFolder: api.host.openDataFolder.handler(async () => {
        unwrap(await hostDesk.openDataFolder());
        return hostDesk.view();
      }),
      copyText: api.host.copyText.handler(async ({ input }) => {
        unwrap(await hostDesk.copyText(input.text));
        return { copied: true };
      }),
      saveDiagnostics,
      restart: api.host.restart.handler(({ input }) => {
        unwrap(hostDesk.restart(input.demo));
        return { restarting: true };
      }),
      checkForUpdates: api.host.checkForUpdates.handler(async () => unwrap(await hostDesk.checkForUpdates())),
    },

    settings: {
      get: api.settings.get.handler(() => settings.view()),
      put: api.settings.put.handler(({ input }) => settled(settings.replace(input))),
    },
    secrets: {
      put: api.secrets.put.handler(({ input }) =>
        settled(settings.setSecret(input.name, input.value, input.connection)),
      ),
      unlock: api.secrets.unlock.handler(({ input }) => settled(settings.unlockSecrets(input.passphrase))),
    },
    ...deliveryHandlers(api, ports),
    jobs: jobsHandlers(api, ports),
    connection: {
      test: api.connection.test.handler(({ input, signal }) => connection.test(input, signal ?? neverAborted)),
      schema: api.connection.schema.handler(async ({ signal }) =>
        unwrap(await connection.schema(signal ?? neverAborted)),
      ),
      applySchema: api.connection.applySchema.handler(async ({ signal }) => {
        const applied = unwrap(await connection.applySchema(signal ?? neverAborted));
        // What was not set up a moment ago may be now.
        void monitor.runCycle('manual');
        return applied;
      }),
    },
    rules: {
      tryOut: api.rules.tryOut.handler(({ input, signal }) => ports.rules.tryOut(input, signal ?? neverAborted)),
      metrics: api.rules.metrics.handler(({ signal }) => ports.rules.metrics(signal ?? neverAborted)),
    },
    demo: {
      scenarios: api.demo.scenarios.handler(() => running(demo).state()),
      start: api.demo.start.handler(async ({ input }) => unwrap(await running(demo).start(input.scenario))),
      stop: api.demo.stop.handler(async ({ input }) => unwrap(await running(demo).stop(input.scenario))),
    },
  });
}

export type Api = ReturnType<typeof createApi>;

function running(demo: DemoPort | null): DemoPort {
  if (demo === null) throw notFound(noDemo);
  return demo;
}

function noteOf(note: string | undefined): string | null {
  const text = note?.trim() ?? '';
  return text === '' ? null : text;
}
