import { zoneInUse } from '../../shared/localTime.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';
import { createAnomaliesSource } from '../adapters/clickhouse/anomaliesSource.ts';
import { createAnomaliesWriter } from '../adapters/clickhouse/anomaliesWriter.ts';
import type { Connection } from '../adapters/clickhouse/connection.ts';
import { createEngineSource, engineSourceName } from '../adapters/clickhouse/engineSource.ts';
import { createErrorsSource } from '../adapters/clickhouse/errors/errorsSource.ts';
import { createJobsReader } from '../adapters/clickhouse/jobs/jobsReader.ts';
import { createJobsSource } from '../adapters/clickhouse/jobs/jobsSource.ts';
import { createLearnedSource } from '../adapters/clickhouse/learned/learnedSource.ts';
import { seriesFeeds } from '../adapters/clickhouse/learned/seriesFeeds.ts';
import { createMetricsSource } from '../adapters/clickhouse/metrics/metricsSource.ts';
import { createModelsSource } from '../adapters/clickhouse/models/modelsSource.ts';
import { createSqlRulesSource } from '../adapters/clickhouse/sqlRules/sqlRulesSource.ts';
import { createUsersSource } from '../adapters/clickhouse/users/usersSource.ts';
import { createWindowsReader } from '../adapters/clickhouse/windowsReader.ts';
import type { Clock } from '../clock.ts';
import type { ErrorSink } from '../detection/errors/errorSink.ts';
import type { ActiveAdjustment } from '../detection/feedback/adjustments.ts';
import { metricRulesOf, sqlRulesOf } from '../detection/rules/rulesOf.ts';
import { trendLimits } from '../detection/trend/trendLimits.ts';
import type { Log } from '../log.ts';
import { createLearnedRegistry, type LearnedRegistry } from '../monitor/learnedRegistry.ts';
import { type LearnedBefore, nothingLearned } from '../monitor/learnedStates.ts';
import type { Source } from '../monitor/source.ts';
import { unavailableSource } from './unavailableSource.ts';

interface SourceOptions {
  /** How far back the engine's very first poll looks, ms; left out: a baseline's length. */
  historyMs?: number;
  /** For queries that people write; left out: the same. */
  rulesConnection?: Connection;
  /** Where pipeline errors are sent besides; null, or left out: nowhere. */
  errorSink?: ErrorSink | null;
  /** What was learned before; left out: nothing. */
  learned?: LearnedBefore;
  /** What people's feedback changes, those in force; left out: nothing. */
  adjustments?: () => readonly ActiveAdjustment[];
  /** Where sources show what they have learned; left out: nobody looks. */
  registry?: LearnedRegistry;
  clock: Clock;
  log: Log;
}

/** Everything that is watched through one ClickHouse, as the settings say. */
export function sourcesOver(connection: Connection, settings: Settings, options: SourceOptions): Source[] {
  const { historyMs, rulesConnection = connection, errorSink = null, clock, log } = options;
  const { engine, metrics, currency } = settings;
  const learning = {
    learned: options.learned ?? nothingLearned,
    adjustments: options.adjustments ?? (() => []),
    registry: options.registry ?? createLearnedRegistry(),
  };
  const now = () => clock.now();
  const deadlineMs = settings.cycle.sourceDeadlineSeconds * 1000;
  const sources: Source[] = [];
  if (engine.enabled) {
    sources.push(
      createEngineSource({
        reader: createWindowsReader(connection, now),
        engine,
        currency,
        staleAfterMs: settings.cycle.staleAfterMinutes * 60_000,
        deadlineMs,
        ...(historyMs === undefined ? {} : { historyMs }),
        learning: { settings: settings.learning, timeZone: shopZone(settings), ...learning },
        writeBack: engine.writeBack ? createAnomaliesWriter(connection, now) : null,
        clock,
        log: log.child('engine'),
      }),
    );
  }
  if (settings.anomalies.enabled) sources.push(createAnomaliesSource({ connection, log: log.child('anomalies') }));
  if (metrics.enabled) {
    const intervalMs = metrics.intervalSeconds * 1000;
    const rules = metricRulesOf(metrics);
    sources.push(createMetricsSource({ connection, rules, intervalMs, deadlineMs, currency, clock }));
  }
  const sqlRules = sqlRulesOf(metrics);
  if (sqlRules.length > 0) {
    sources.push(createSqlRulesSource({ connection: rulesConnection, rules: sqlRules, deadlineMs, currency, clock }));
  }
  if (settings.models.enabled) sources.push(createModelsSource(connection));
  if (settings.jobs.enabled) {
    sources.push(createJobsSource({ connection, reader: createJobsReader(connection), settings: settings.jobs }));
  }
  const feeds = seriesFeeds(settings, { connection, rulesConnection, deadlineMs, clock });
  if (feeds.length > 0) {
    const limits = trendLimits(metrics.enabled ? metricRulesOf(metrics) : [], settings.learning);
    const parts = { feeds, settings: settings.learning, limits, deadlineMs, currency, clock };
    sources.push(createLearnedSource({ ...parts, ...learning }));
  }
  if (settings.users.enabled) sources.push(createUsersSource(connection, settings.users));
  if (settings.errors.enabled) {
    const errors = { settings: settings.errors, sink: errorSink, clock, log: log.child('errors') };
    sources.push(createErrorsSource({ connection, ...errors }));
  }
  return sources;
}

/** Whose days and weeks are learned. */
function shopZone({ learning }: Settings): string {
  return zoneInUse(learning.timeZone, Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** An address that cannot be used is a source that fails, seen where every other failure is. */
export function unavailable(settings: Settings, problem: Problem): Source {
  return settings.engine.enabled
    ? unavailableSource(engineSourceName, 'engine', problem)
    : unavailableSource('anomalies', 'anomalies', problem);
}
