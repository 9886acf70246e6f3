import type { DeliverySettings } from '../../../shared/delivery/deliverySettings.ts';
import { nextStart } from '../../../shared/delivery/quietPeriods.ts';
import { TimeOfDay, type Weekday } from '../../../shared/delivery/timePeriod.ts';

type Summary = DeliverySettings['summaries']['daily'] & { on?: Weekday };

/** When a summary goes out next, ms UTC; null: it does not, or its time is not right yet. */
export function nextSummary(summary: Summary, machineZone: string, now: number): number | null {
  const { enabled, receiver, at, on, timeZone } = summary;
  if (!enabled || receiver === '' || !TimeOfDay.safeParse(at).success) return null;
  return nextStart([{ days: on === undefined ? [] : [on], from: at, to: at, timeZone }], machineZone, now);
}
