import type { JudgedSeries } from '../../../detection/rules/judgeCondition.ts';
import type { RuleRow } from './readRuleRows.ts';

const minuteMs = 60_000;
/** Label sets that are remembered of one rule; labels that are new each time push out the oldest. */
export const mostSeries = 500;

interface Kept {
  labels: Record<string, string>;
  minutes: Map<number, number>;
  newestAt: number;
}

/** What a rule's query answered before, by labels and minute, for as long as it is looked back at. */
export class RuleHistory {
  readonly #keepMs: number;
  readonly #series = new Map<string, Kept>();

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** `at`: as of when it was asked, ms UTC. */
  note(rows: readonly RuleRow[], at: number): void {
    for (const { labels, value } of rows) {
      const key = keyOf(labels);
      const kept = this.#series.get(key) ?? { labels, minutes: new Map(), newestAt: at };
      // Moved to the end: the first are those that were heard of longest ago.
      if (at >= kept.newestAt) this.#series.delete(key);
      kept.minutes.set(Math.floor(at / minuteMs) * minuteMs, value);
      kept.newestAt = Math.max(kept.newestAt, at);
      this.#series.set(key, kept);
    }
    for (const key of this.#series.keys()) {
      if (this.#series.size <= mostSeries) break;
      this.#series.delete(key);
    }
  }

  /** Forgets the series that are not among the rows. */
  keepOnly(rows: readonly RuleRow[]): void {
    const there = new Set(rows.map(({ labels }) => keyOf(labels)));
    for (const key of this.#series.keys()) if (!there.has(key)) this.#series.delete(key);
  }

  /** A series of which only its last time is known. */
  remember(labels: Record<string, string>, newestAt: number): void {
    const key = keyOf(labels);
    if (!this.#series.has(key)) this.#series.set(key, { labels, minutes: new Map(), newestAt });
  }

  get isFull(): boolean {
    return this.#series.size >= mostSeries;
  }

  find(labels: Record<string, string>): JudgedSeries | null {
    const kept = this.#series.get(keyOf(labels));
    return kept ? { minutes: minutesOf(kept), newestAt: kept.newestAt } : null;
  }

  /** Those heard of within `withinMs` of `now`; what is too old to look back at is forgotten. */
  series(now: number, withinMs: number): { labels: Record<string, string>; newestAt: number }[] {
    for (const [key, { newestAt, minutes }] of this.#series) {
      if (now - newestAt > withinMs) this.#series.delete(key);
      for (const at of minutes.keys()) if (now - at > this.#keepMs) minutes.delete(at);
    }
    return [...this.#series.values()].map(({ labels, newestAt }) => ({ labels, newestAt }));
  }
}

const minutesOf = ({ minutes }: Kept) =>
  [...minutes].map(([at, value]) => ({ at, value })).sort((one, other) => one.at - other.at);

const keyOf = (labels: Record<string, string>) => JSON.stringify(Object.entries(labels).sort());
