/** For how long a person wants something held back. */
export type Span = '30min' | '1h' | 'morning';

export const spans: readonly { span: Span; words: string }[] = [
  { span: '30min', words: '30 minutes' },
  { span: '1h', words: '1 hour' },
  { span: 'morning', words: 'until morning' },
];

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const morningHour = 7;

/** When it ends, epoch ms; the morning is the next 07:00 of this machine's time. */
export function spanEnd(span: Span, now: number): number {
  if (span === '30min') return now + 30 * minuteMs;
  if (span === '1h') return now + 60 * minuteMs;
  const morning = new Date(now);
  morning.setHours(morningHour, 0, 0, 0);
  if (morning.getTime() <= now) morning.setDate(morning.getDate() + 1);
  // The day on which clocks are set back has 25 hours; nothing is held back for longer than 24.
  return Math.min(morning.getTime(), now + dayMs);
}
