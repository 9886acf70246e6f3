import type { SourceHealth } from '../../../shared/health.ts';
import { useLive } from '../../services.tsx';

/** How the source of a kind is just now; null: it is not watched, or nothing is known yet. */
export const useSourceHealth = (kind: SourceHealth['kind']): SourceHealth | null =>
  useLive(({ health }) => health?.sources.find((source) => source.kind === kind) ?? null);
