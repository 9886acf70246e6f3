import { formatDuration } from '../../../shared/formatDuration.ts';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import type { Quiet } from './useQuiet.ts';

/** What was checked and when, and when again: why "all quiet" may be believed. */
export function QuietWords({ quiet: { watched, last, health } }: { quiet: Quiet }) {
  return (
    <>
      <p>
        {watched} answered
        {health.lastCycle && <RelativeTime at={health.lastCycle.startedAt} prefix=" " suffix=" ago" />}; the next check
        is {formatDuration(health.cycleIntervalMs)} after that.
      </p>
      {last && (
        <p>
          The last was {last.title}, <RelativeTime at={last.lastSeenAt} suffix=" ago" />.
        </p>
      )}
    </>
  );
}
