import type { LearnedSeries } from '../../../../shared/learning/learnedSeries.ts';
import type { LearningSettings } from '../../../../shared/learning/learningSettings.ts';
import { zoneInUse } from '../../../../shared/localTime.ts';
import { failed, ok, type Result } from '../../../../shared/problem.ts';
import type { ObservationBatch } from '../../../alerts/observation.ts';
import type { Clock } from '../../../clock.ts';
import { type ActiveAdjustment, isLessEager } from '../../../detection/feedback/adjustments.ts';
import type { SeriesLearner } from '../../../detection/series/seriesLearner.ts';
import { learningSourceName } from '../../../detection/series/seriesObservation.ts';
import type { SeriesLimit } from '../../../detection/trend/trendLimits.ts';
import type { LearnedRegistry } from '../../../monitor/learnedRegistry.ts';
import type { LearnedBefore, LearnedState } from '../../../monitor/learnedStates.ts';
import type { PollRequest, Source, SourceReport } from '../../../monitor/source.ts';
import { learnedBatches } from './learnedBatches.ts';
import { readLearnedCursor } from './learnedCursor.ts';
import { type JudgedSeries, LearnedFeed } from './learnedFeed.ts';
import { learnedNote } from './learnedNote.ts';
import type { SeriesFeed } from './seriesFeed.ts';
import { TrendWatch } from './trendWatch.ts';

