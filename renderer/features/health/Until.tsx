import { formatDuration } from '../../../shared/formatDuration.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { useNow } from '../../components/useNow.tsx';

/** How long until an instant (ISO 8601), or that it is now. */
export function Until({ at }: { at: string }) {
  const instant = Date.parse(at);
  const now = useNow(1000);
  return (
    <time dateTime={at} title={formatInstant(instant, 'exact')}>
      {instant <= now ? 'now' : `in ${formatDuration(instant - now)}`}
    </time>
  );
}
