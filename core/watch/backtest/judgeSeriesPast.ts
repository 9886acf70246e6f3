import { formatNumber } from '../../../shared/formatValue.ts';
import type { BacktestAbout, BacktestAlert } from '../../../shared/learning/backtest.ts';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Connection } from '../../adapters/clickhouse/connection.ts';
import type { SeriesFeed } from '../../adapters/clickhouse/learned/seriesFeed.ts';
import type { MetricsReader } from '../../adapters/clickhouse/metrics/metricsReader.ts';
import { seriesKey } from '../../adapters/clickhouse/metrics/readSeries.ts';
import type { Clock } from '../../clock.ts';
import { withDeadline } from '../../deadline.ts';
import type { ActiveAdjustment } from '../../detection/feedback/adjustments.ts';
import { metricRulesOf } from '../../detection/rules/rulesOf.ts';
import { alertPolicyOf, monitorPolicy } from '../../monitor/monitorPolicy.ts';
import { choosePast } from './choosePast.ts';
import { learnedReplay } from './learnedReplay.ts';
import { judgeLimits } from './limitsPast.ts';
import type { LimitsSide } from './limitsReplay.ts';
import { listPast, type PastSeries, type SeriesSettings } from './pastSeries.ts';
import type { ScoredPasts } from './scoredPasts.ts';
import { ScoredSeries } from './scoredSeries.ts';
import { scorePast, type ToScore } from './scorePast.ts';
import { createSeriesReplay, type SeriesReplay } from './seriesReplay.ts';

export interface SeriesContext {
  connection: Connection;
  metrics: MetricsReader;
  /** What the ways to judge do not say. */
  settings: Settings;
  /** IANA name of the zone of this machine. */
  timeZone: string;
  adjustments: readonly ActiveAdjustment[];
  scored: ScoredPasts;
  clock: Clock;
}

export interface SeriesQuestion {
  about: ReadonlySet<BacktestAbout>;
  /** Alerts that began then are told, ms UTC. */
  from: number;
  to: number;
  /** Keys of series that alerts were told of in that time. */
  told: ReadonlySet<string>;
}

