import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import type { Severity } from '../../../shared/severity.ts';
import { alertBar } from '../feedback/adjustments.ts';
import { createEvidence } from './evidence.ts';
import { type Expected, expectedOf, findingOf, type LearnedFinding, weightOf } from './learnedFinding.ts';
import type { LearnedSample } from './learnedSample.ts';
import { severityOfFinding } from './severityOfFinding.ts';
import type { ShopJudgeOptions } from './shopJudgeOptions.ts';
import type { ShopMemory } from './shopMemory.ts';
import { type Direction, generalSeries } from './shopSeries.ts';
import type { ShopAnomaly } from './shopVerdict.ts';

/** A finding that is worth an alert, whether or not it is told apart from others. */
export interface OpenFinding {
  finding: LearnedFinding;
  severity: Severity;
  /** It was told before, and it is not over. */
  isTold: boolean;
}

/** What is open stays so down to this part of the bar: two clear windows are over, one that only just is not clear is not. */
const holdShare = 0.85;

/** A handful of purchases makes no revenue to speak of, and one large basket makes a record of it. */
function leastWeightOf({ series, direction }: LearnedFinding, minDenominator: number): number {
  if (series.key !== generalSeries.revenue.key) return 0;
  return direction === 'high' ? minDenominator : minDenominator / 4;
}

const hourMs = 3_600_000;
/** The way back may take as long as it lasted, within these. */
const shortestWayBackMs = 2 * hourMs;
const longestWayBackMs = 12 * hourMs;

/** Which series lie apart from what was learned, window after window, and which of them do so still. */
export function createLearnedJudge({
  engine,
  learning,
  timeZone,
  adjustments,
  memory,
}: ShopJudgeOptions & { memory: ShopMemory }) {
  let open = new Map(memory.open.map((each) => [each.key, { ...each }]));
  let over = memory.over;
  const evidence = createEvidence(memory.recent);

  /** Nothing at all, for long: what is open of it stays so, and no learner is asked how surprising that still is. */
  function inSilence(sample: LearnedSample): LearnedSample {
    const { series } = sample;
    const isOpen = open.get(series.key)?.direction === 'low' && !series.denominator;
    return isOpen ? { ...sample, value: 0, verdict: { ...sample.verdict, surprise: 1 } } : { ...sample, value: null };
  }

  function judgeSample(sample: LearnedSample, window: MetricWindow, expected: Expected): OpenFinding | null {
    const { key, worth } = sample.series;
    const sensitivity = learning.series[key] ?? learning.sensitivity;
    const finding = findingOf(sample);
    const own = evidence.of(sample, expected);
    if (sensitivity === 'off' || finding === null) return null;
    if (worth !== 'both' && worth !== finding.direction) return null;
    if (weightOf(finding, expected) < leastWeightOf(finding, engine.thresholds.minDenominator)) return null;
    const adjusted = adjustments().filter(({ series }) => series === key);
    const bar = alertBar(sensitivity, window.start, adjusted, timeZone);
    const held = open.get(key);
    const isHeld = held?.direction === finding.direction;
    const surprise = Math.max(finding.verdict.surprise, own.toOpen);
    const stands = isHeld
      ? Math.max(own.isOff ? finding.verdict.surprise : 0, own.toHold) >= bar * holdShare
      : Math.max(own.isClearlyOff ? finding.verdict.score : 0, own.toOpen) >= bar;
    if (!stands) return null;
    // What was expected has followed what was wrong, so that what is right again looks wrong the other way.
    const isOther = (each: { key: string; direction: Direction }) =>
      each.key === key && each.direction !== finding.direction;
    const isWayBack = over.some(isOther) || [...open.values()].some(isOther);
    if (isWayBack) return null;
    const severity = severityOfFinding(finding, { surprise, bar }, expected, engine.thresholds);
    return { finding, severity, isTold: isHeld && held.told };
  }

  return {
    /** `isMissing`: the shop is silent for so long that there are no samples. */
    judge(window: MetricWindow, samples: readonly LearnedSample[], isMissing: boolean): OpenFinding[] {
      const expected = expectedOf(samples);
      over = over.filter(({ until }) => window.start < until);
      const found = samples.flatMap(
        (sample) => judgeSample(isMissing ? inSilence(sample) : sample, window, expected) ?? [],
      );
      const before = open;
      open = new Map(
        found.map(({ finding: { series, direction }, isTold }) => {
          const known = before.get(series.key);
          const since = known?.direction === direction ? known.since : window.start;
          return [series.key, { key: series.key, direction, since, told: isTold }];
        }),
      );
      for (const { key, direction, since } of before.values()) {
        if (open.get(key)?.direction === direction) continue;
        evidence.settle(key);
        const wayBackMs = Math.min(longestWayBackMs, Math.max(shortestWayBackMs, window.start - since));
        over = [...over.filter((each) => each.key !== key), { key, direction, until: window.start + wayBackMs }];
      }
      return found;
    },
    /** What was told of what was found. */
    remember(anomalies: readonly Pick<ShopAnomaly, 'learnedSeries'>[]): void {
      for (const { learnedSeries } of anomalies) {
        const known = learnedSeries === undefined ? undefined : open.get(learnedSeries);
        if (known) known.told = true;
      }
    },
    memory: (): Pick<ShopMemory, 'open' | 'over' | 'recent'> => ({
      open: [...open.values()].map((each) => ({ ...each })),
      over,
      recent: evidence.recent(),
    }),
  };
}
