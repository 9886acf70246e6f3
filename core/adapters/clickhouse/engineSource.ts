import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Observation, ObservationBatch } from '../../alerts/observation.ts';
import type { Clock } from '../../clock.ts';
import { withDeadline } from '../../deadline.ts';
import { baselineOf } from '../../detection/baseline.ts';
import type { Anomaly } from '../../detection/detector.ts';
import { judgeWindows, type WindowVerdict } from '../../detection/judgeWindows.ts';
import { metrics } from '../../detection/metrics.ts';
import type { MetricWindow } from '../../detection/metricWindow.ts';
import { detectors } from '../../detection/registry.ts';
import { fillGaps, nextWindowStart } from '../../detection/windows.ts';
import type { Log } from '../../log.ts';
import type { PollRequest, Source, SourceReport } from '../../monitor/source.ts';
import { readEngineCursor, writeEngineCursor } from './engineCursor.ts';
import { judgeRange } from './judgeRange.ts';
import type { WindowsReader } from './windowsReader.ts';
import type { Findings, WriteBack } from './writeBack.ts';

export interface EngineSourceOptions {
  reader: WindowsReader;
  engine: Settings['engine'];
  currency: string;
  staleAfterMs: number;
  /** How far back the very first poll judges; defaults to a baseline's length (an hour by default). */
  historyMs?: number;
  /** Null unless `engine.writeBack` is on. */
  writeBack: WriteBack | null;
  clock: Clock;
  log: Log;
}

export const engineSourceName = 'engine';

/** Clocks of those who write events may run ahead by this much and their events still count as the newest. */
const skewMs = 300_000;
/** Writing back is the least important part of a cycle and never holds it up longer. */
const writeBackDeadlineMs = 3000;
/** Findings kept for the next attempt while ClickHouse refuses them. */
const maxUnwritten = 2000;

/** The detection engine as a source: reads the shop's windows from ClickHouse and judges each complete one once. */
export function createEngineSource(options: EngineSourceOptions): Source {
  const { reader, engine, clock, log } = options;
  const windowMs = engine.windowSeconds * 1000;
  const latenessMs = engine.latenessSeconds * 1000;
  const baselineMs = engine.baselineWindows * windowMs;
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
      const range = judgeRange({
        now,
        judgedUntil: readEngineCursor(request.cursor)?.judgedUntil ?? null,
        windowMs,
        latenessMs,
        firstReachMs: options.historyMs ?? baselineMs,
      });
      if (range.kind === 'waiting') return failed('unknown', clockSentence(now, range.until));
      if (range.kind === 'clockReset') {
        log.warn('The clock of this machine was set back by more than 15 minutes; judging begins anew', { now });
      }
      const judgeFrom = range.kind === 'due' ? range.from : range.to;
      const isDue = judgeFrom < range.to;
      // Without a window to judge only the newest event is of interest.
      const from = isDue ? judgeFrom - baselineMs : range.to - windowMs;
      const read = await reader.read({ from, to: now + skewMs, windowMs }, signal);
      if (!read.ok)
        return read.error.code === 'missingTable' ? ok({ kind: 'notSetUp', message: read.error.message }) : read;

      const windows = fillGaps(read.value.windows, { from, to: range.to, windowMs });
      let newestAt = read.value.newestEventAt;
      let historyStart = from;
      if (newestAt === null || (isDue && isEmpty(windows[0]))) {
        const extent = await reader.extent(now + skewMs, signal);
        if (!extent.ok) return extent;
        newestAt ??= extent.value.newestAt;
        // The window of the very first event began before it, so it counts too little.
        if (extent.value.oldestAt === null) historyStart = Number.POSITIVE_INFINITY;
        else if (extent.value.oldestAt >= from) historyStart = nextWindowStart(extent.value.oldestAt, windowMs);
      }
      const settings = { ...engine, currency: options.currency };
      const verdicts = isDue ? judgeWindows(windows, { judgeFrom, historyStart }, detectors, settings) : [];
      const batches = verdicts.map((verdict) => toBatch(verdict, windowMs, latenessMs));
      const judgedUntil = range.kind === 'due' ? range.judgedUntil : range.to;
      await writeBack(
        {
          anomalies: batches.flatMap((batch) => batch.observations),
          baselines: isDue ? baselinesBefore(windows, historyStart, engine, range.to) : [],
        },
        startedAt,
        signal,
      );
      return ok({
        kind: 'read',
        batches,
        cursor: writeEngineCursor({ judgedUntil }),
        newestRowAt: newestAt === null ? null : Math.min(newestAt, now),
        skipped: { count: 0, last: null },
        note: refused === null ? null : `Findings are not written to ClickHouse; this is tried again. ${refused}`,
      });
    },
  };
}

function toBatch(verdict: WindowVerdict, windowMs: number, latenessMs: number): ObservationBatch {
  return {
    source: engineSourceName,
    at: verdict.window.start + windowMs + latenessMs,
    observations: verdict.anomalies.map((anomaly) => toObservation(anomaly, verdict.window.start, windowMs)),
    completeness: 'window',
  };
}

function toObservation(anomaly: Anomaly, windowStart: number, windowMs: number): Observation {
  return {
    source: engineSourceName,
    ...anomaly,
    labels: {},
    windowStart,
    windowMs,
    runbookUrl: null,
    acknowledgement: null,
  };
}

function baselinesBefore(
  windows: readonly MetricWindow[],
  historyStart: number,
  engine: Settings['engine'],
  computedAt: number,
): Findings['baselines'] {
  const usable = windows.filter((window) => window.start >= historyStart).slice(-engine.baselineWindows);
  return metrics.flatMap((metric) => {
    const baseline = baselineOf(usable.map(metric.of));
    return baseline ? [{ metric: metric.name, windowMs: engine.windowSeconds * 1000, baseline, computedAt }] : [];
  });
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
