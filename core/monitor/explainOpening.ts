import { severityRank } from '../../shared/severity.ts';
import { fingerprintOf } from '../alerts/fingerprint.ts';
import type { Observation } from '../alerts/observation.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { Log } from '../log.ts';
import type { PolledSource } from './applyCycle.ts';
import type { MonitorStore } from './monitorStore.ts';
import { sha256 } from './sha256.ts';

/** Says where changes come from. */
export interface Explainer {
  /** Whether there is anything to ask about such an observation. */
  isExplained(observation: Pick<Observation, 'type' | 'learnedSeries'>): boolean;
  /** As a sentence; null: it cannot be said. */
  explain(observation: Observation, signal: AbortSignal): Promise<string | null>;
}

interface ExplainContext {
  explainer: Explainer;
  store: MonitorStore;
  clock: Clock;
  signal: AbortSignal;
  log: Log;
}

/** An alert waits no longer for its explanation; without one it is asked for when somebody opens it. */
export const explainDeadlineMs = 2000;
const mostExplained = 5;
/** What is told of hours ago is explained when somebody asks. */
const freshMs = 15 * 60_000;

/**
 * The reports of a cycle, with explanations on what is about to open an alert. Never rejects and takes no longer than its
 * deadline, whatever the explainer does: then what came in time is there and the rest is not.
 */
export async function explainOpening<T extends PolledSource>(
  polled: readonly T[],
  now: number,
  context: ExplainContext,
): Promise<readonly T[]> {
  try {
    const opening = openingIn(polled, now, context);
    if (opening.length === 0) return polled;
    const sentences = await askInTime(opening, context);
    return sentences.size === 0 ? polled : polled.map((source) => withSentences(source, sentences));
  } catch (error) {
    // One odd report must not keep the others from being taken over.
    context.log.error('What begins could not be explained because of a fault in Watchkeeper.', { error });
    return polled;
  }
}

async function askInTime(
  opening: readonly Observation[],
  { explainer, clock, signal, log }: ExplainContext,
): Promise<ReadonlyMap<Observation, string>> {
  const sentences = new Map<Observation, string>();
  await withDeadline(clock, explainDeadlineMs, signal, (limited) =>
    Promise.all(
      opening.map(async (observation) => {
        try {
          const sentence = await explainer.explain(observation, limited);
          if (sentence !== null && !limited.aborted) sentences.set(observation, sentence);
        } catch (error) {
          if (limited.aborted) return;
          log.error('An alert could not be explained because of a fault in Watchkeeper.', { error });
        }
      }),
    ),
  );
  return sentences;
}

/** The first observation of each thing that no alert is open about, worst and newest first. */
function openingIn(
  polled: readonly PolledSource[],
  now: number,
  { explainer, store }: Pick<ExplainContext, 'explainer' | 'store'>,
): Observation[] {
  const first = new Map<string, { observation: Observation; also: string[] }>();
  for (const { result } of polled) {
    if (!result.ok || result.value.kind !== 'read') continue;
    for (const batch of result.value.batches) {
      if (now - batch.at > freshMs) continue;
      for (const observation of batch.observations) {
        const fingerprint = fingerprintOf(observation.type, observation.labels, sha256);
        if (observation.explanation !== undefined || !explainer.isExplained(observation)) continue;
        const also = (observation.sameAs ?? []).map(({ type, labels }) => fingerprintOf(type, labels, sha256));
        if (!first.has(fingerprint)) first.set(fingerprint, { observation, also });
      }
    }
  }
  if (first.size === 0) return [];
  const asked = new Set([...first].flatMap(([fingerprint, { also }]) => [fingerprint, ...also]));
  const open = store.transaction((tx) => {
    const latest = tx.alerts.latest(asked);
    const isOpen = (fingerprint: string) =>
      [latest.get(fingerprint), tx.alerts.standIn(fingerprint)].some((record) => record?.resolvedAt === null);
    return new Set([...asked].filter(isOpen));
  });
  // A store that cannot be read is told of when the reports are applied.
  if (!open.ok) return [];
  return [...first]
    .filter(
      ([fingerprint, { also }]) =>
        !open.value.has(fingerprint) && !also.some((other) => open.value.has(other) || first.has(other)),
    )
    .map(([, { observation }]) => observation)
    .sort(
      (one, other) => severityRank(other.severity) - severityRank(one.severity) || other.windowStart - one.windowStart,
    )
    .slice(0, mostExplained);
}

function withSentences<T extends PolledSource>(source: T, sentences: ReadonlyMap<Observation, string>): T {
  if (!source.result.ok || source.result.value.kind !== 'read') return source;
  const report = source.result.value;
  const batches = report.batches.map((batch) => {
    if (!batch.observations.some((observation) => sentences.has(observation))) return batch;
    const observations = batch.observations.map((observation) => {
      const explanation = sentences.get(observation);
      return explanation === undefined ? observation : { ...observation, explanation };
    });
    return { ...batch, observations };
  });
  return { ...source, result: { ok: true, value: { ...report, batches } } };
}
