import { ok, type Result } from '../../shared/problem.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { PolledSource } from './applyCycle.ts';
import { type Explainer, explainOpening } from './explainOpening.ts';
import type { MonitorStore } from './monitorStore.ts';
import { pollSource } from './pollSource.ts';
import type { Source } from './source.ts';

/** `latencyMs`: how long the source took to answer. */
export type AskedSource = PolledSource & { latencyMs: number };

interface ReadContext {
  sources: readonly Source[];
  store: MonitorStore;
  /** For each source, ms. */
  deadlineMs: number;
  /** Whether what a source tells next was there before. */
  isSeeding(name: string): boolean;
  explainer: Explainer | null;
  clock: Clock;
  signal: AbortSignal;
  log: Log;
}

/**
 * Asks every source at once from where it was read to, and has explained what is about to open an alert. Fails when the disk
 * does not say where; a source that fails is a result of its own. What was read when the signal came is of no use.
 */
export async function readSources(context: ReadContext): Promise<Result<readonly AskedSource[]>> {
  const { sources, store, deadlineMs, isSeeding, explainer, clock, signal, log } = context;
  const now = clock.now();
  const cursors = store.transaction((tx) => new Map(sources.map(({ name }) => [name, tx.cursors.read(name)])));
  if (!cursors.ok) return cursors;
  const asked = await Promise.all(
    sources.map(async (source) => {
      const { name, kind } = source;
      const seeding = isSeeding(name);
      const cursor = cursors.value.get(name)?.cursor ?? null;
      const result = await pollSource(source, { now, cursor }, { clock, deadlineMs, signal, log });
      return { name, kind, result, seeding, latencyMs: clock.now() - now };
    }),
  );
  if (explainer === null || signal.aborted) return ok(asked);
  return ok(await explainOpening(asked, clock.now(), { explainer, store, clock, signal, log }));
}
