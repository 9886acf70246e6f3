import { isDeepStrictEqual } from 'node:util';
import { formatDuration } from '../../shared/formatDuration.ts';
import { type Backtest, type BacktestAlert, backtestAbouts } from '../../shared/learning/backtest.ts';
import { failed, ok, type Problem, type Result } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Connection } from '../adapters/clickhouse/connection.ts';
import { createMetricsReader, type MetricsReader } from '../adapters/clickhouse/metrics/metricsReader.ts';
import { createWindowsReader, type WindowsReader } from '../adapters/clickhouse/windowsReader.ts';
import type { BacktestRequest } from '../api/learningHandlers.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { ActiveAdjustment } from '../detection/feedback/adjustments.ts';
import { judgeableUntil, windowStartOf } from '../detection/windows.ts';
import type { MonitorStore } from '../monitor/monitorStore.ts';
import { judgePast, type PastVerdict } from './backtest/judgePast.ts';
import { judgeSeriesPast, type SeriesQuestion } from './backtest/judgeSeriesPast.ts';
import { createLearnedPasts } from './backtest/learnedPasts.ts';
import { raisedBetween } from './backtest/raisedBetween.ts';
import { createScoredPasts } from './backtest/scoredPasts.ts';

export interface BacktestOptions {
  /** Null: nothing is connected. */
  connection: Connection | null;
  /** Those in force. */
  settings: Settings;
  store: MonitorStore;
  adjustments(): readonly ActiveAdjustment[];
  /** IANA name of the zone of this machine. */
  timeZone: string;
  clock: Clock;
}

/** What one part of the past gave: the shop's, or that of the series beside it. */
interface JudgedPart {
  draft: BacktestAlert[];
  current: BacktestAlert[];
  windows: number;
  /** There was nothing to judge. */
  isEmpty: boolean;
  /** Sentences. */
  notes: string[];
}

const dayMs = 24 * 3_600_000;
const deadlineMs = 120_000;
const nothingSentence =
  'There is nothing to judge: no metrics, jobs or queries with numbers were found in the last days. Learn or watch some, and try again.';

/**
 * Judges the last days of the shop, of metrics, jobs and queries as other settings would have, beside those in force. One at
 * a time: who asks again, as while a limit is dragged, gives up what was asked before.
 */
