import type { Matcher } from '../../../shared/delivery/matcher.ts';

/** A silence as it is being written. */
export interface SilenceDraft {
  matchers: Matcher[];
  comment: string;
}

export interface SpanChoice {
  id: string;
  label: string;
  until: Date;
}

const minuteMs = 60_000;
const morningHour = 9;

/** How long a silence can last from `now`; days by this machine's wall clock. */
export function spanChoices(now: Date): SpanChoice[] {
  const after = (hours: number) => new Date(now.getTime() + hours * 60 * minuteMs);
  // Built from calendar parts: a night with a clock change is 23 or 25 hours long.
  const onDay = (days: number, hour: number, minute: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour, minute);
  return [
    { id: 'hour', label: '1 h', until: after(1) },
    { id: 'fourHours', label: '4 h', until: after(4) },
    { id: 'morning', label: 'Until tomorrow 09:00', until: onDay(1, morningHour, 0) },
    { id: 'day', label: '1 day', until: onDay(1, now.getHours(), now.getMinutes()) },
    { id: 'week', label: '1 week', until: onDay(7, now.getHours(), now.getMinutes()) },
  ];
}
