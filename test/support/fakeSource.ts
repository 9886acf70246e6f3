import type { Observation, ObservationBatch } from '../../core/alerts/observation.ts';
import type { PollRequest, Source, SourceReport } from '../../core/monitor/source.ts';
import { ok, type Result } from '../../shared/problem.ts';

type Answer = Result<SourceReport> | ((request: PollRequest, signal: AbortSignal) => Promise<Result<SourceReport>>);

/** A source that says what it was told to say: queued answers first, then the standing one. */
export class FakeSource implements Source {
  readonly name: string;
  readonly kind: Source['kind'];
  readonly staleAfterMs: number | null;
  readonly polls: PollRequest[] = [];
  standing: Answer;
  readonly #queue: Answer[] = [];

  constructor(options: Partial<Pick<Source, 'name' | 'kind' | 'staleAfterMs'>> & { standing?: Answer } = {}) {
    this.name = options.name ?? 'engine';
    this.kind = options.kind ?? 'engine';
    this.staleAfterMs = options.staleAfterMs ?? null;
    this.standing = options.standing ?? aReport();
  }

  next(...answers: Answer[]): void {
    this.#queue.push(...answers);
  }

  async poll(request: PollRequest, signal: AbortSignal): Promise<Result<SourceReport>> {
    this.polls.push(request);
    const answer = this.#queue.shift() ?? this.standing;
    return typeof answer === 'function' ? answer(request, signal) : answer;
  }
}

/** A successful report; without anything it says that there is nothing new. */
export function aReport(overrides: Partial<Extract<SourceReport, { kind: 'read' }>> = {}): Result<SourceReport> {
  return ok({
    kind: 'read',
    batches: [],
    cursor: 'c',
    newestRowAt: null,
    skipped: { count: 0, last: null },
    ...overrides,
  });
}

/** A whole window judged by the engine, or rows told by another source. `at`: ms UTC. */
export function aBatch(
  at: number,
  observations: Observation[],
  overrides: Partial<ObservationBatch> = {},
): ObservationBatch {
  return { source: observations[0]?.source ?? 'engine', at, observations, completeness: 'window', ...overrides };
}
