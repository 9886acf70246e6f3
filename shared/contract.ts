import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Alert, AlertDetail, Instant } from './alert.ts';
import { AlertPage, AlertQuery } from './alertQuery.ts';
import { Change } from './change.ts';
import { LedgerPage, LedgerQuery } from './delivery/ledger.ts';
import { Matchers } from './delivery/matcher.ts';
import { ReceiverView } from './delivery/receiverView.ts';
import { Report, ReportQuery } from './delivery/report.ts';
import { NewSilence, Silence, SilencePreview } from './delivery/silence.ts';
import { Replay, ReplayRequest, Simulation, SimulationRequest } from './delivery/simulation.ts';
import { DemoState, ScenarioName } from './demo.ts';
import { Health } from './health.ts';
import { HostView } from './hostView.ts';
import { Overview } from './overview.ts';
import { ErrorCode } from './problem.ts';
import { SecretName, Settings, SettingsView } from './settings.ts';

const id = z.string().min(1).max(64);
const acknowledgement = { by: z.string().trim().min(1).max(100).optional(), note: z.string().max(2000).optional() };

/** The outcome of trying something out: a connection, a receiver. */
export const TestResult = z.object({
  ok: z.boolean(),
  code: ErrorCode.nullable(),
  message: z.string(),
  /** What was checked, in order, e.g. reach, sign in, database, tables. */
  steps: z.array(
    z.object({
      name: z.string(),
      ok: z.boolean(),
      message: z.string(),
      /** True for what is not there and may be missing: neither passed nor failed, though `ok`. */
      notSetUp: z.boolean().optional(),
    }),
  ),
});
export type TestResult = z.infer<typeof TestResult>;

const Diagnostics = z.object({
  health: Health,
  versions: z.record(z.string(), z.string()),
  dataFolder: z.string(),
  database: z.object({ schemaVersion: z.int(), sizeBytes: z.int(), alerts: z.int() }),
  settings: Settings,
  overrides: z.record(z.string(), z.string()),
});

const notFound = { NOT_FOUND: { message: 'There is no alert with this id.' } };

