import { judgeSeries } from '../../adapters/clickhouse/metrics/judgeSeries.ts';
import { missedMs } from '../../adapters/clickhouse/metrics/lastSeen.ts';
import { baselineMs, freshMs } from '../../detection/rules/judgeCondition.ts';
import { judgeRule } from '../../detection/rules/judgeRule.ts';
import type { MinuteSeries, MinuteValue } from '../../detection/rules/metricSeries.ts';
import type { MetricWatchRule } from '../../detection/rules/rulesOf.ts';
import type { SeriesReplay } from './seriesReplay.ts';

/** Rules over one series, and where what they say of it goes. */
export interface LimitsSide {
  rules: readonly MetricWatchRule[];
  replay: Pick<SeriesReplay, 'limits'>;
}

const minuteMs = 60_000;

/** How much of a series the watch looks at to judge it by these rules, ms. */
export const lookbackOf = (rules: readonly Pick<MetricWatchRule, 'forMs'>[]): number =>
  baselineMs + freshMs + minuteMs + Math.max(0, ...rules.map(({ forMs }) => forMs));

/**
 * Judges one series at the end of every minute, as the watch does when it asks just then: by the minutes that are over. Told
 * of them in portions, oldest first.
 */
export class LimitsReplay {
  readonly #series: Pick<MinuteSeries, 'metric' | 'labels'>;
  readonly #sides: readonly LimitsSide[];
  readonly #lookbackMs: number;
  readonly #currency: string;
  /** Minutes that are looked at, oldest first. */
  readonly #window: MinuteValue[] = [];
  #newestAt: number | null = null;

  constructor(series: Pick<MinuteSeries, 'metric' | 'labels'>, sides: readonly LimitsSide[], currency: string) {
    this.#series = series;
    this.#sides = sides;
    this.#lookbackMs = lookbackOf(sides.flatMap(({ rules }) => rules));
    this.#currency = currency;
  }

  /** `minutes` of [from, to), ms UTC; what is before `judgeFrom` is only compared with. */
  take(minutes: readonly MinuteValue[], { from, to }: { from: number; to: number }, judgeFrom: number): void {
    let place = 0;
    for (let now = from + minuteMs; now <= to; now += minuteMs) {
      for (let next = minutes[place]; next !== undefined && next.at < now; next = minutes[++place]) {
        this.#window.push(next);
        this.#newestAt = next.at;
      }
      while ((this.#window[0]?.at ?? now) < now - this.#lookbackMs) this.#window.shift();
      if (now >= judgeFrom) this.#judge(now);
    }
  }

  #judge(now: number): void {
    const newestAt = this.#newestAt;
    if (newestAt === null || now - newestAt > missedMs) return;
    const series = { ...this.#series, minutes: this.#window, newestAt };
    for (const { rules, replay } of this.#sides) {
      // Most minutes of most series are calm.
      const isCalm = rules.every((rule) => judgeRule(rule, series, now).kind === 'clear');
      const { observations, unjudged } = isCalm
        ? { observations: [], unjudged: [] }
        : judgeSeries(rules, [series], now, this.#currency);
      replay.limits(now, observations, unjudged);
    }
  }
}
