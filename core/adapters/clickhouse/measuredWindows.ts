import type { Measure } from '../../../shared/detection/measure.ts';
import type { Metric } from '../../../shared/detection/metrics.ts';
import type { Measurement, MetricWindow } from '../../../shared/detection/metricWindow.ts';
import type { Clock } from '../../clock.ts';
import { withDeadline } from '../../deadline.ts';
import { nextWindowStart } from '../../detection/windows.ts';
import type { WindowsReader } from './windowsReader.ts';

export type MeasuredMetric = Metric & { measure: Measure };

export interface MeasuredWindowsOptions {
  reader: Pick<WindowsReader, 'measure'>;
  metrics: readonly MeasuredMetric[];
  windowMs: number;
  clock: Clock;
}

/** What the measures of metrics say of windows, each asked for once and kept while it is of use. */
export interface MeasuredWindows {
  /** Asks about those of [from, to), ms UTC, that are not known. A measure that fails leaves its own out and no other. */
  read(range: { from: number; to: number }, deadlineMs: number, signal: AbortSignal): Promise<void>;
  /** The windows with what is known of them. */
  addTo(windows: readonly MetricWindow[]): MetricWindow[];
  /** Which metrics are not measured, and why; null when all are. */
  note(): string | null;
}

interface Kept {
  metric: MeasuredMetric;
  windows: Map<number, Measurement>;
  /** What begins earlier took too long once and is not asked for again: the baseline grows from here, window by window. */
  askFrom: number;
  problem: string | null;
}

export function createMeasuredWindows(options: MeasuredWindowsOptions): MeasuredWindows {
  const { reader, windowMs, clock } = options;
  const all = options.metrics.map((metric): Kept => {
    return { metric, windows: new Map(), askFrom: Number.NEGATIVE_INFINITY, problem: null };
  });

  async function bringUpToDate(kept: Kept, starts: readonly number[], deadlineMs: number, signal: AbortSignal) {
    const unknown = starts.filter((start) => start >= kept.askFrom && !kept.windows.has(start));
    const [first, last] = [unknown.at(0), unknown.at(-1)];
    if (first === undefined || last === undefined) return;
    const range = { from: first, to: last + windowMs, windowMs };
    const answer = await withDeadline(clock, deadlineMs, signal, (limited) =>
      reader.measure(kept.metric.measure, range, limited),
    );
    if (answer.kind === 'aborted') return;
    if (answer.kind === 'late' || (!answer.value.ok && answer.value.error.code === 'timeout')) {
      kept.askFrom = range.to;
      kept.problem = 'ClickHouse took too long to measure it.';
    } else if (!answer.value.ok) {
      kept.problem = answer.value.error.message;
    } else if (answer.value.value.kind === 'unavailable') {
      kept.problem = answer.value.value.message;
    } else {
      const { windows } = answer.value.value;
      for (const start of unknown) kept.windows.set(start, windows.get(start) ?? { value: null, samples: 0 });
      kept.problem = null;
    }
  }

  return {
    async read({ from, to }, deadlineMs, signal) {
      const starts: number[] = [];
      for (let start = nextWindowStart(from, windowMs); start < to; start += windowMs) starts.push(start);
      await Promise.all(
        all.map(async (kept) => {
          for (const start of kept.windows.keys()) if (start < from) kept.windows.delete(start);
          await bringUpToDate(kept, starts, deadlineMs, signal);
        }),
      );
    },

    addTo(windows) {
      return windows.map((window) => {
        const measured = new Map<string, Measurement>();
        for (const kept of all) {
          const measurement = kept.windows.get(window.start);
          if (measurement) measured.set(kept.metric.name, measurement);
        }
        return measured.size === 0 ? window : { ...window, measured };
      });
    },

    note() {
      const problems = all.flatMap(({ metric, problem }) =>
        problem === null ? [] : [`${metric.name.replaceAll('_', ' ')} is not judged: ${problem}`],
      );
      const text = problems.join(' ');
      return text === '' ? null : text.charAt(0).toUpperCase() + text.slice(1);
    },
  };
}
