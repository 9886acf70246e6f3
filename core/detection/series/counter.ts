/** What tells a counter from a gauge; grows with every sample, and a decision is not taken back. */
export interface CounterEvidence {
  seen: number;
  rises: number;
  /** Falls to less than half of what it was, as when what counts was started anew. */
  resets: number;
  /** Other falls: no counter does that. */
  falls: number;
  last: number | null;
}

export const noEvidence: CounterEvidence = { seen: 0, rises: 0, resets: 0, falls: 0, last: null };

/** Samples after which it is decided. */
export const decidedAfter = 60;
const leastRises = 40;
/** Of so many rises one reset: what saws up and down more often is a gauge. */
const risesToReset = 20;

export function addEvidence(before: CounterEvidence, value: number): CounterEvidence {
  const { seen, rises, resets, falls, last } = before;
  const [isRise, isFall] = [last !== null && value > last, last !== null && value < last];
  const isReset = last !== null && isFall && value >= 0 && value < last / 2;
  return {
    seen: seen + 1,
    rises: rises + Number(isRise),
    resets: resets + Number(isReset),
    falls: falls + Number(isFall && !isReset),
    last: value,
  };
}

/** Null: too little is known. */
export function isCounter({ seen, rises, resets, falls }: CounterEvidence): boolean | null {
  if (falls > 0) return false;
  if (seen < decidedAfter) return null;
  return rises >= leastRises && resets * risesToReset <= rises;
}

const minuteMs = 60_000;
/** Over a longer pause nobody knows how it rose. */
const longestPauseMs = 30 * minuteMs;

/** How much a counter rose a minute between two samples; null: it was started anew, or there was a pause. */
export function rateOf(before: { at: number; value: number }, after: { at: number; value: number }): number | null {
  const ms = after.at - before.at;
  if (ms <= 0 || ms > longestPauseMs || after.value < before.value) return null;
  return ((after.value - before.value) / ms) * minuteMs;
}
