import type { Anomaly, Detector, DetectorSettings } from './detector.ts';
import { containWindow, type MetricWindow } from './metricWindow.ts';

export interface JudgeSettings extends DetectorSettings {
  /** Windows before the one under test that make its baseline. */
  baselineWindows: number;
}

export interface WindowVerdict {
  window: MetricWindow;
  anomalies: Anomaly[];
}

/**
 * Judges each window from `judgeFrom` (ms UTC) on against the windows before it. `windows` is without gaps, oldest
 * first. Those that began before `historyStart`, when the shop's first event came, are missing rather than empty; a
 * window with too few before it is not judged and has no verdict.
 */
export function judgeWindows(
  windows: readonly MetricWindow[],
  range: { judgeFrom: number; historyStart: number },
  detectors: readonly Detector[],
  settings: JudgeSettings,
): WindowVerdict[] {
  const usable = windows.filter((window) => window.start >= range.historyStart).map(containWindow);
  const verdicts: WindowVerdict[] = [];
  for (const [index, window] of usable.entries()) {
    if (window.start < range.judgeFrom) continue;
    const baseline = usable.slice(Math.max(0, index - settings.baselineWindows), index);
    if (baseline.length < settings.minBaselineWindows) continue;
    verdicts.push({ window, anomalies: detectors.flatMap((detector) => detector.detect(window, baseline, settings)) });
  }
  return verdicts;
}
