import { formatDuration } from '../../shared/formatDuration.ts';
import { formatInstant } from './formatInstant.ts';
import { useNow } from './useNow.tsx';

interface RelativeTimeProps {
  /** ISO 8601. */
  at: string;
  /** Put before and after the length of time, e.g. `ago`. */
  prefix?: string;
  suffix?: string;
}

/** How long ago something was, renewed as time passes; the exact local time with its zone on hover. */
export function RelativeTime({ at, prefix = '', suffix = '' }: RelativeTimeProps) {
  const instant = Date.parse(at);
  // Beyond a minute the text changes but once a minute, and a table shows dozens of these.
  const now = useNow(Date.now() - instant < 60_000 ? 1000 : 10_000);
  const text = formatDuration(now - instant);
  return (
    <time dateTime={at} title={formatInstant(instant, 'exact')}>
      {prefix}
      {text}
      {suffix}
    </time>
  );
}
