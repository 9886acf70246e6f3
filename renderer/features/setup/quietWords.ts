import { isTimeZone } from '../../../shared/localTime.ts';
import { quietHoursEnd } from '../../../shared/quietHours.ts';
import type { PopUpSettings } from '../../../shared/settings.ts';

/** What the quiet hours mean right now, in one sentence, while they are being set; `timeZone` is the one that holds, not empty. */
export function quietWords(quietHours: PopUpSettings['quietHours'], now: number): string {
  const { enabled, from, to, timeZone, criticalBreaksThrough } = quietHours;
  if (!enabled) return 'No quiet hours: pop-ups come at any time.';
  const span = `Quiet from ${from} to ${to}, ${timeZone}`;
  if (!isTimeZone(timeZone) || quietHoursEnd(quietHours, timeZone, now) === null) return `${span}: now loud.`;
  return `${span}: now quiet${criticalBreaksThrough ? ', except for critical alerts' : ''}.`;
}
