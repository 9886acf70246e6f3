import type { ScoredSeries } from './scoredSeries.ts';

/** Series that were scored already, by what their scores depend on: a sensitivity that is dragged finds all of them here. */
export interface ScoredPasts {
  /** The series as it was scored before, or one of which nothing is known yet. */
  take(identity: string, span: { judgeFrom: number }, create: () => ScoredSeries): ScoredSeries;
}

/** Those of two trials, some hundred KB each. */
const mostKept = 120;
/** Days that began so much later are judged by what was learned then: there is only more of before. */
const sameMs = 24 * 3_600_000;

export function createScoredPasts(): ScoredPasts {
  const kept = new Map<string, ScoredSeries>();
  return {
    take(identity, { judgeFrom }, create) {
      const found = kept.get(identity);
      const isSame = found && found.judgeFrom <= judgeFrom && judgeFrom - found.judgeFrom < sameMs;
      const series = isSame ? found : create();
      kept.delete(identity);
      kept.set(identity, series);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
      return series;
    },
  };
}
