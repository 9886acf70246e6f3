import type { SourceHealth } from '../../../shared/health.ts';
import type { Watch } from './freshnessView.ts';

/** What each state means for the watch, before why. */
export const bannerTitles: Record<Exclude<Watch, 'live' | 'starting'>, string> = {
  late: 'Part of the picture is late',
  blind: 'Blind: new trouble would not be seen',
  disconnected: 'This page is cut off from Watchkeeper',
  signedOut: 'This page is signed out',
};

/**
 * Epoch ms of the last moment that the page's data can speak for: when the first source stopped answering, or when this
 * page last heard of the host. Null when neither is known.
 */
export function dataAge({
  watch,
  sources,
  healthAt,
}: {
  watch: Watch;
  sources: readonly Pick<SourceHealth, 'lastSuccessAt'>[];
  healthAt: number | null;
}): number | null {
  if (watch !== 'blind') return healthAt;
  const answered = sources.flatMap(({ lastSuccessAt }) => (lastSuccessAt === null ? [] : [Date.parse(lastSuccessAt)]));
  return answered.length === 0 ? null : Math.min(...answered);
}

/** What happened, without what it means and what to do, which the banner says for all sources at once. */
export function firstSentence(text: string): string {
  const end = text.search(/[.!?]\s+\p{Lu}/u);
  return end === -1 ? text : text.slice(0, end + 1);
}
