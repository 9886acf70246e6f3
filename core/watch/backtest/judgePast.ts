import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import type { BacktestAlert } from '../../../shared/learning/backtest.ts';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import { measuredMetricsOf } from '../../adapters/clickhouse/measuredMetrics.ts';
import { judgeableUntil, nextWindowStart, windowStartOf } from '../../detection/windows.ts';
import { alertPolicyOf, monitorPolicy } from '../../monitor/monitorPolicy.ts';
import type { KnownPast } from './learnedPasts.ts';
import { isLearning, judgeBy, learningOf } from './learnPast.ts';
import type { PastContext, Rules } from './pastContext.ts';
import { readPast } from './shopPast.ts';
import { createShopReplay } from './shopReplay.ts';

export interface PastVerdict {
  /** ms UTC. */
  from: number;
  to: number;
  windows: number;
  /** By the position of the rules. */
  alerts: BacktestAlert[][];
  /** Sentences. */
  notes: string[];
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** What is open at the beginning began before: so much is judged and not told. */
const warmUpMs = dayMs;

/** The last `days` judged by each of the rules, which have windows of one length in common. */
export async function judgePast(
  rules: readonly Rules[],
  days: number,
  context: PastContext,
  signal: AbortSignal,
): Promise<Result<PastVerdict>> {
  const { reader, settings, clock } = context;
  const { engine } = rules[0] ?? settings;
  const windowMs = engine.windowSeconds * 1000;
  const to = judgeableUntil(clock.now(), windowMs, engine.latenessSeconds * 1000);
  const from = windowStartOf(to - days * dayMs, windowMs);
  const extent = await reader.extent(to, signal);
  if (!extent.ok) return extent;
  const { oldestAt } = extent.value;
  if (oldestAt === null) {
    return failed('notConfigured', 'ClickHouse holds no events to judge yet. Try again when the shop has sent some.');
  }
  const historyStart = nextWindowStart(oldestAt, windowMs);
  const judgeFrom = Math.min(to, Math.max(from - warmUpMs, historyStart));
  const past = { windowMs, historyStart, judgeFrom };
  const known = await knowPast(rules, past, context, signal);
  if (!known.ok) return known;
  const policy = alertPolicyOf(monitorPolicy(settings));
  const replays = rules.map((each, position) => {
    const judge = judgeBy(each, context, known.value[position] ?? null);
    return createShopReplay({ engine: each.engine, judge, policy, judgeFrom, historyStart });
  });
  const baselineMs = Math.max(...rules.map((each) => each.engine.baselineWindows)) * windowMs;
  const metrics = [...new Set(rules.flatMap((each) => measuredMetricsOf(each.engine)))];
  const read = await readPast(
    { reader, metrics, windowMs, clock },
    { from: Math.max(judgeFrom - baselineMs, historyStart), to },
    (windows) => {
      for (const replay of replays) replay.take(windows);
    },
    signal,
  );
  if (!read.ok) return read;
  const judged = Math.min(to, Math.max(from, historyStart + engine.minBaselineWindows * windowMs));
  const isShort = judged > from;
  return ok({
    ...{ from, to, windows: (to - judged) / windowMs },
    alerts: replays.map((replay) => replay.alerts(from)),
    notes: [isShort ? shortSentence(oldestAt, to - judged, days) : null, read.value].filter((note) => note !== null),
  });
}

/** What each of the rules has learned when the first window is judged; null: it learns nothing. */
async function knowPast(
  rules: readonly Rules[],
  { windowMs, historyStart, judgeFrom }: { windowMs: number; historyStart: number; judgeFrom: number },
  context: PastContext,
  signal: AbortSignal,
): Promise<Result<(KnownPast | null)[]>> {
  const { reader, learned, clock } = context;
  const known: (KnownPast | null)[] = [];
  for (const each of rules) {
    if (!isLearning(each)) {
      known.push(null);
      continue;
    }
    const key = `${historyStart} ${judgeFrom} ${learningOf(each, context)}`;
    let found = learned.find(key);
    if (found === null) {
      const from = Math.max(windowStartOf(judgeFrom - each.learning.historyDays * dayMs, windowMs), historyStart);
      const judge = judgeBy(each, context, null);
      const onWindows = (windows: readonly MetricWindow[]) => windows.forEach(judge.learn);
      const read = await readPast({ reader, metrics: [], windowMs, clock }, { from, to: judgeFrom }, onWindows, signal);
      if (!read.ok) return read;
      found = { states: judge.states(), memory: judge.memory() };
      learned.keep(key, found);
    }
    known.push(found);
  }
  return ok(known);
}

function shortSentence(oldestAt: number, judgedMs: number, days: number): string {
  const begin = `${new Date(oldestAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const asked = days === 1 ? 'of the day' : `of the ${days} days`;
  const judged = judgedMs < minuteMs ? 'nothing' : formatDuration(judgedMs);
  return `Events begin at ${begin}, so ${judged} ${asked} could be judged.`;
}
