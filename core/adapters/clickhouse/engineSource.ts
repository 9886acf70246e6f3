import { setImmediate as breathe } from 'node:timers/promises';
import { allMetrics } from '../../../shared/detection/allMetrics.ts';
import { baselineOf } from '../../../shared/detection/baseline.ts';
import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Observation } from '../../alerts/observation.ts';
import type { Clock } from '../../clock.ts';
import { withDeadline } from '../../deadline.ts';
import { batchOf, judgeShop } from '../../detection/shop/judgeShop.ts';
import { learnedTypes, type ShopJudge, type ShopVerdict } from '../../detection/shop/shopVerdict.ts';
import { fillGaps, nextWindowStart } from '../../detection/windows.ts';
import type { Log } from '../../log.ts';
import type { PollRequest, Source, SourceReport } from '../../monitor/source.ts';
import { readEngineCursor, writeEngineCursor } from './engineCursor.ts';
import { judgeRange } from './judgeRange.ts';
import { createEngineLearning, type EngineLearning } from './learned/engineLearning.ts';
import { measuredMetricsOf } from './measuredMetrics.ts';
import { createMeasuredWindows } from './measuredWindows.ts';
import type { WindowsReader } from './windowsReader.ts';
import type { Findings, WriteBack } from './writeBack.ts';

export interface EngineSourceOptions {
  reader: WindowsReader;
  engine: Settings['engine'];
  currency: string;
  staleAfterMs: number;
  /** How long a poll may take as a whole. */
  deadlineMs?: number;
  /** How far back the very first poll judges; defaults to a baseline's length (an hour by default). */
  historyMs?: number;
  /** Left out: the rules judge alone. */
  learning?: EngineLearning;
  /** Null unless `engine.writeBack` is on. */
  writeBack: WriteBack | null;
  clock: Clock;
  log: Log;
}

export const engineSourceName = 'engine';

/** Clocks of those who write events may run ahead by this much and their events still count as the newest. */
const skewMs = 300_000;
const defaultDeadlineMs = 10_000;
/** A measure never holds up a poll longer, nor for more than half of its time. */
const measureDeadlineMs = 3000;
/** Writing back is the least important part of a cycle and never holds it up longer. */
const writeBackDeadlineMs = 3000;
/** Judged at a time. */
const windowsAtATime = 60;
/** The past is learned for no more of a poll than this part of its time: judging comes first. */
const learningShare = 0.4;
/** Findings kept for the next attempt while ClickHouse refuses them. */
const maxUnwritten = 2000;

