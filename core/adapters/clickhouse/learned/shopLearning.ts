import { setImmediate as breathe } from 'node:timers/promises';
import { detectors } from '../../../../shared/detection/registry.ts';
import { formatNumber } from '../../../../shared/formatValue.ts';
import type { LearningSettings } from '../../../../shared/learning/learningSettings.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { Clock } from '../../../clock.ts';
import { withDeadline } from '../../../deadline.ts';
import type { ActiveAdjustment } from '../../../detection/feedback/adjustments.ts';
import { restoreLearner } from '../../../detection/learning/learner.ts';
import { createShopJudge } from '../../../detection/shop/createShopJudge.ts';
import { emptyMemory } from '../../../detection/shop/shopMemory.ts';
import { allShopSeries, shopPrefix } from '../../../detection/shop/shopSeries.ts';
import type { ShopJudge } from '../../../detection/shop/shopVerdict.ts';
import { fillGaps, nextWindowStart, windowStartOf } from '../../../detection/windows.ts';
import type { LearnedBefore, LearnedState } from '../../../monitor/learnedStates.ts';
import type { EngineCursor } from '../engineCursor.ts';
import type { WindowsReader } from '../windowsReader.ts';

export interface ShopLearningOptions {
  reader: Pick<WindowsReader, 'read' | 'extent'>;
  engine: Settings['engine'];
  learning: LearningSettings;
  currency: string;
  /** IANA name of the shop's zone. */
  timeZone: string;
  learned: LearnedBefore;
  adjustments(): readonly ActiveAdjustment[];
  clock: Clock;
}

