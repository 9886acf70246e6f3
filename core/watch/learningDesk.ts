import type { Forecast, LearnedSeriesList } from '../../shared/learning/learnedSeries.ts';
import { zoneInUse } from '../../shared/localTime.ts';
import type { Settings } from '../../shared/settings.ts';
import type { LearningDesk } from '../api/learningHandlers.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { ActiveAdjustment } from '../detection/feedback/adjustments.ts';
import { metricRulesOf } from '../detection/rules/rulesOf.ts';
import { limitsOf, type SeriesLimit, trendLimits } from '../detection/trend/trendLimits.ts';
import type { LearnedRegistry } from '../monitor/learnedRegistry.ts';
import type { LearnedBefore } from '../monitor/learnedStates.ts';
import { forecastOf } from './learning/forecastOf.ts';
import type { ForecastSeries, ForecastSource } from './learning/forecastSource.ts';

interface LearningDeskOptions {
  registry: LearnedRegistry;
  /** Null: there is no ClickHouse. */
  source: ForecastSource | null;
  /** What was learned and kept. */
  learned: LearnedBefore;
  settings: Settings;
  /** IANA name of the machine's zone. */
  timeZone: string;
  adjustments(): readonly ActiveAdjustment[];
  /** Asked elsewhere. */
  backtest: LearningDesk['backtest'];
  why: LearningDesk['why'];
  clock: Clock;
}

const hourMs = 3_600_000;
const deadlineMs = 20_000;
const cachedMs = 60_000;
const mostCached = 50;
const notSetUp = 'No ClickHouse is set up. Set it up in Setup → Connection.';

/** Questions about what was learned, answered by the sources that run and, for a forecast, by learning one series anew. */
export function createLearningDesk(options: LearningDeskOptions): LearningDesk {
  const { registry, source, settings, backtest, why, clock } = options;
  const timeZone = zoneInUse(settings.learning.timeZone, options.timeZone);
  const limits = trendLimits(settings.metrics.enabled ? metricRulesOf(settings.metrics) : [], {
    ...settings.learning,
    trends: { ...settings.learning.trends, enabled: true },
  });
  const cached = new Map<string, { at: number; forecast: Forecast }>();

  function series(): LearnedSeriesList {
    const views = [...registry.views().values()];
    const items = views.flatMap((view) => view.items());
    const notes = views.flatMap(({ note }) => note ?? []);
    const checks = views.flatMap(({ lastCheckMs }) => lastCheckMs ?? []);
    return {
      items,
      cost: {
        series: items.filter(({ state }) => state !== 'capped').length,
        left: views.reduce((sum, { left }) => sum + left, 0),
        stateBytes: items.reduce((sum, { stateBytes }) => sum + stateBytes, 0),
        lastCheckMs: checks.length === 0 ? null : checks.reduce((sum, ms) => sum + ms, 0),
      },
      note: settings.learning.enabled ? notes.join(' ') || null : 'Nothing is learned: “Learn what is usual” is off.',
    };
  }

  /** Of several the first that is still ahead of most: those of rules come first. */
  function limitOf({ labels }: ForecastSeries): SeriesLimit | null {
    return limitsOf(limits, { metric: labels.metric ?? '', labels })[0] ?? null;
  }

  async function learn(
    { key, hours, adjustments }: { key: string; hours: number; adjustments: readonly ActiveAdjustment[] },
    now: number,
    signal: AbortSignal,
  ): Promise<Forecast> {
    if (source === null) return empty(key, notSetUp);
    const found = await source.find(key, now, signal);
    if (!found.ok) return empty(key, found.error.message);
    if (found.value === null) {
      return empty(key, `Nothing was written of ${key} in the last day, or no series is called so.`);
    }
    const limit = key.startsWith('metric/') ? limitOf(found.value) : null;
    const { historyDays, trends } = settings.learning;
    const answer = await forecastOf(
      found.value,
      {
        ...{ source, hours, timeZone, adjustments, limit, now, clock },
        horizonMs: Math.max(hours, trends.horizonHours) * hourMs,
        historyMs: historyDays * 24 * hourMs,
        kept: () => options.learned.load(key).find((each) => each.key === key) ?? null,
      },
      signal,
    );
    return answer.ok ? answer.value : { ...empty(key, answer.error.message), title: found.value.title };
  }

  return {
    series: async () => series(),
    async forecast({ series: key, hours }, signal) {
      const now = clock.now();
      const adjustments = options.adjustments().filter((each) => each.series === key);
      // Whoever has just called a level normal wants to see that.
      const id = JSON.stringify([key, hours, adjustments.map((each) => each.id)]);
      const known = cached.get(id);
      if (known && Math.abs(now - known.at) < cachedMs) return known.forecast;
      const answer = await withDeadline(clock, deadlineMs, signal, (limited) =>
        learn({ key, hours, adjustments }, now, limited),
      );
      if (answer.kind !== 'done') return empty(key, 'Learning it took too long. Ask again in a moment.');
      if (answer.value.ahead.length > 0) cached.set(id, { at: now, forecast: answer.value });
      for (const oldest of cached.keys()) if (cached.size > mostCached) cached.delete(oldest);
      return answer.value;
    },
    backtest,
    why,
  };
}

function empty(key: string, note: string): Forecast {
  const nothing = { past: [], ahead: [], limit: null, reachesLimitAt: null };
  return { series: key, title: key, unit: 'none', stepMs: 60_000, ...nothing, note };
}
