import { formatNumber } from '../../../../shared/formatValue.ts';
import type { LearnedFeed } from './learnedFeed.ts';

const dayMs = 24 * 3_600_000;

/** What is not learned yet, or not at all, and what to do; null: nothing. */
export function learnedNote(
  feeds: readonly LearnedFeed[],
  { now, mostSeries, isTrendFull }: { now: number; mostSeries: number; isTrendFull: boolean },
): string | null {
  const sentences = [
    ...feeds.flatMap(({ feed, problem, isSetUp }) =>
      problem === null || !isSetUp ? [] : [`${feed.title} could not be learned this time. ${problem.message}`],
    ),
    ...feeds.flatMap(silenceOf),
    ...feeds.flatMap((feed) => progressOf(feed, now)),
  ];
  const left = feeds.reduce((sum, feed) => sum + feed.left.length + feed.more, 0);
  if (left > 0) {
    sentences.push(
      `${formatNumber(left)} more series are there and are not learned: at most ${formatNumber(mostSeries)} are. Write fewer labels, or raise “Series at most” in Setup → Learning; each series takes some 35 KB of memory.`,
    );
  }
  if (isTrendFull) sentences.push('Trends are watched of the first 200 series with a limit.');
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** Who wrote a query wants to know that it is asked, and to no avail. */
function silenceOf({ feed, problem, isListed, series, left }: LearnedFeed): string[] {
  const isSilent = feed.group === 'query' && problem === null && isListed && series.size === 0 && left.length === 0;
  return isSilent ? [`${feed.title} has returned no number so far, so there is nothing to learn of it.`] : [];
}

function progressOf(feed: LearnedFeed, now: number): string[] {
  const behind = feed.behind(now);
  const total = feed.series.size;
  if (behind.length === 0) return [];
  const newest = Math.max(...behind.map(({ learnedUntil }) => learnedUntil));
  const days = Math.ceil((now - newest) / dayMs);
  return [
    `${feed.feed.title}: learning from history, ${formatNumber(total - behind.length)} of ${formatNumber(total)} series are done, the next have ${days} ${days === 1 ? 'day' : 'days'} to go.`,
  ];
}
