import { containWindow, type MetricWindow } from '../../../shared/detection/metricWindow.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { ObservationBatch } from '../../alerts/observation.ts';
import { learnedTypes, type ShopJudge, type ShopVerdict } from './shopVerdict.ts';

/**
 * Judges each window from `judgeFrom` (ms UTC) on against the windows before it, and has the judge learn it. `windows` is
 * without gaps, oldest first. Those that began before `historyStart`, when the shop's first event came, are missing rather
 * than empty; a window with too few before it is learned and has no verdict.
 */
export function judgeShop(
  windows: readonly MetricWindow[],
  range: { judgeFrom: number; historyStart: number },
  judge: ShopJudge,
  engine: Pick<Settings['engine'], 'baselineWindows' | 'minBaselineWindows'>,
): ShopVerdict[] {
  const usable = windows.filter((window) => window.start >= range.historyStart).map(containWindow);
  const verdicts: ShopVerdict[] = [];
  for (const [index, window] of usable.entries()) {
    if (window.start < range.judgeFrom) continue;
    const baseline = usable.slice(Math.max(0, index - engine.baselineWindows), index);
    if (baseline.length < engine.minBaselineWindows) judge.learn(window);
    else verdicts.push(judge.judge(window, baseline));
  }
  return verdicts;
}

export interface BatchOptions {
  source: string;
  windowMs: number;
  latenessMs: number;
  /** False: no learner could say anything of this window, so that what is open of what was learned stays so. */
  isLearned: boolean;
}

/** A verdict as the alert book takes it. */
export function batchOf({ window, anomalies }: ShopVerdict, options: BatchOptions): ObservationBatch {
  const { source, windowMs, latenessMs, isLearned } = options;
  return {
    source,
    at: window.start + windowMs + latenessMs,
    observations: anomalies.map((anomaly) => ({
      source,
      ...anomaly,
      windowStart: window.start,
      windowMs,
      runbookUrl: null,
      acknowledgement: null,
    })),
    completeness: 'window',
    ...(isLearned ? {} : { unjudged: Object.values(learnedTypes).map((type) => ({ type, labels: null })) }),
  };
}