export interface SeriesVerdict {
  /** By the position of the way. */
  alerts: BacktestAlert[][];
  /** Series that were judged, by what was learned or by limits. */
  tried: number;
  /** Sentences. */
  notes: string[];
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** What is open at the beginning began before: so much is judged and not told. */
const warmUpMs = dayMs;
/** Samples that are learned for one trial, once: ten seconds of work or so. */
const mostSamples = 700_000;
/** In which the past of one feed must be known: a query that is slow must not take the time of all others. */
const feedDeadlineMs = 40_000;

/** Judges the past of series beside the shop in each of the ways, by what was learned of them and by the limits of metrics. */
export async function judgeSeriesPast(
  ways: readonly SeriesSettings[],
  { about, from, told, ...asked }: SeriesQuestion,
  context: SeriesContext,
  signal: AbortSignal,
): Promise<Result<SeriesVerdict>> {
  const { settings, adjustments } = context;
  const [judgeFrom, to] = [minuteOf(from - warmUpMs), minuteOf(asked.to)];
  const { byWay, notes } = await listPast(ways, about, to, context, signal);
  const named = new Set(ways.flatMap(({ learning }) => Object.keys(learning.series)));
  const { chosen, left } = choosePast(byWay, { judgedMs: to - judgeFrom, mostSamples, told, named });
  if (left > 0) notes.push(leftSentence(left, chosen.size));
  const byKey = Map.groupBy(adjustments, ({ series }) => series);
  const adjustmentsOf = (key: string) => byKey.get(key) ?? [];
  const tried = byWay.map((listed) => listed.filter(({ identity }) => chosen.has(identity)));
  const scored = await scoreAll(tried, { judgeFrom, to, adjustmentsOf }, context, signal);
  if (!scored.ok) return scored;
  notes.push(...scored.value.notes);

  const policy = alertPolicyOf(monitorPolicy(settings));
  const replays = byWay.map(() => new Map<string, SeriesReplay>());
  tried.forEach((listed, way) => {
    for (const { identity, series, sensitivity, timeZone } of listed) {
      const past = scored.value.series.get(identity);
      if (past === undefined) continue;
      const told = { info: series, sensitivity, adjustments: adjustmentsOf(series.key), timeZone };
      const learned = learnedReplay(past.samples, past.lastAt, { ...told, currency: settings.currency, to });
      replays[way]?.set(replayKey(series), createSeriesReplay(series.group, learned, policy));
    }
  });
  const limits = await judgeAllLimits(ways, { about, judgeFrom, to }, replays, context, signal);
  if (!limits.ok) {
    if (signal.aborted) return limits;
    if (limits.error.code !== 'missingTable') notes.push(`Limits could not be tried. ${limits.error.message}`);
  } else notes.push(...limits.value);
  const series = new Set(replays.flatMap((each) => [...each.keys()]));
  return ok({ alerts: replays.map((each) => alertsOf(each, from)), tried: series.size, notes: [...new Set(notes)] });
}

interface ScoreSpan {
  judgeFrom: number;
  to: number;
  adjustmentsOf(key: string): readonly ActiveAdjustment[];
}

/** The scores of every series, by identity, feed after feed; a feed that fails or takes too long is left out and named. */
async function scoreAll(
  byWay: readonly (readonly PastSeries[])[],
  { judgeFrom, to, adjustmentsOf }: ScoreSpan,
  { scored, clock }: SeriesContext,
  signal: AbortSignal,
): Promise<Result<{ series: Map<string, ScoredSeries>; notes: string[] }>> {
  const byFeed = new Map<SeriesFeed, Map<string, ToScore>>();
  const met = new Set<string>();
  for (const { identity, feed, series, timeZone, historyDays } of byWay.flat()) {
    if (met.has(identity)) continue;
    met.add(identity);
    const learnFrom = Math.floor((judgeFrom - historyDays * dayMs) / dayMs) * dayMs;
    const create = () => new ScoredSeries(series, { timeZone, learnFrom, judgeFrom });
    const toScore = byFeed.get(feed) ?? new Map<string, ToScore>();
    toScore.set(identity, { series, scored: scored.take(identity, { judgeFrom }, create) });
    byFeed.set(feed, toScore);
  }
  const known = new Map<string, ScoredSeries>();
  const notes: string[] = [];
  for (const [feed, series] of byFeed) {
    const identities = new Map([...series].map(([identity, each]) => [each, identity]));
    const before = known.size;
    const onDone = (each: ToScore) => known.set(identities.get(each) ?? '', each.scored);
    const answer = await withDeadline(clock, feedDeadlineMs, signal, (limited) =>
      scorePast([...identities.keys()], { feed, adjustmentsOf, to, onDone }, limited),
    );
    if (signal.aborted) return failed('aborted', 'It was stopped.');
    const failure = answer.kind === 'done' && !answer.value.ok ? answer.value.error.message : null;
    if (answer.kind === 'done' && failure === null) continue;
    const tried = `${feed.title}: ${formatNumber(known.size - before)} of ${formatNumber(series.size)} series could be tried.`;
    notes.push(`${tried} ${failure ?? 'Learning the others took too long; it goes on when you try again.'}`);
  }
  return ok({ series: known, notes });
}

/** Tells the replays what limits say; a series that nothing is learned of gets one here. */
async function judgeAllLimits(
  ways: readonly SeriesSettings[],
  { about, judgeFrom, to }: { about: ReadonlySet<BacktestAbout>; judgeFrom: number; to: number },
  replays: readonly Map<string, SeriesReplay>[],
  { metrics, settings }: SeriesContext,
  signal: AbortSignal,
): Promise<Result<string[]>> {
  const policy = alertPolicyOf(monitorPolicy(settings));
  const rules = ways.map((way) => (about.has('metric') && way.metrics.enabled ? metricRulesOf(way.metrics) : []));
  return judgeLimits(
    {
      ...{ reader: metrics, rules: rules.flat(), judgeFrom, to, currency: settings.currency },
      sidesOf({ metric, labels }) {
        const key = replayKey({ group: 'metric', labels: { metric, ...labels } });
        return replays.flatMap((known, way): LimitsSide[] => {
          const isAbout = rules[way]?.filter(
            (rule) => rule.metric === metric && (rule.component === '' || rule.component === labels.component),
          );
          if (isAbout === undefined || isAbout.length === 0) return [];
          const replay = known.get(key) ?? createSeriesReplay('metric', [][Symbol.iterator](), policy);
          known.set(key, replay);
          return [{ rules: isAbout, replay }];
        });
      },
    },
    signal,
  );
}

const minuteOf = (at: number) => Math.floor(at / minuteMs) * minuteMs;

/** Limits and what is learned name the same series of a metric by its labels. */
const replayKey = ({ group, labels }: Pick<PastSeries['series'], 'group' | 'labels'>) =>
  seriesKey({ metric: group, labels });

function alertsOf(replays: ReadonlyMap<string, SeriesReplay>, from: number): BacktestAlert[] {
  return [...replays.values()].flatMap((replay) => replay.alerts(from));
}

function leftSentence(left: number, tried: number): string {
  const are = left === 1 ? '1 more series was' : `${formatNumber(left)} more series were`;
  return `${are} not tried: for so many days there is time for ${formatNumber(tried)}. Ask about fewer days to try more.`;
}
