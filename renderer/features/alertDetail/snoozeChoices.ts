export interface SnoozeChoice {
  id: 'halfHour' | 'hour' | 'morning';
  label: string;
  until: Date;
}

const minuteMs = 60_000;
const morningHour = 8;

/** How long an alert can be snoozed from `now`. The morning is the next 08:00 on this machine's wall clock. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  // Built from calendar parts, not by adding 24 h: a night with a clock change is 23 or 25 hours long.
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate(), morningHour);
  if (morning.getTime() <= now.getTime()) morning.setDate(morning.getDate() + 1);
  return [
    { id: 'halfHour', label: '30 min', until: new Date(now.getTime() + 30 * minuteMs) },
    { id: 'hour', label: '1 h', until: new Date(now.getTime() + 60 * minuteMs) },
    { id: 'morning', label: 'Until 08:00', until: morning },
  ];
}