/** The engine's judge, and what it takes for it to know the past. */
export interface ShopLearning {
  /**
   * Brings what was learned up to `until` (ms UTC, where judging goes on), as far as `budgetMs` allows; the rest follows
   * with the next polls, and until then the rules judge alone. `cursor`: what was stored with the newest report.
   */
  catchUp(until: number, cursor: EngineCursor | null, budgetMs: number, signal: AbortSignal): Promise<void>;
  /** What was learned is of no use any more: the clock was wrong. */
  beginAnew(): void;
  /** The judge has judged what came before, ms UTC. */
  judged(until: number): void;
  /** Knows the past up to where judging goes on; else it is the rules alone. */
  judge(): ShopJudge;
  isLearned(): boolean;
  /** The last call of `catchUp` ended for want of time alone. */
  hasMore(): boolean;
  /** For the cursor. */
  remembered(): EngineCursor['learned'];
  /** States that are worth keeping by now. */
  toKeep(): LearnedState[] | null;
  /** How far learning is, or what keeps it; null: nothing to say. */
  note(): string | null;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** What is asked of ClickHouse at once to begin with: more where that is quick, less where it is not. */
const firstSliceMs = 2 * dayMs;
const longestSliceMs = 8 * dayMs;
const shortestSliceMs = hourMs;
const quickMs = 1000;
/** Learned at a time, before others may run. */
const windowsAtATime = 144;
/** States are large, and what came since is read again after a restart. */
const keepEveryMs = 15 * 60_000;
/** A slice that fails so often is left out: what is new matters more. */
const mostFailures = 5;

export function createShopLearning(options: ShopLearningOptions): ShopLearning {
  const { reader, engine, learning, timeZone, clock } = options;
  const { windowSeconds } = engine;
  const windowMs = windowSeconds * 1000;
  const parts = { ...options, detectors };
  const rulesAlone = createShopJudge({ ...parts, learning: { ...learning, enabled: false } });

  let judge: ShopJudge | null = null;
  /** Learned up to here, from here on; ms UTC. */
  let learnedUntil: number | null = null;
  let learnedFrom = 0;
  let isCaughtUp = false;
  let isFirst = true;
  let ranOut = false;
  let keptUntil = Number.NEGATIVE_INFINITY;
  let kept: EngineCursor['learned'];
  let sliceMs = firstSliceMs;
  let failures = 0;
  let problem: string | null = null;
  let leftOut = false;

  /** Takes over what an earlier run learned, unless it is of other windows, another zone, or of a version of its own. */
  function restore(cursor: EngineCursor | null): void {
    const before = cursor?.learned;
    const isSame = before?.windowSeconds === windowSeconds && before.timeZone === timeZone;
    if (!isSame) return;
    const states = options.learned.load(shopPrefix);
    const keys = new Set(
      states.filter(({ state }) => restoreLearner(state, { timeZone }) !== null).map(({ key }) => key),
    );
    if (!allShopSeries().every(({ key }) => keys.has(key))) return;
    const until = Math.min(...states.map((each) => each.learnedUntil));
    judge = createShopJudge({ ...parts, states, memory: before.memory });
    learnedUntil = until;
    learnedFrom = until;
    keptUntil = until;
    kept = before;
  }

  function beginAnew(): void {
    judge = null;
    learnedUntil = null;
    isCaughtUp = false;
    kept = undefined;
    keptUntil = Number.NEGATIVE_INFINITY;
  }

  /** Where learning begins: with the shop's first whole window, and no earlier than the settings say. */
  async function begin(until: number, budgetMs: number, signal: AbortSignal): Promise<boolean> {
    const earliest = windowStartOf(until - learning.historyDays * dayMs, windowMs);
    const extent = await withDeadline(clock, budgetMs, signal, (limited) => reader.extent(until, limited));
    if (extent.kind !== 'done') return false;
    if (!extent.value.ok) {
      problem = extent.value.error.message;
      return false;
    }
    const { oldestAt } = extent.value.value;
    judge = createShopJudge({ ...parts, memory: emptyMemory });
    learnedFrom = Math.min(until, Math.max(earliest, oldestAt === null ? until : nextWindowStart(oldestAt, windowMs)));
    learnedUntil = learnedFrom;
    return true;
  }

  async function learnSlice(from: number, until: number, budgetMs: number, signal: AbortSignal): Promise<boolean> {
    const to = Math.min(until, from + sliceMs);
    const startedAt = clock.now();
    const answer = await withDeadline(clock, budgetMs, signal, (limited) =>
      reader.read({ from, to, windowMs }, limited),
    );
    if (answer.kind === 'aborted') return false;
    if (answer.kind === 'late' || !answer.value.ok) {
      problem = answer.kind === 'done' && !answer.value.ok ? answer.value.error.message : 'ClickHouse took too long.';
      sliceMs = Math.max(shortestSliceMs, sliceMs / 2);
      failures += 1;
      if (failures < mostFailures) return false;
      learnedUntil = to;
      leftOut = true;
      failures = 0;
      return false;
    }
    problem = null;
    failures = 0;
    if (clock.now() - startedAt < quickMs) sliceMs = Math.min(longestSliceMs, sliceMs * 2);
    const windows = fillGaps(answer.value.value.windows, { from, to, windowMs });
    for (const [index, window] of windows.entries()) {
      judge?.learn(window);
      learnedUntil = window.start + windowMs;
      if (index % windowsAtATime !== windowsAtATime - 1) continue;
      await breathe();
      if (signal.aborted) return false;
    }
    learnedUntil = to;
    return true;
  }

  return {
    async catchUp(until, cursor, budgetMs, signal) {
      // What was judged for a report that was not stored is judged again, by a judge that does not know it yet.
      const isAhead = isCaughtUp && learnedUntil !== null && learnedUntil > until;
      if (isAhead) beginAnew();
      if (isFirst || isAhead) restore(cursor);
      isFirst = false;
      if (judge !== null && judge.outdated().length > 0) beginAnew();
      if (learnedUntil !== null && until - learnedUntil > learning.historyDays * dayMs) beginAnew();
      const endsAt = clock.now() + budgetMs;
      const left = () => endsAt - clock.now();
      isCaughtUp = false;
      ranOut = false;
      if (judge === null && !(await begin(until, left(), signal))) return;
      while (learnedUntil !== null && learnedUntil < until && left() > 0) {
        if (!(await learnSlice(learnedUntil, until, left(), signal))) break;
      }
      isCaughtUp = learnedUntil !== null && learnedUntil >= until;
      ranOut = !isCaughtUp && problem === null && !signal.aborted;
    },
    beginAnew,
    judged(until) {
      if (isCaughtUp) learnedUntil = until;
    },
    judge: () => (isCaughtUp && judge ? judge : rulesAlone),
    isLearned: () => isCaughtUp,
    hasMore: () => ranOut,
    remembered() {
      if (isCaughtUp && judge) kept = { windowSeconds, timeZone, memory: judge.memory() };
      return kept;
    },
    toKeep() {
      const states = isCaughtUp && judge ? judge.states() : [];
      const until = states[0]?.learnedUntil;
      if (until === undefined || until - keptUntil < keepEveryMs) return null;
      keptUntil = until;
      return states;
    },
    note() {
      const days = (from: number, to: number) => formatNumber(Math.max(0, to - from) / dayMs);
      if (isCaughtUp) {
        return leftOut
          ? 'A part of the shop’s history could not be read and was not learned; what is usual may be off for some days.'
          : null;
      }
      const done = learnedUntil === null ? '' : ` ${days(learnedFrom, learnedUntil)} days are learned so far.`;
      const why = problem === null ? '' : ` It goes on with the next check. ${problem}`;
      return `Learning from the shop’s history; until that is done only the rules judge.${done}${why}`;
    },
  };
}