export function createBacktest(
  options: BacktestOptions,
): (request: BacktestRequest, signal: AbortSignal) => Promise<Backtest> {
  const { connection, settings, store, timeZone, adjustments, clock } = options;
  const reader = connection && createWindowsReader(connection, () => clock.now());
  const metrics = connection && createMetricsReader(connection);
  const learned = createLearnedPasts();
  const scored = createScoredPasts();
  let running: AbortController | null = null;

  async function judgeShop(
    request: BacktestRequest,
    used: { connection: Connection; reader: WindowsReader },
    signal: AbortSignal,
  ): Promise<Result<JudgedPart>> {
    const context = { reader: used.reader, settings, timeZone, adjustments, learned, clock };
    const { days } = request;
    const draft = { engine: request.engine, learning: request.learning };
    const current = { engine: settings.engine, learning: settings.learning };
    const isSameTime =
      draft.engine.windowSeconds === current.engine.windowSeconds &&
      draft.engine.latenessSeconds === current.engine.latenessSeconds;
    // The same windows are read once for both.
    const rounds = isSameTime ? [[draft, current]] : [[draft], [current]];
    const verdicts: PastVerdict[] = [];
    for (const rules of rounds) {
      const judged = await judgePast(rules, days, context, signal);
      if (!judged.ok) return judged;
      verdicts.push(judged.value);
    }
    const [drafted = [], inForce = []] = verdicts.flatMap(({ alerts }) => alerts);
    const notes = verdicts.flatMap(({ notes: said }) => said);
    return ok({ draft: drafted, current: inForce, windows: verdicts[0]?.windows ?? 0, isEmpty: false, notes });
  }

  async function judgeSeries(
    request: BacktestRequest,
    asked: SeriesQuestion,
    used: { connection: Connection; metrics: MetricsReader },
    signal: AbortSignal,
  ): Promise<Result<JudgedPart>> {
    const draft = { learning: request.learning, metrics: request.metrics ?? settings.metrics };
    const current = { learning: settings.learning, metrics: settings.metrics };
    const isSame = isDeepStrictEqual(draft, current);
    const context = { ...used, settings, timeZone, adjustments: adjustments(), scored, clock };
    const judged = await judgeSeriesPast(isSame ? [draft] : [draft, current], asked, context, signal);
    if (!judged.ok) return judged;
    const { alerts, tried, notes } = judged.value;
    const [drafted = [], inForce = drafted] = alerts;
    return ok({ draft: drafted, current: inForce, windows: 0, isEmpty: tried === 0, notes });
  }

  async function run(request: BacktestRequest, signal: AbortSignal): Promise<Result<Backtest>> {
    if (connection === null || reader === null || metrics === null) {
      return failed(
        'notConfigured',
        'No ClickHouse is connected, so there is nothing to judge. Give its address in Setup → Connection.',
      );
    }
    const about = new Set(request.about ?? backtestAbouts);
    const span = spanOf(request, clock.now());
    const raised = raisedBetween(store, about, span);
    if (!raised.ok) return raised;
    const parts: Result<JudgedPart>[] = [];
    if (about.has('shop')) {
      const shop = await judgeShop(request, { connection, reader }, signal);
      // What cannot be reached now cannot be for the rest.
      if (!shop.ok && shop.error.retryable && !isAbsent(shop.error)) return shop;
      parts.push(shop);
    }
    if (signal.aborted) return failed('aborted', 'It was stopped.');
    if (backtestAbouts.some((each) => each !== 'shop' && about.has(each))) {
      const asked = { about, ...span, told: raised.value.series };
      parts.push(await judgeSeries(request, asked, { connection, metrics }, signal));
    }
    const judged = parts.flatMap((part) => (part.ok ? part.value : []));
    if (judged.every(({ isEmpty }) => isEmpty)) {
      const failure = parts.find((part) => !part.ok);
      const why = judged.flatMap(({ notes }) => notes);
      return failure ?? failed('notConfigured', [nothingSentence, ...why].join(' '));
    }
    const notes = [...new Set([...judged.flatMap((part) => part.notes), ...parts.flatMap(troubleOf)])];
    return ok({
      ...{ from: iso(span.from), to: iso(span.to), windows: judged.reduce((sum, { windows }) => sum + windows, 0) },
      draft: inOrder(judged.flatMap(({ draft }) => draft)),
      current: inOrder(judged.flatMap(({ current }) => current)),
      ...{ raised: raised.value.alerts, problem: null, note: notes.length === 0 ? null : notes.join(' ') },
    });
  }

  return async (request, signal) => {
    running?.abort();
    const own = new AbortController();
    running = own;
    const until = clock.now();
    const nothing = (problem: string): Backtest => ({
      ...{ from: iso(until - request.days * dayMs), to: iso(until) },
      ...{ windows: 0, draft: [], current: [], raised: [], problem, note: null },
    });
    try {
      const both = AbortSignal.any([signal, own.signal]);
      const done = await withDeadline(clock, deadlineMs, both, (limited) => run(request, limited));
      if (own.signal.aborted) return nothing('Another trial was asked for meanwhile, so this one was given up.');
      if (done.kind === 'aborted') return nothing('The trial was stopped.');
      if (done.kind === 'late') {
        return nothing(`It took longer than ${formatDuration(deadlineMs)} and was given up. Try fewer days.`);
      }
      return done.value.ok ? done.value.value : nothing(done.value.error.message);
    } finally {
      if (running === own) running = null;
    }
  };
}

/** What of the past the draft's windows are: the same as the shop's, whether it is judged or not. */
function spanOf({ days, engine }: BacktestRequest, now: number): { from: number; to: number } {
  const windowMs = engine.windowSeconds * 1000;
  const to = judgeableUntil(now, windowMs, engine.latenessSeconds * 1000);
  return { from: windowStartOf(to - days * dayMs, windowMs), to };
}

/** A part that is not there is not asked for; one that cannot be judged is named. */
function troubleOf(part: Result<JudgedPart>): string[] {
  return part.ok || isAbsent(part.error) ? [] : [part.error.message];
}

/** There is no table, or nothing in it. */
const isAbsent = ({ code }: Problem) => code === 'missingTable' || code === 'notConfigured';

const inOrder = (alerts: readonly BacktestAlert[]) =>
  alerts.toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
const iso = (ms: number) => new Date(ms).toISOString();
