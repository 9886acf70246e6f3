import type { Freshness, SourceHealth } from '../../shared/health.ts';
import type { Problem, Result } from '../../shared/problem.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type FreshnessVerdict, freshness } from './freshness.ts';
import type { Source, SourceReport } from './source.ts';
import { afterPoll, newSourceState, type SourceState, sourceHealth } from './sourceState.ts';

/** What the watch knows about itself: its sources, its disk, and how far its picture can be trusted. */
export interface WatchState {
  readonly startedAt: number;
  verdict(): FreshnessVerdict & { since: number };
  /** A poll that began at `at` and took `latencyMs`. `kept`: what it told is on disk; if not, its first report is still to come. */
  noteSource(name: string, result: Result<SourceReport>, at: number, latencyMs: number, kept: boolean): void;
  /** Null: the disk took what it was given. */
  noteStorage(problem: Problem | null): void;
  noteCycleEnd(): void;
  /** Whether the source was never read since the start, nor just before it: what it tells next was there before. */
  isSeeding(name: string): boolean;
  /** The disk's, else the first failing source's; null when all is well. */
  problem(): Problem | null;
  sources(): SourceHealth[];
  /** Looks at the clock and at everything noted; true when the verdict changed. */
  judge(): boolean;
}

export function createWatchState(options: {
  sources: readonly Source[];
  intervalMs: number;
  /** Names of sources that another watch had read until now. */
  readBefore: ReadonlySet<string>;
  clock: Clock;
  log: Log;
}): WatchState {
  const { intervalMs, readBefore, clock, log } = options;
  const startedAt = clock.now();
  const states = new Map<string, SourceState>(options.sources.map((source) => [source.name, newSourceState(source)]));
  let storage: { problem: Problem; failures: number } | null = null;
  let lastCycleAt: number | null = null;
  let status: { status: Freshness; reason: string | null; since: number } = {
    status: 'starting',
    reason: 'The first check is under way.',
    since: startedAt,
  };

  return {
    startedAt,
    verdict: () => status,
    noteSource(name, result, at, latencyMs, kept) {
      const before = states.get(name);
      if (!before) return;
      const after = afterPoll(before, result, at, latencyMs);
      if (before.problem?.message !== after.problem?.message) {
        if (after.problem) log.warn(after.problem.message, { source: name, code: after.problem.code });
        else log.info(`${name} is read again.`, { source: name });
      }
      states.set(name, kept ? after : { ...after, lastSuccessAt: before.lastSuccessAt });
    },
    noteStorage(problem) {
      if (problem === null) {
        if (storage) log.info('Alerts are kept again.');
        storage = null;
        return;
      }
      if (storage?.problem.message !== problem.message) log.error(problem.message);
      storage = { problem, failures: (storage?.failures ?? 0) + 1 };
    },
    noteCycleEnd() {
      lastCycleAt = clock.now();
    },
    isSeeding: (name) => states.get(name)?.lastSuccessAt == null && !readBefore.has(name),
    problem: () => storage?.problem ?? [...states.values()].find((state) => state.problem)?.problem ?? null,
    sources: () => [...states.values()].map((state) => sourceHealth(state, clock.now())),
    judge() {
      const now = clock.now();
      const verdict = freshness({ now, startedAt, intervalMs, lastCycleAt, sources: [...states.values()], storage });
      if (verdict.status === status.status && verdict.reason === status.reason) return false;
      const turned = verdict.status !== status.status;
      if (turned) log.info(`The watch is ${verdict.status}.`, { reason: verdict.reason });
      status = { ...verdict, since: turned ? now : status.since };
      return true;
    },
  };
}
