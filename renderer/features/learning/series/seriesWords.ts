import { formatDuration } from '../../../../shared/formatDuration.ts';
import type { LearnedSeries, LearnedSeriesList } from '../../../../shared/learning/learnedSeries.ts';
import type { StatusWords } from '../../health/sourceWords.ts';

export const groupWords: Record<LearnedSeries['group'], string> = {
  shop: 'Shop',
  metric: 'Metrics',
  job: 'Jobs',
  query: 'Your queries',
};

export const stateWords: Record<LearnedSeries['state'], string> = {
  learning: 'Learning',
  ready: 'Ready',
  stopped: 'Stopped',
  off: 'Off',
  capped: 'Not learned',
};

const tones: Record<LearnedSeries['state'], StatusWords['tone']> = {
  learning: 'waiting',
  ready: 'good',
  stopped: 'warning',
  off: 'off',
  capped: 'off',
};

type Known = Pick<LearnedSeries, 'state' | 'knownMs' | 'neededMs' | 'lastAt'>;

/** How far a series is learned: `Learning, 9 h of 24 h`. */
export function seriesStatus({ state, knownMs, neededMs, lastAt }: Known, now: number): StatusWords {
  const tone = tones[state];
  // It has to catch up with what was written meanwhile.
  if (state === 'learning' && knownMs >= neededMs) return { tone, word: 'Learning from history' };
  if (state === 'learning') return { tone, word: `Learning, ${lengthWords(knownMs)} of ${lengthWords(neededMs)}` };
  if (state === 'stopped' && lastAt !== null) {
    return { tone, word: `Stopped ${formatDuration(now - Date.parse(lastAt))} ago` };
  }
  return { tone, word: stateWords[state] };
}

const hourMs = 3_600_000;

/** Whole hours up to two days, so that what is known and what is needed read alike. */
function lengthWords(ms: number): string {
  if (ms < hourMs) return formatDuration(ms);
  return ms <= 48 * hourMs ? `${Math.floor(ms / hourMs)} h` : `${Math.floor(ms / 24 / hourMs)} d`;
}

/** `22 kB`, `1.1 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What learning costs: `52 series, 1.1 MB, 3 ms per check; 9,500 more are not learned`. */
export function costWords(
  { series, left, stateBytes, lastCheckMs }: LearnedSeriesList['cost'],
  count: (n: number) => string,
): string {
  const parts = [
    `${count(series)} series`,
    sizeWords(stateBytes),
    lastCheckMs === null
      ? null
      : `${lastCheckMs < 10 ? Math.max(0.1, Number(lastCheckMs.toFixed(1))) : Math.round(lastCheckMs)} ms per check`,
  ].filter((part) => part !== null);
  const rest = left === 0 ? '' : `; ${count(left)} more ${left === 1 ? 'is' : 'are'} not learned`;
  return parts.join(', ') + rest;
}
