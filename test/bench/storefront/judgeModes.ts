import { createShopJudge } from '../../../core/detection/shop/createShopJudge.ts';
import { batchOf, judgeShop } from '../../../core/detection/shop/judgeShop.ts';
import type { Detector } from '../../../shared/detection/anomalyType.ts';
import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { detectors } from '../../../shared/detection/registry.ts';
import { Settings } from '../../../shared/settings.ts';
import { BatchBook } from '../../support/batchBook.ts';

export interface Mode {
  name: string;
  detectors: readonly Detector[];
  settings: Settings;
}

const settings = (changes: object) => Settings.parse(changes);

/** The ways to judge that are compared; everything else is at its default. */
export const modes: readonly Mode[] = [
  { name: 'rules', detectors, settings: settings({ learning: { enabled: false } }) },
  { name: 'learned', detectors: [], settings: settings({}) },
  { name: 'both, rules against the last windows', detectors, settings: settings({ engine: { baseline: 'windows' } }) },
  { name: 'both, rules against what was learned', detectors, settings: settings({ engine: { baseline: 'learned' } }) },
];

export interface RaisedAlert {
  type: string;
  title: string;
  from: number;
  /** The end of the judged time where it was still open. */
  to: number;
}

/** The alerts that the book would hold: judged window by window, merged and resolved as it does. */
export function raise(
  mode: Mode,
  windows: readonly MetricWindow[],
  range: { judgeFrom: number; to: number; timeZone: string },
): RaisedAlert[] {
  const { engine, learning, currency } = mode.settings;
  const judge = createShopJudge({
    engine,
    learning,
    currency,
    timeZone: range.timeZone,
    detectors: mode.detectors,
    adjustments: () => [],
  });
  const windowMs = engine.windowSeconds * 1000;
  const latenessMs = engine.latenessSeconds * 1000;
  for (const window of windows) if (window.start < range.judgeFrom) judge.learn(window);
  const book = new BatchBook();
  for (const verdict of judgeShop(windows, { judgeFrom: range.judgeFrom, historyStart: 0 }, judge, engine)) {
    book.apply(batchOf(verdict, { source: 'engine', windowMs, latenessMs, isLearned: true }));
  }
  return [...book.records.values()].map(({ type, title, startsAt, resolvedAt }) => ({
    type,
    title,
    from: startsAt - latenessMs,
    to: resolvedAt === null ? range.to : resolvedAt - latenessMs,
  }));
}
