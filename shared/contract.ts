import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Alert, AlertDetail } from './alert.ts';
import { AlertPage, AlertQuery } from './alertQuery.ts';
import { Change } from './change.ts';
import { LedgerPage, LedgerQuery } from './delivery/ledger.ts';
import { Matchers } from './delivery/matcher.ts';
import { ReceiverView } from './delivery/receiverView.ts';
import { Report, ReportQuery } from './delivery/report.ts';
import { NewSilence, Silence, SilenceChange, SilencePage, SilencePreview, SilenceQuery } from './delivery/silence.ts';
import { Replay, ReplayRequest, Simulation, SimulationRequest } from './delivery/simulation.ts';
import { DemoState, ScenarioName } from './demo.ts';
import { Diagnostics } from './diagnostics.ts';
import { Health } from './health.ts';
import { HostView } from './hostView.ts';
import { Instant } from './instant.ts';
import { JobList, JobRunDetail, JobRunsQuery, JobsQuery } from './jobs.ts';
import { Backtest, BacktestAbout } from './learning/backtest.ts';
import { Explanation } from './learning/explanation.ts';
import { Adjustment, FeedbackLabel } from './learning/feedback.ts';
import { Forecast, ForecastQuery, LearnedSeriesList } from './learning/learnedSeries.ts';
import { LearningSettings } from './learning/learningSettings.ts';
import { Overview } from './overview.ts';
import { ErrorCode } from './problem.ts';
import { SecretName, Settings, SettingsView } from './settings.ts';
import { MetricChoices, RuleTrial, RuleTrialRequest } from './signals/ruleTrial.ts';
import { MetricSettings } from './signals/signalSettings.ts';

const id = z.string().min(1).max(64);
const by = z.string().trim().min(1).max(100).optional();
const acknowledgement = { by, note: z.string().max(2000).optional() };

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

const noSilence = { NOT_FOUND: { message: 'There is no silence with this id.' } };
const notFound = { NOT_FOUND: { message: 'There is no alert with this id.' } };

/** The only description of what the UI can ask; served as REST and SSE under `/api` and over the desktop's message port. */
export const contract = {
  health: oc.route({ method: 'GET', path: '/health' }).output(Health),
  overview: oc.route({ method: 'GET', path: '/overview' }).output(Overview),
  stream: oc.route({ method: 'GET', path: '/stream' }).output(eventIterator(Change)),
  cycle: oc.route({ method: 'POST', path: '/cycle' }).output(Health),
  diagnostics: oc.route({ method: 'GET', path: '/diagnostics' }).output(Diagnostics),
  /** The same with log, settings and tables as one zip. */
  diagnosticsBundle: oc.route({ method: 'GET', path: '/diagnostics/bundle' }).output(z.file()),
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
    /** Null takes it back. */
    feedback: oc
      .route({ method: 'POST', path: '/alerts/{id}/feedback' })
      .input(z.object({ id, label: FeedbackLabel.nullable(), comment: z.string().max(2000).optional(), by }))
      .output(Alert)
      .errors(notFound),
    feedbackMany: oc
      .route({ method: 'POST', path: '/alerts/feedback' })
      .input(
        z.object({
          ids: z.array(id).min(1).max(10_000),
          label: FeedbackLabel.nullable(),
          comment: z.string().max(2000).optional(),
          by,
        }),
      )
      .output(z.object({ items: z.array(Alert), notFound: z.array(z.string()) })),
    /** Asks ClickHouse where the change comes from. */
    why: oc
      .route({ method: 'GET', path: '/alerts/{id}/why' })
      .input(z.object({ id }))
      .output(Explanation)
      .errors(notFound),
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
    /** For pages that may not save files themselves: asks the person where to keep the bundle of diagnostics. */
    saveDiagnostics: oc
      .route({ method: 'POST', path: '/host/save-diagnostics' })
      .output(z.object({ saved: z.boolean() })),
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
    list: oc.route({ method: 'GET', path: '/silences' }).input(SilenceQuery).output(SilencePage),
    create: oc.route({ method: 'POST', path: '/silences' }).input(NewSilence).output(Silence),
    /** Moves its end, or says anew why it is; one that is over stays as it is. */
    update: oc
      .route({ method: 'PUT', path: '/silences/{id}' })
      .input(SilenceChange.extend({ id }))
      .output(Silence)
      .errors(noSilence),
    /** Ends it now; one that has not begun never begins. */
    expire: oc.route({ method: 'DELETE', path: '/silences' }).input(z.object({ id })).output(Silence).errors(noSilence),
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
  jobs: {
    /** Jobs that ran lately, and what is wrong with them. */
    list: oc.route({ method: 'GET', path: '/jobs' }).input(JobsQuery).output(JobList),
    runs: oc
      .route({ method: 'GET', path: '/jobs/{job}/runs' })
      .input(JobRunsQuery)
      .output(z.object({ items: z.array(JobRunDetail) })),
  },
  rules: {
    /** What a rule would have done in the last 24 hours, and what it says now; what is wrong with it is in the answer. */
    tryOut: oc.route({ method: 'POST', path: '/rules/try' }).input(RuleTrialRequest).output(RuleTrial),
    /** What there is to write rules about. */
    metrics: oc.route({ method: 'GET', path: '/rules/metrics' }).output(MetricChoices),
  },
  learning: {
    series: oc.route({ method: 'GET', path: '/learning/series' }).output(LearnedSeriesList),
    forecast: oc.route({ method: 'GET', path: '/learning/forecast' }).input(ForecastQuery).output(Forecast),
    /** Judges the last days as a draft of the settings would have; nothing is saved. */
    backtest: oc
      .route({ method: 'POST', path: '/learning/backtest' })
      .input(
        z.object({
          days: z.int().min(1).max(30),
          engine: Settings.shape.engine.unwrap(),
          learning: LearningSettings,
          /** Left out: as in force. */
          metrics: MetricSettings.optional(),
          /** What is judged; left out: everything. */
          about: z.array(BacktestAbout).min(1).optional(),
        }),
      )
      .output(Backtest),
    adjustments: oc
      .route({ method: 'GET', path: '/learning/adjustments' })
      .output(z.object({ items: z.array(Adjustment) })),
    undoAdjustment: oc
      .route({ method: 'DELETE', path: '/learning/adjustments/{id}' })
      .input(z.object({ id }))
      .output(Adjustment)
      .errors({ NOT_FOUND: { message: 'Nothing that was learned from feedback has this id.' } }),
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
