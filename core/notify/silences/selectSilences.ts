import { matchersInWords } from '../../../shared/delivery/matcherWords.ts';
import type { SilenceQuery } from '../../../shared/delivery/silence.ts';
import type { SilenceRecord } from './silences.ts';

/** One page of what a query asks for, and how many there are in all: live ones by their ends, then the latest that ended. */
export function selectSilences(
  silences: readonly SilenceRecord[],
  { which, q = '', limit, offset = 0 }: SilenceQuery,
  now: number,
): { items: SilenceRecord[]; total: number } {
  const needle = q.trim().toLowerCase();
  const found = needle === '' ? silences : silences.filter((silence) => mentions(silence, needle));
  const live = found.filter(({ endsAt }) => endsAt > now).sort((one, other) => one.endsAt - other.endsAt);
  const over = found.filter(({ endsAt }) => endsAt <= now).sort((one, other) => other.endsAt - one.endsAt);
  const wanted = which === 'live' ? live : which === 'over' ? over : [...live, ...over];
  const end = limit === undefined ? undefined : offset + limit;
  return { items: wanted.slice(offset, end), total: wanted.length };
}

function mentions({ matchers, createdBy, comment }: SilenceRecord, needle: string): boolean {
  // Line by line, so that no match spans two of them.
  return [matchersInWords(matchers), createdBy, comment].some((text) => text.toLowerCase().includes(needle));
}
