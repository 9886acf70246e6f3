import { formatDuration } from '../../shared/formatDuration.ts';
import type { Freshness } from '../../shared/health.ts';
import type { Problem } from '../../shared/problem.ts';
import { isStale, type SourceState } from './sourceState.ts';

export interface FreshnessInput {
  now: number;
  startedAt: number;
  intervalMs: number;
  /** End of the last cycle, whatever came of it; null before the first. */
  lastCycleAt: number | null;
  sources: readonly SourceState[];
  /** The database refused, so many cycles running. */
  storage: { problem: Problem; failures: number } | null;
}

export interface FreshnessVerdict {
  status: Freshness;
  /** One sentence; null when live. */
  reason: string | null;
}

const blindAfterMs = 5 * 60_000;
/** Failures running after which nothing is known any more when they hit every source. */
const blindAfterFailures = 2;

/** How far the picture can be trusted: the worst of everything that is needed decides. Pure. */
export function freshness(state: FreshnessInput): FreshnessVerdict {
  return blindness(state) ?? startup(state) ?? lateness(state) ?? { status: 'live', reason: null };
}

function blindness(state: FreshnessInput): FreshnessVerdict | null {
  const { now, storage } = state;
  // Watchkeeper always sees itself.
  const sources = state.sources.filter(({ kind }) => kind !== 'self');
  if (sources.length === 0) return blind('Nothing is watched. Set up ClickHouse in Setup → Connection.');
  if (storage !== null && storage.failures >= blindAfterFailures) return blind(storage.problem.message);

  const needed = neededSources(sources);
  if (needed.length === 0) {
    return blind(`Nothing is watched: ${sources[0]?.notSetUp ?? 'no source is set up.'}`);
  }
  // Who was not asked says nothing for or against it.
  const asked = needed.filter(({ rested }) => !rested);
  const failing = asked.filter((source) => source.failures >= blindAfterFailures);
  if (asked.length > 0 && failing.length === asked.length)
    return blind(failing[0]?.problem?.message ?? 'No source can be read.');

  // With an interval of minutes, one late answer is not yet five minutes of silence.
  const limitMs = Math.max(blindAfterMs, 3 * state.intervalMs);
  const silent = asked.find((source) => now - (source.lastSuccessAt ?? state.startedAt) >= limitMs);
  if (silent) {
    const why = silent.problem === null ? '' : ` ${silent.problem.message}`;
    return blind(
      `${silent.name} has not been read for ${formatDuration(now - (silent.lastSuccessAt ?? state.startedAt))}.${why}`,
    );
  }
  const stale = needed.find((source) => isStale(source, now));
  return stale ? blind(staleSentence(stale, now)) : null;
}

function startup({ lastCycleAt, sources }: FreshnessInput): FreshnessVerdict | null {
  const untouched = sources.every((source) => !source.polled);
  return lastCycleAt === null || untouched ? { status: 'starting', reason: 'The first check is under way.' } : null;
}

function lateness({ now, intervalMs, lastCycleAt, sources, storage }: FreshnessInput): FreshnessVerdict | null {
  if (storage !== null) return { status: 'late', reason: storage.problem.message };
  const failing = neededSources(sources).find((source) => source.problem !== null);
  if (failing) return { status: 'late', reason: failing.problem?.message ?? null };
  const sinceMs = now - (lastCycleAt ?? now);
  if (sinceMs <= 2 * intervalMs) return null;
  return { status: 'late', reason: `The last check was ${formatDuration(sinceMs)} ago; the next one is overdue.` };
}

/** Sources whose tables are not there are not missed. */
function neededSources(sources: readonly SourceState[]): SourceState[] {
  return sources.filter((source) => source.notSetUp === null);
}

function staleSentence(source: SourceState, now: number): string {
  if (source.newestRowAt === null) {
    return 'ClickHouse holds no events: nothing can be judged. Check what writes them.';
  }
  const age = formatDuration(now - source.newestRowAt);
  const limit = formatDuration(source.staleAfterMs ?? 0);
  return `The newest event is ${age} old (limit ${limit}): what happened since is not known. Check what writes the events.`;
}

const blind = (reason: string): FreshnessVerdict => ({ status: 'blind', reason });