/** The detection engine as a source: reads the shop's windows from ClickHouse and judges each complete one once. */
export function createEngineSource(options: EngineSourceOptions): Source {
  const { reader, engine, clock, log, deadlineMs = defaultDeadlineMs } = options;
  const windowMs = engine.windowSeconds * 1000;
  const latenessMs = engine.latenessSeconds * 1000;
  const baselineMs = engine.baselineWindows * windowMs;
  const measureMs = Math.min(measureDeadlineMs, deadlineMs / 2);
  const learning = createEngineLearning(engineSourceName, options);
  const measured = createMeasuredWindows({ reader, metrics: measuredMetricsOf(engine), windowMs, clock });
  let unwritten: Observation[] = [];
  /** Why the last attempt to write back failed; said once, not every cycle of a night. */
  let refused: string | null = null;

  const writeBack = async (findings: Findings, startedAt: number, signal: AbortSignal): Promise<void> => {
    const target = options.writeBack;
    if (!target) return;
    unwritten = [...unwritten, ...findings.anomalies].slice(-maxUnwritten);
    if (unwritten.length === 0 && findings.baselines.length === 0) return;
    // A server that is slow already is asked for no more in this cycle.
    if (clock.now() - startedAt > writeBackDeadlineMs) return;
    const all = { anomalies: unwritten, baselines: findings.baselines };
    const answer = await withDeadline(clock, writeBackDeadlineMs, signal, (deadline) => target.write(all, deadline));
    // Stopped, or the poll as a whole took too long, which is told anyway.
    if (signal.aborted) return;
    if (answer.kind === 'done' && answer.value.ok) {
      if (refused !== null) log.info('Findings are written to ClickHouse again');
      unwritten = [];
      refused = null;
      return;
    }
    const reason =
      answer.kind === 'done' && !answer.value.ok ? answer.value.error.message : 'ClickHouse did not take them in time.';
    if (reason !== refused) {
      log.warn('Findings were not written to ClickHouse; they are tried again with every cycle', { reason });
    }
    refused = reason;
  };

  return {
    name: engineSourceName,
    kind: 'engine',
    staleAfterMs: options.staleAfterMs,

    async poll(request: PollRequest, signal: AbortSignal): Promise<Result<SourceReport>> {
      const { now } = request;
      const startedAt = clock.now();
      const cursor = readEngineCursor(request.cursor);
      const range = judgeRange({
        now,
        judgedUntil: cursor?.judgedUntil ?? null,
        windowMs,
        latenessMs,
        firstReachMs: options.historyMs ?? baselineMs,
      });
      if (range.kind === 'waiting') return failed('unknown', clockSentence(now, range.until));
      if (range.kind === 'clockReset') {
        log.warn('The clock of this machine was set back by more than 15 minutes; judging begins anew', { now });
        learning.beginAnew();
      }
      const judgeFrom = range.kind === 'due' ? range.from : range.to;
      const isDue = judgeFrom < range.to;
      const judgedUntil = range.kind === 'due' ? range.judgedUntil : range.to;
      // Without a window to judge only the newest event is of interest.
      const from = isDue ? judgeFrom - baselineMs : range.to - windowMs;
      // At the same time: a judgement waits for all of it, and one after the other would make it late.
      const [read] = await Promise.all([
        reader.read({ from, to: now + skewMs, windowMs }, signal),
        isDue ? measured.read({ from, to: range.to }, measureMs, signal) : null,
        learning.catchUp(isDue ? judgeFrom : judgedUntil, cursor, deadlineMs * learningShare, signal),
      ]);
      if (!read.ok)
        return read.error.code === 'missingTable' ? ok({ kind: 'notSetUp', message: read.error.message }) : read;

      const counted = fillGaps(read.value.windows, { from, to: range.to, windowMs });
      let newestAt = read.value.newestEventAt;
      let historyStart = from;
      if (newestAt === null || (isDue && isEmpty(counted[0]))) {
        const extent = await reader.extent(now + skewMs, signal);
        if (!extent.ok) return extent;
        newestAt ??= extent.value.newestAt;
        // The window of the very first event began before it, so it counts too little.
        if (extent.value.oldestAt === null) historyStart = Number.POSITIVE_INFINITY;
        else if (extent.value.oldestAt >= from) historyStart = nextWindowStart(extent.value.oldestAt, windowMs);
      }
      const windows = measured.addTo(counted);
      const judge = learning.judge();
      const verdicts = isDue ? await judgeInTurns(windows, { judgeFrom, historyStart }, judge, engine) : [];
      if (isDue) learning.judged(range.to);
      const isLearned = learning.isLearned();
      const batches = verdicts.map((verdict) =>
        batchOf(verdict, { source: engineSourceName, windowMs, latenessMs, isLearned }),
      );
      await writeBack(
        {
          anomalies: batches.flatMap((batch) => batch.observations).filter(isOfRule),
          baselines: isDue ? baselinesBefore(windows, historyStart, engine, range.to) : [],
        },
        startedAt,
        signal,
      );
      const learned = learning.toKeep();
      return ok({
        kind: 'read',
        batches,
        cursor: writeEngineCursor({ judgedUntil, learned: learning.remembered() }),
        ...(learned ? { learned } : {}),
        hasMore: learning.hasMore(),
        newestRowAt: newestAt === null ? null : Math.min(newestAt, now),
        skipped: { count: 0, last: null },
        note: noteOf(
          refused === null ? null : `Findings are not written to ClickHouse; this is tried again. ${refused}`,
          measured.note(),
          learning.note(),
        ),
      });
    },
  };
}

/** A day of windows that were missed, or of a demo, takes long enough to be felt: others may run in between. */
async function judgeInTurns(
  windows: readonly MetricWindow[],
  range: { judgeFrom: number; historyStart: number },
  judge: ShopJudge,
  engine: Settings['engine'],
): Promise<ShopVerdict[]> {
  const verdicts: ShopVerdict[] = [];
  const first = windows.findIndex(({ start }) => start >= range.judgeFrom);
  for (let from = first; from >= 0 && from < windows.length; from += windowsAtATime) {
    if (from > first) await breathe();
    const part = windows.slice(Math.max(0, from - engine.baselineWindows), from + windowsAtATime);
    const judgeFrom = windows[from]?.start ?? range.judgeFrom;
    verdicts.push(...judgeShop(part, { ...range, judgeFrom }, judge, engine));
  }
  return verdicts;
}

/**
 * A row of `anomalies` is told by its type and its window, and carries no labels: two learned series of one window would be
 * one row, which nobody could tell again by what it is about. What was learned is each client's own, and stays here.
 */
function isOfRule({ type }: Observation): boolean {
  return type !== learnedTypes.low && type !== learnedTypes.high;
}

function baselinesBefore(
  windows: readonly MetricWindow[],
  historyStart: number,
  engine: Settings['engine'],
  computedAt: number,
): Findings['baselines'] {
  const usable = windows.filter((window) => window.start >= historyStart).slice(-engine.baselineWindows);
  return allMetrics.flatMap((metric) => {
    const baseline = baselineOf(usable.map(metric.of));
    return baseline ? [{ metric: metric.name, windowMs: engine.windowSeconds * 1000, baseline, computedAt }] : [];
  });
}

function noteOf(...parts: readonly (string | null)[]): string | null {
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? null : said.join(' ');
}

function isEmpty(window: MetricWindow | undefined): boolean {
  return !window || window.events === 0;
}

function clockSentence(now: number, until: number): string {
  const time = (at: number) => `${new Date(at).toISOString().slice(11, 16)} UTC`;
  return (
    `The clock of this machine was set back to ${time(now)}, but later windows were judged already. ` +
    `Nothing new is judged until ${time(until)}; check the clock.`
  );
}
