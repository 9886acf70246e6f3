import { z } from 'zod';

export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use hours and minutes, such as 22:00');

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export type Weekday = z.infer<typeof Weekday>;

/** A time that comes again every week, by the clocks on the wall of its zone. */
export const TimePeriod = z.object({
  /** The days on which it begins; none means every day. */
  days: z.array(Weekday).max(7).default([]),
  from: TimeOfDay,
  /** Not after `from`: it ends on the next day. Equal times: the whole day. */
  to: TimeOfDay,
  /** IANA name; empty: that of the machine the host runs on. */
  timeZone: z.string().max(100).default(''),
});
export type TimePeriod = z.infer<typeof TimePeriod>;

/** Times by a name, for routes to refer to. */
export const NamedTimes = z.object({
  name: z.string().trim().min(1).max(60),
  periods: z.array(TimePeriod).min(1).max(50),
});
export type NamedTimes = z.infer<typeof NamedTimes>;