interface LearnedSourceOptions {
  /** The most wanted first: they get the room that there is. */
  feeds: readonly SeriesFeed[];
  settings: LearningSettings;
  limits: readonly SeriesLimit[];
  learned: LearnedBefore;
  adjustments(): readonly ActiveAdjustment[];
  registry: LearnedRegistry;
  /** In which a poll must be done, ms. */
  deadlineMs: number;
  currency: string;
  clock: Clock;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Part of the deadline after which no more history is begun: a slice must end within the rest. */
const budgetShare = 0.4;
/** States are kept when they have learned so much more; lost are at most so many samples, and these are read again. */
const saveEveryMs = 15 * minuteMs;
/** While history is learned, this often. */
const saveHistoryEveryMs = 10 * dayMs;
/** So many states are written with one report, some 35 KB each. */
const mostSaved = 40;
const mostCappedShown = 100;
/** Of reports that were not stored, so many batches are told again. */
const mostUntold = 120;

/** Series beside the shop's, learned each for itself: what is unusual in them, and which of them head for a limit. */
export function createLearnedSource(options: LearnedSourceOptions): Source {
  const { settings, clock, currency, registry } = options;
  const timeZone = zoneInUse(settings.timeZone, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const sensitivityOf = (key: string) => settings.series[key] ?? settings.sensitivity;
  let adjustments: ReadonlyMap<string, readonly ActiveAdjustment[]> = new Map();
  const trends = new TrendWatch({
    ...{ limits: options.limits, settings: settings.trends, currency },
    isTold: (key) => sensitivityOf(key) !== 'off',
    isLessEager: (key, at) => isLessEager(at, adjustments.get(key) ?? [], timeZone),
  });
  const feeds = options.feeds.map(
    (feed) =>
      new LearnedFeed({
        ...{ feed, timeZone, sensitivityOf },
        historyMs: settings.historyDays * dayMs,
        adjustmentsOf: (key) => adjustments.get(key) ?? [],
        onSamples: (series, samples) => trends.note(series, samples),
      }),
  );
  let forgotten = new Set<string>();
  let hasBegun = false;
  /** What was told last: samples are judged once, so that a report that was not stored is told again. */
  let told: { cursor: string; batches: ObservationBatch[] } | null = null;
  /** What is learned is told as of then, ms UTC. */
  let polledAt = clock.now();
  let lastCheckMs: number | null = null;
  let note: string | null = null;

  const asks = () => feeds.reduce((sum, feed) => sum + feed.asks, 0);
  const all = () => feeds.flatMap(({ series }) => [...series.values()]);
  registry.show(learningSourceName, {
    items: () => listed(),
    get left() {
      return feeds.reduce((sum, { left, more }) => sum + left.length + more, 0);
    },
    get lastCheckMs() {
      return lastCheckMs;
    },
    get note() {
      return note;
    },
  });

  function listed(): LearnedSeries[] {
    const now = polledAt;
    const learned = all().map((series) => series.describe(now, sensitivityOf(series.info.key)));
    const left = feeds.flatMap((feed) => feed.left).slice(0, mostCappedShown);
    return [
      ...learned,
      ...left.map(({ key, title, group, unit, labels, seenAt }): LearnedSeries => {
        const unknown = { lastValue: null, expected: null, lower: null, upper: null, stateBytes: 0, newNormal: null };
        const lastAt = new Date(seenAt).toISOString();
        const seen = { state: 'capped', knownMs: 0, neededMs: dayMs, lastAt } as const;
        return { key, title, group, unit, labels, sensitivity: sensitivityOf(key), ...seen, ...unknown };
      }),
    ];
  }

  function begin(cursor: string | null): void {
    if (hasBegun) return;
    hasBegun = true;
    const { judgedUntil, open, trends: openTrends, quietTrends } = readLearnedCursor(cursor);
    trends.open = new Set(openTrends);
    trends.quiet = new Set(quietTrends);
    for (const feed of feeds) {
      const { prefix } = feed.feed;
      for (const key of feed.restore(options.learned.load(prefix))) forgotten.add(key);
      feed.judgedUntil = judgedUntil[prefix] ?? null;
      for (const [key, series] of feed.series) series.open = open[key] ?? null;
    }
  }

  function choose(now: number): void {
    let room = settings.mostSeries;
    for (const feed of feeds) {
      const given = feed.choose(room, now);
      for (const key of given) forgotten.add(key);
      trends.forget(given);
      room = Math.max(0, room - feed.series.size);
    }
  }

  /** History, a slice at a time, as long as there is time for it in this poll; true: that ended before the history did. */
  async function learnHistory(now: number, startedAt: number, signal: AbortSignal): Promise<boolean> {
    const hasTime = () => clock.now() - startedAt < options.deadlineMs * budgetShare;
    for (const feed of feeds) {
      const parts = [
        { isLeft: () => feed.behind(now).length > 0, read: () => feed.catchUp(now, signal) },
        { isLeft: () => trends.lacksPast(feed), read: () => trends.readPast(feed, now, signal) },
      ];
      for (const { isLeft, read } of parts) {
        // A ClickHouse that is slow at what is new alone has no history left, and must not be asked again at once.
        while (isLeft()) {
          if (!hasTime()) return true;
          if (!(await read())) break;
        }
      }
    }
    return false;
  }

  /** Those that learned most since they were kept come first. */
  function toSave(now: number): LearnedState[] {
    const behind = new Set(feeds.flatMap((feed) => feed.behind(now)));
    const unsaved = (series: SeriesLearner) => series.learnedUntil - series.savedUntil;
    const due = all().filter((series) => unsaved(series) >= (behind.has(series) ? saveHistoryEveryMs : saveEveryMs));
    const first = due.toSorted((one, other) => unsaved(other) - unsaved(one)).slice(0, mostSaved);
    return first.map((series) => {
      series.savedUntil = series.learnedUntil;
      return series.state();
    });
  }

  function writeCursor(): string {
    const judgedUntil = feeds.flatMap(({ feed, judgedUntil: until }) => (until === null ? [] : [[feed.prefix, until]]));
    const open = all().flatMap(({ info, open: direction }) => (direction === null ? [] : [[info.key, direction]]));
    return JSON.stringify({
      judgedUntil: Object.fromEntries(judgedUntil),
      open: Object.fromEntries(open),
      trends: [...trends.open],
      quietTrends: [...trends.quiet],
    });
  }

  async function pollOnce({ now, cursor: stored }: PollRequest, signal: AbortSignal): Promise<Result<SourceReport>> {
    const startedAt = clock.now();
    polledAt = now;
    const asksBefore = asks();
    adjustments = Map.groupBy(options.adjustments(), ({ series }) => series);
    for (const feed of feeds) await feed.list(now, signal);
    const working = feeds.filter(({ isSetUp }) => isSetUp);
    const [unset] = feeds;
    if (working.length === 0 && unset?.problem) return ok({ kind: 'notSetUp', message: unset.problem.message });
    const [broken] = working;
    if (broken?.listProblem && working.every(({ listProblem }) => listProblem?.retryable)) {
      return { ok: false, error: broken.listProblem };
    }
    choose(now);
    const openBefore = new Set(all().filter(({ open }) => open !== null));
    const due = working.filter((feed) => feed.isDue(now));
    const judged: JudgedSeries[] = [];
    for (const feed of due) {
      feed.forgetOutdated(now);
      judged.push(...(await feed.learnNew(now, signal)));
    }
    const [failing] = due;
    if (failing?.problem && due.every(({ problem }) => problem?.retryable))
      return { ok: false, error: failing.problem };
    if (due.length > 0) lastCheckMs = clock.now() - startedAt;
    const gauges = judged.flatMap(({ series }) => (series.info.group === 'metric' ? [series] : []));
    const behind = feeds.flatMap((feed) => feed.behind(now));
    const trendsNow = gauges.length === 0 ? null : trends.judge(gauges, behind, now);
    const untold = told === null || told.cursor === stored ? [] : told.batches.slice(-mostUntold);
    const found =
      due.length === 0 ? [] : learnedBatches({ judged, openBefore, all: all(), trends: trendsNow, now, currency });
    const batches = [...untold, ...found];
    const cursor = writeCursor();
    told = { cursor, batches };
    const hasMore = await learnHistory(now, startedAt, signal);
    if (signal.aborted) return failed('aborted', 'The check was stopped.');
    const newest = feeds.flatMap(({ newestAt }) => newestAt ?? []);
    const odd = feeds.reduce((sum, feed) => sum + feed.odd, 0);
    for (const feed of feeds) feed.odd = 0;
    note = learnedNote(feeds, { now, mostSeries: settings.mostSeries, isTrendFull: trends.isFull });
    const gone = [...forgotten];
    forgotten = new Set();
    return ok({
      kind: 'read',
      asked: asks() > asksBefore,
      batches,
      cursor,
      newestRowAt: newest.length === 0 ? null : Math.max(...newest),
      skipped: { count: odd, last: odd === 0 ? null : `${odd} samples are no numbers; they are left out` },
      note,
      learned: toSave(now),
      hasMore,
      ...(gone.length === 0 ? {} : { forgotten: gone }),
    });
  }

  return {
    name: learningSourceName,
    kind: 'learning',
    staleAfterMs: null,
    async poll(request: PollRequest, signal: AbortSignal) {
      begin(request.cursor);
      return pollOnce(request, signal);
    },
  };
}
