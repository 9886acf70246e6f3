import type { Problem } from '../../shared/problem.ts';
import type { Source } from '../monitor/source.ts';

/** Stands in for a source whose connection cannot even be made, so that its failure is seen where every other is. */
export function unavailableSource(name: string, kind: Source['kind'], problem: Problem): Source {
  return { name, kind, staleAfterMs: null, poll: async () => ({ ok: false, error: problem }) };
}