/** The only description of what the UI can ask; served as REST and SSE under `/api` and over the desktop's message port. */
export const contract = {
  health: oc.route({ method: 'GET', path: '/health' }).output(Health),
  overview: oc.route({ method: 'GET', path: '/overview' }).output(Overview),
  stream: oc.route({ method: 'GET', path: '/stream' }).output(eventIterator(Change)),
  cycle: oc.route({ method: 'POST', path: '/cycle' }).output(Health),
  diagnostics: oc.route({ method: 'GET', path: '/diagnostics' }).output(Diagnostics),
  alerts: {
    list: oc.route({ method: 'GET', path: '/alerts' }).input(AlertQuery).output(AlertPage),
    get: oc.route({ method: 'GET', path: '/alerts/{id}' }).input(z.object({ id })).output(AlertDetail).errors(notFound),
    acknowledgeMany: oc
      .route({ method: 'POST', path: '/alerts/acknowledge' })
      .input(z.object({ ids: z.array(id).min(1).max(10_000), ...acknowledgement }))
      .output(z.object({ items: z.array(Alert), notFound: z.array(z.string()) })),
    acknowledge: oc
      .route({ method: 'POST', path: '/alerts/{id}/acknowledge' })
      .input(z.object({ id, ...acknowledgement }))
      .output(Alert)
      .errors(notFound),
    unacknowledge: oc
      .route({ method: 'POST', path: '/alerts/{id}/unacknowledge' })
      .input(z.object({ id, by: acknowledgement.by }))
      .output(Alert)
      .errors(notFound),
    snooze: oc
      .route({ method: 'POST', path: '/alerts/{id}/snooze' })
      .input(z.object({ id, until: Instant.nullable(), by: acknowledgement.by }))
      .output(Alert)
      .errors(notFound),
    snoozeMany: oc
      .route({ method: 'POST', path: '/alerts/snooze' })
      .input(z.object({ ids: z.array(id).min(1).max(10_000), until: Instant.nullable(), by: acknowledgement.by }))
      .output(z.object({ items: z.array(Alert), notFound: z.array(z.string()) })),
  },
  popUps: {
    /** No pop-ups until then, a day ahead at most; null: they come again. */
    pause: oc
      .route({ method: 'POST', path: '/pop-ups/pause' })
      .input(z.object({ until: Instant.nullable() }))
      .output(Health),
    /** The person has seen what the page showed in the system's place. */
    dismiss: oc
      .route({ method: 'POST', path: '/pop-ups/dismiss' })
      .input(z.object({ ids: z.array(z.string().min(1).max(64)).min(1).max(100) }))
      .output(z.object({ dismissed: z.int() })),
    /** From a page that may show pop-ups or not any more; `page` is a name it made up for itself. */
    attend: oc
      .route({ method: 'POST', path: '/pop-ups/attend' })
      .input(z.object({ page: z.string().min(8).max(64), attending: z.boolean() }))
      .output(z.object({ attending: z.boolean() })),
  },
  host: {
    view: oc.route({ method: 'GET', path: '/host' }).output(HostView),
    startAtLogin: oc
      .route({ method: 'PUT', path: '/host/start-at-login' })
      .input(z.object({ enabled: z.boolean() }))
      .output(HostView),
    openDataFolder: oc.route({ method: 'POST', path: '/host/open-data-folder' }).output(HostView),
    /** For pages that may not write to the clipboard themselves. */
    copyText: oc
      .route({ method: 'POST', path: '/host/copy-text' })
      .input(z.object({ text: z.string().max(100_000) }))
      .output(z.object({ copied: z.boolean() })),
    /** `demo` null: as the settings say. The answer comes before the end. */
    restart: oc
      .route({ method: 'POST', path: '/host/restart' })
      .input(z.object({ demo: z.boolean().nullable() }))
      .output(z.object({ restarting: z.boolean() })),
    checkForUpdates: oc
      .route({ method: 'POST', path: '/host/check-for-updates' })
      .output(z.object({ version: z.string().nullable(), message: z.string() })),
  },
  settings: {
    get: oc.route({ method: 'GET', path: '/settings' }).output(SettingsView),
    put: oc.route({ method: 'PUT', path: '/settings' }).input(Settings).output(SettingsView),
  },
  secrets: {
    put: oc
      .route({ method: 'PUT', path: '/secrets/{name}' })
      .input(
        z.object({
          name: SecretName,
          value: z.string().max(4000),
          /** The ClickHouse a password is for, where that is about to be saved; else the one that holds. */
          connection: z.object({ url: z.string().max(2000), user: z.string().max(200) }).optional(),
        }),
      )
      .output(SettingsView),
    /**
     * Opens locked secrets, or protects with a passphrase those that were only in memory. Null: there is none to it, the
     * system's keychain is asked once more.
     */
    unlock: oc
      .route({ method: 'POST', path: '/secrets/unlock' })
      .input(z.object({ passphrase: z.string().min(8).max(1000).nullable() }))
      .output(SettingsView),
  },
  silences: {
    /** Active and pending ones, then those that ended within the last day (or all that are kept), newest end last. */
    list: oc
      .route({ method: 'GET', path: '/silences' })
      .input(z.object({ expired: z.enum(['recent', 'all']).optional() }))
      .output(z.object({ items: z.array(Silence) })),
    create: oc.route({ method: 'POST', path: '/silences' }).input(NewSilence).output(Silence),
    /** Ends it now; one that has not begun never begins. */
    expire: oc
      .route({ method: 'DELETE', path: '/silences' })
      .input(z.object({ id }))
      .output(Silence)
      .errors({ NOT_FOUND: { message: 'There is no silence with this id.' } }),
    preview: oc
      .route({ method: 'POST', path: '/silences/preview' })
      .input(z.object({ matchers: Matchers }))
      .output(SilencePreview),
  },
  notifications: oc.route({ method: 'GET', path: '/notifications' }).input(LedgerQuery).output(LedgerPage),
  report: oc.route({ method: 'GET', path: '/report' }).input(ReportQuery).output(Report),
  delivery: {
    simulate: oc.route({ method: 'POST', path: '/delivery/simulate' }).input(SimulationRequest).output(Simulation),
    replay: oc.route({ method: 'POST', path: '/delivery/replay' }).input(ReplayRequest).output(Replay),
  },
  receivers: {
    list: oc.route({ method: 'GET', path: '/receivers' }).output(z.object({ items: z.array(ReceiverView) })),
    test: oc
      .route({ method: 'POST', path: '/receivers/{name}/test' })
      .input(z.object({ name: z.string().min(1).max(100) }))
      .output(TestResult),
  },
  connection: {
    test: oc
      .route({ method: 'POST', path: '/connection/test' })
      .input(
        z.object({
          /** Left out: the one that is watched. Unwrapped, because the defaults of the settings would stand in for it. */
          connection: Settings.shape.connection.unwrap().optional(),
          password: z.string().max(1000).optional(),
        }),
      )
      .output(TestResult),
    /** The statements that would create the tables; nothing is run. */
    schema: oc
      .route({ method: 'GET', path: '/connection/schema' })
      .output(z.object({ statements: z.array(z.string()), missing: z.array(z.string()) })),
    /** Creates what is missing: the user has seen the SQL and said yes. */
    applySchema: oc
      .route({ method: 'POST', path: '/connection/schema' })
      .output(z.object({ applied: z.array(z.string()) })),
  },
  demo: {
    scenarios: oc.route({ method: 'GET', path: '/demo/scenarios' }).output(DemoState),
    start: oc
      .route({ method: 'POST', path: '/demo/scenarios' })
      .input(z.object({ scenario: ScenarioName }))
      .output(DemoState),
    stop: oc
      .route({ method: 'DELETE', path: '/demo/scenarios' })
      .input(z.object({ scenario: ScenarioName }))
      .output(DemoState),
  },
};
export type Contract = typeof contract;
