import { setImmediate as breathe } from 'node:timers/promises';
import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { ok, type Result } from '../../../shared/problem.ts';
import { createMeasuredWindows, type MeasuredMetric } from '../../adapters/clickhouse/measuredWindows.ts';
import type { WindowsReader } from '../../adapters/clickhouse/windowsReader.ts';
import type { Clock } from '../../clock.ts';
import { fillGaps } from '../../detection/windows.ts';

export interface PastOptions {
  reader: WindowsReader;
  metrics: readonly MeasuredMetric[];
  windowMs: number;
  clock: Clock;
}

export interface PastSpan {
  /** Starts of windows, ms UTC; `to` is exclusive. */
  from: number;
  to: number;
}

/** So much is asked of ClickHouse at a time: enough to be quick, little enough to be given up soon. */
const sliceMs = 24 * 3_600_000;
const measureDeadlineMs = 10_000;
/** So many windows are looked at before others may run: some milliseconds. */
const windowsAtATime = 24;

/**
 * Reads every window of the span once, oldest first and without gaps, and hands them on in small portions between which the
 * rest of the process goes on. Returns what could not be measured, as a sentence; null: nothing.
 */
export async function readPast(
  { reader, metrics, windowMs, clock }: PastOptions,
  { from, to }: PastSpan,
  onWindows: (windows: readonly MetricWindow[]) => void,
  signal: AbortSignal,
): Promise<Result<string | null>> {
  const measured = createMeasuredWindows({ reader, metrics, windowMs, clock });
  for (let start = from; start < to; start += sliceMs) {
    const end = Math.min(to, start + sliceMs);
    const [read] = await Promise.all([
      reader.read({ from: start, to: end, windowMs }, signal),
      measured.read({ from: start, to: end }, measureDeadlineMs, signal),
    ]);
    if (!read.ok) return read;
    const windows = measured.addTo(fillGaps(read.value.windows, { from: start, to: end, windowMs }));
    for (let first = 0; first < windows.length; first += windowsAtATime) {
      onWindows(windows.slice(first, first + windowsAtATime));
      await breathe();
      if (signal.aborted) return { ok: false, error: stopped };
    }
  }
  return ok(measured.note());
}

const stopped = { code: 'aborted' as const, retryable: true, message: 'It was stopped.' };
