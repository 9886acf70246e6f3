import type { SourceHealth, SourceStatus } from '../../shared/health.ts';
import type { Problem, Result } from '../../shared/problem.ts';
import type { Source, SourceReport } from './source.ts';

/** What the watch knows of one source since it started. Times ms UTC. */
export interface SourceState {
  name: string;
  kind: Source['kind'];
  staleAfterMs: number | null;
  polled: boolean;
  /** It was there and gave rows, so that it is missed when it is gone. */
  wasRead: boolean;
  lastSuccessAt: number | null;
  /** Failed polls running; 0 after a success. */
  failures: number;
  problem: Problem | null;
  /** Why it is not set up; null when it is. */
  notSetUp: string | null;
  latencyMs: number | null;
  newestRowAt: number | null;
  skippedRows: number;
  lastSkipped: string | null;
  note: string | null;
}

export function newSourceState(source: Source): SourceState {
  return {
    name: source.name,
    kind: source.kind,
    staleAfterMs: source.staleAfterMs,
    polled: false,
    wasRead: false,
    lastSuccessAt: null,
    failures: 0,
    problem: null,
    notSetUp: null,
    latencyMs: null,
    newestRowAt: null,
    skippedRows: 0,
    lastSkipped: null,
    note: null,
  };
}

/** After a poll that began at `startedAt` and took `latencyMs`. */
export function afterPoll(
  state: SourceState,
  result: Result<SourceReport>,
  startedAt: number,
  latencyMs: number,
): SourceState {
  const polled = { ...state, polled: true, latencyMs };
  if (!result.ok) return afterFailure(polled, result.error);
  const report = result.value;
  const healthy = { ...polled, failures: 0, problem: null, lastSuccessAt: startedAt };
  if (report.kind === 'notSetUp') {
    // Never there is a choice; there until just now is a loss.
    if (state.wasRead) return afterFailure(polled, { code: 'missingTable', retryable: false, message: report.message });
    return { ...healthy, notSetUp: report.message, newestRowAt: null, note: null };
  }
  return {
    ...healthy,
    wasRead: true,
    notSetUp: null,
    newestRowAt: report.newestRowAt,
    skippedRows: state.skippedRows + report.skipped.count,
    lastSkipped: report.skipped.last ?? state.lastSkipped,
    note: report.note ?? null,
  };
}

/** Whether it is set up is not known any more either: it may have come since. */
function afterFailure(state: SourceState, problem: Problem): SourceState {
  return { ...state, failures: state.failures + 1, problem, notSetUp: null };
}

/** Whether what it can see ends too long ago to say anything about now. */
export function isStale(state: SourceState, now: number): boolean {
  if (state.staleAfterMs === null || state.lastSuccessAt === null || state.notSetUp !== null) return false;
  return state.newestRowAt === null || now - state.newestRowAt > state.staleAfterMs;
}

export function sourceHealth(state: SourceState, now: number): SourceHealth {
  return {
    name: state.name,
    kind: state.kind,
    status: statusOf(state, now),
    lastSuccessAt: isoOrNull(state.lastSuccessAt),
    lastError: state.problem?.message ?? state.notSetUp,
    errorCode: state.problem?.code ?? null,
    latencyMs: state.latencyMs,
    newestRowAt: isoOrNull(state.newestRowAt),
    skippedRows: state.skippedRows,
    lastSkipped: state.lastSkipped,
    note: state.note,
  };
}

function statusOf(state: SourceState, now: number): SourceStatus {
  if (!state.polled) return 'starting';
  if (state.problem !== null) return 'failing';
  if (state.notSetUp !== null) return 'notSetUp';
  return isStale(state, now) ? 'stale' : 'ok';
}

const isoOrNull = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
