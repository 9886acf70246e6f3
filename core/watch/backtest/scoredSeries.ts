import type { ActiveAdjustment } from '../../detection/feedback/adjustments.ts';
import { alertScore } from '../../detection/learning/alertScore.ts';
import type { Sample } from '../../detection/learning/learner.ts';
import { type DecidingVerdict, judgeSeries } from '../../detection/series/judgeSeries.ts';
import type { SeriesInfo } from '../../detection/series/seriesInfo.ts';
import { SeriesLearner, stoppedAfterMs, wholeMs } from '../../detection/series/seriesLearner.ts';

/**
 * A sample of the past. `candidate`: some sensitivity may tell of it; `clear`: none does; `stopped`: no sample at all, but
 * the moment at which the series was given up.
 */
export type ScoredSample =
  | { kind: 'candidate'; at: number; value: number; verdict: DecidingVerdict }
  | { kind: 'clear'; at: number }
  | { kind: 'stopped'; at: number };

interface ScoredOptions {
  timeZone: string;
  /** Its history begins here, and it is judged from there, ms UTC. */
  learnFrom: number;
  judgeFrom: number;
}

/** After so many clear samples nothing of before is open. */
const mostClear = 4;

/**
 * One series learned over the past and scored without look ahead. Scores do not depend on the sensitivity, so that every
 * sensitivity is judged by the same ones: of most samples nothing has to be kept.
 */
export class ScoredSeries {
  /** Everything before was read, ms UTC. */
  readUntil: number;
  readonly judgeFrom: number;
  readonly samples: ScoredSample[] = [];
  /** When its newest sample was taken that is a number. */
  lastAt: number | null = null;
  readonly #learner: SeriesLearner;
  readonly #timeZone: string;
  #clear = mostClear;

  constructor(info: SeriesInfo & { id: string }, { timeZone, learnFrom, judgeFrom }: ScoredOptions) {
    this.readUntil = learnFrom;
    this.judgeFrom = judgeFrom;
    this.#timeZone = timeZone;
    // Which way is worth an alert is judged with the sensitivity, as a draft may change both.
    this.#learner = new SeriesLearner({ ...info, worth: 'both' }, timeZone, learnFrom);
  }

  /** Oldest first; what is known already changes nothing. `adjustments`: those of this series. */
  learn(samples: readonly Sample[], adjustments: readonly ActiveAdjustment[]): void {
    const { judgeFrom } = this;
    const thinBefore = judgeFrom - wholeMs;
    const context = { timeZone: this.#timeZone, sensitivity: 'off', adjustments, judgeFrom, thinBefore } as const;
    for (const sample of samples) {
      this.#notePause(sample);
      for (const { at, value, verdict } of this.#learner.learn([sample], context)) this.#note(at, value, verdict);
    }
  }

  #notePause({ at, value }: Sample): void {
    if (value === null || !Number.isFinite(value) || !Number.isFinite(at)) return;
    if (this.lastAt !== null && at <= this.lastAt) return;
    const stopsAt = (this.lastAt ?? at) + stoppedAfterMs(this.#learner.info);
    if (stopsAt < at && this.#clear < mostClear) this.samples.push({ kind: 'stopped', at: stopsAt });
    this.lastAt = at;
  }

  #note(at: number, value: number | null, verdict: DecidingVerdict): void {
    if (value !== null && mayBeTold(value, verdict)) {
      const { expected, lower, upper, score, surprise, learning } = verdict;
      this.samples.push({
        kind: 'candidate',
        at,
        value,
        verdict: { expected, lower, upper, score, surprise, learning },
      });
      this.#clear = 0;
      return;
    }
    if (this.#clear >= mostClear) return;
    this.#clear++;
    this.samples.push({ kind: 'clear', at });
  }
}

const leastBar = Math.min(...Object.values(alertScore));

/** By the lowest bar that there is, whatever is open. */
function mayBeTold(value: number, verdict: DecidingVerdict): boolean {
  const asked = { value, verdict, bar: leastBar, worth: 'both' } as const;
  return (['high', 'low'] as const).some((open) => judgeSeries({ ...asked, open }) !== null);
}
