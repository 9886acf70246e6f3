import type { CycleInput, PolledSource } from './applyCycle.ts';

/** Alerts of before the start are told when every source was heard, or after so long without one of them, ms. */
const patienceMs = 5 * 60_000;

/**
 * Every active alert is looked at once after the start, and when the times that they wait for are not to be relied on.
 * `startedAt`, ms.
 */
export function createOwedReview(startedAt: number) {
  let owed: CycleInput['review'] = 'start';
  return {
    isOwed: () => owed !== null,
    /** What a cycle that read these has to look at; `isAwaited`: the review of the start has to wait for a source. */
    due(now: number, polled: readonly PolledSource[]): { review: CycleInput['review']; isAwaited: boolean } {
      const isPatient = now - startedAt < patienceMs;
      const isAwaited = owed === 'start' && isPatient && !polled.every(({ result }) => result.ok);
      return { review: isAwaited ? null : owed, isAwaited };
    },
    done(review: CycleInput['review']) {
      if (review === owed) owed = null;
    },
    clockSetBack() {
      owed ??= 'clock';
    },
  };
}
