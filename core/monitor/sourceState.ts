import type { SourceHealth, SourceStatus } from '../../shared/health.ts';
import type { Problem, Result } from '../../shared/problem.ts';
import { latencyOf, withLatency } from './latencies.ts';
import type { Source, SourceReport } from './source.ts';

/** What the watch knows of one source since it started. Times ms UTC. */
export interface SourceState {
  name: string;
  kind: Source['kind'];
  staleAfterMs: number | null;
  polled: boolean;
  /** It was not its time in the last cycle: nothing was asked. */
  rested: boolean;
  /** It was there and gave rows, so that it is missed when it is gone. */
  wasRead: boolean;
  lastSuccessAt: number | null;
  /** Failed polls running; 0 after a success. */
  failures: number;
  problem: Problem | null;
  /** Why it is not set up; null when it is. */
  notSetUp: string | null;
  /** Of the last polls, the newest last. */
  latencies: readonly number[];
  /** The last one since the start, over or not. */
  lastFailure: { at: number; problem: Problem } | null;
  newestRowAt: number | null;
  skippedRows: number;
  lastSkipped: string | null;
  note: string | null;
  /** By name of the rule. */
  ruleNotes: Readonly<Record<string, string>>;
}

export function newSourceState(source: Source): SourceState {
  return {
    name: source.name,
    kind: source.kind,
    staleAfterMs: source.staleAfterMs,
    polled: false,
    rested: false,
    wasRead: false,
    lastSuccessAt: null,
    failures: 0,
    problem: null,
    notSetUp: null,
    latencies: [],
    lastFailure: null,
    newestRowAt: null,
    skippedRows: 0,
    lastSkipped: null,
    note: null,
    ruleNotes: {},
  };
}

/** After a poll that began at `startedAt` and took `latencyMs`. */
export function afterPoll(
  state: SourceState,
  result: Result<SourceReport>,
  startedAt: number,
  latencyMs: number,
): SourceState {
  if (result.ok && result.value.kind === 'read' && result.value.asked === false) {
    return { ...state, polled: true, rested: true, ...notesOf(result.value) };
  }
  const polled = { ...state, polled: true, rested: false, latencies: withLatency(state.latencies, latencyMs) };
  if (!result.ok) return afterFailure(polled, result.error, startedAt);
  const report = result.value;
  const healthy = { ...polled, failures: 0, problem: null, lastSuccessAt: startedAt };
  if (report.kind === 'notSetUp') {
    // Never there is a choice; there until just now is a loss.
    const gone: Problem = { code: 'missingTable', retryable: false, message: report.message };
    if (state.wasRead) return afterFailure(polled, gone, startedAt);
    return { ...healthy, notSetUp: report.message, newestRowAt: null, note: null, ruleNotes: {} };
  }
  return {
    ...healthy,
    wasRead: true,
    notSetUp: null,
    newestRowAt: report.newestRowAt,
    skippedRows: state.skippedRows + report.skipped.count,
    lastSkipped: report.skipped.last ?? state.lastSkipped,
    ...notesOf(report),
  };
}

const notesOf = ({ note, ruleNotes }: Extract<SourceReport, { kind: 'read' }>) => ({
  note: note ?? null,
  ruleNotes: ruleNotes ?? {},
});

/** Whether it is set up is not known any more either: it may have come since. */
function afterFailure(state: SourceState, problem: Problem, at: number): SourceState {
  return { ...state, failures: state.failures + 1, problem, notSetUp: null, lastFailure: { at, problem } };
}

/** Whether what it can see ends too long ago to say anything about now. */
export function isStale(state: SourceState, now: number): boolean {
  if (state.staleAfterMs === null || state.lastSuccessAt === null || state.notSetUp !== null) return false;
  return state.newestRowAt === null || now - state.newestRowAt > state.staleAfterMs;
}

export function sourceHealth(state: SourceState, now: number): SourceHealth {
  const { lastFailure, latencies, ruleNotes } = state;
  const latency = latencyOf(latencies);
  return {
    name: state.name,
    kind: state.kind,
    status: statusOf(state, now),
    lastSuccessAt: isoOrNull(state.lastSuccessAt),
    lastError: state.problem?.message ?? state.notSetUp,
    errorCode: state.problem?.code ?? null,
    latencyMs: latencies.at(-1) ?? null,
    ...(latency && { latency }),
    ...(lastFailure && { lastFailure: failureOf(lastFailure) }),
    newestRowAt: isoOrNull(state.newestRowAt),
    skippedRows: state.skippedRows,
    lastSkipped: state.lastSkipped,
    note: state.note,
    ...(Object.keys(ruleNotes).length > 0 && { ruleNotes }),
  };
}

function statusOf(state: SourceState, now: number): SourceStatus {
  if (!state.polled) return 'starting';
  if (state.problem !== null) return 'failing';
  if (state.notSetUp !== null) return 'notSetUp';
  return isStale(state, now) ? 'stale' : 'ok';
}

function failureOf({ at, problem: { message, code } }: NonNullable<SourceState['lastFailure']>) {
  return { at: new Date(at).toISOString(), message, code };
}

const isoOrNull = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
