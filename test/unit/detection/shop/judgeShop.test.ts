import { describe, expect, it } from 'vitest';
import { fillGaps } from '../../../../core/detection/windows.ts';
import type { Detector } from '../../../../shared/detection/anomalyType.ts';
import { events } from '../../../../shared/detection/metrics.ts';
import { detectors } from '../../../../shared/detection/registry.ts';
import { judgeWindows } from '../../../support/judgeWindows.ts';
import { aBaseline, aWindow, detectorSettings, testedAt, windowMs } from '../../../support/windows.ts';

const settings = { ...detectorSettings, baselineWindows: 12 };
const everything = { judgeFrom: Number.NEGATIVE_INFINITY, historyStart: Number.NEGATIVE_INFINITY };

/** Tells how many windows it was given to compare with. */
const counter: Detector = {
  type: 'count',
  metric: events,
  detect: (window, baseline) => [
    {
      type: 'count',
      severity: 'low',
      description: String(window.start),
      metricValue: baseline.length,
      expectedValue: null,
      unit: 'count',
      zScore: null,
      changePercent: null,
      trend: { values: [], lowerBound: null, upperBound: null },
    },
  ],
};
const baselineSizes = (verdicts: ReturnType<typeof judgeWindows>) =>
  verdicts.flatMap((verdict) => verdict.anomalies.map((anomaly) => anomaly.metricValue));

describe('judging windows', () => {
  it('compares each with the twelve before it, once there are six', () => {
    const verdicts = judgeWindows([...aBaseline(() => ({}), 15), aWindow()], everything, [counter], settings);
    expect(baselineSizes(verdicts)).toEqual([6, 7, 8, 9, 10, 11, 12, 12, 12, 12]);
  });

  it('leaves out windows from before the shop began, and gives no verdict without enough of the others', () => {
    const windows = [...aBaseline(() => ({ events: 0 }), 12), aWindow()];
    const historyStart = testedAt - 6 * windowMs;
    expect(baselineSizes(judgeWindows(windows, { ...everything, historyStart }, [counter], settings))).toEqual([6]);
    const later = { ...everything, historyStart: historyStart + windowMs };
    expect(judgeWindows(windows, later, [counter], settings)).toEqual([]);
  });

  it('gives a verdict on a window that is fine, so that others know it was judged', () => {
    const verdicts = judgeWindows(
      [...aBaseline(), aWindow()],
      { ...everything, judgeFrom: testedAt },
      detectors,
      settings,
    );
    expect(verdicts).toMatchObject([{ window: { start: testedAt }, anomalies: [] }]);
  });

  it('sees an outage from its first whole window until the baseline has forgotten how it was before', () => {
    const filled = fillGaps(aBaseline(), { from: testedAt - 12 * windowMs, to: testedAt + 13 * windowMs, windowMs });
    const verdicts = judgeWindows(filled, { ...everything, judgeFrom: testedAt }, detectors, settings);
    const drops = verdicts.map((verdict) => verdict.anomalies.some((anomaly) => anomaly.type === 'traffic_drop'));
    expect(drops).toEqual([...Array(12).fill(true), false]);
  });

  it('is not led astray by numbers that cannot be', () => {
    const broken = aBaseline((position) =>
      position === 3 ? { revenue: Number.NaN, events: -5, sessions: Number.POSITIVE_INFINITY } : {},
    );
    const verdicts = judgeWindows(
      [...broken, aWindow({ revenue: 0 })],
      { ...everything, judgeFrom: testedAt },
      detectors,
      settings,
    );
    expect(verdicts[0]?.anomalies).toMatchObject([{ type: 'revenue_drop', expectedValue: 11_000 / 12 }]);
  });
});
