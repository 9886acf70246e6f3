import { timeOfDay, zoneInUse } from '../../../shared/localTime.ts';
import { quietHoursEnd } from '../../../shared/quietHours.ts';
import type { PopUpSettings } from '../../../shared/settings.ts';
import { type Severity, severities } from '../../../shared/severity.ts';
import type { NotificationPolicy, QuietTime } from '../decideNotification.ts';

/** What pop-ups go by, beside what all receivers do. */
export interface PopUpRules {
  settings: PopUpSettings;
  /** IANA name of the zone of the machine that the host runs on. */
  timeZone: string;
}

/** The longest pause that a person can ask for. */
export const longestPauseMs = 24 * 3_600_000;

/** The policy of the face at `now`: its severities, and the quiet that a pause and the quiet hours ask for. */
export function popUpPolicy(
  { settings, timeZone }: PopUpRules,
  { deduplicationMs, repeatMs, remindMs = null }: Pick<NotificationPolicy, 'deduplicationMs' | 'repeatMs' | 'remindMs'>,
  pausedUntil: number | null,
  now: number,
): NotificationPolicy {
  const told = severities.filter((severity) => settings.severities[severity]);
  const zone = zoneInUse(settings.quietHours.timeZone, timeZone);
  const quiet: QuietTime[] = [];
  if (pausedUntil !== null && isPause(pausedUntil, now)) {
    const sentence = `Pop-ups are paused until ${timeOfDay(pausedUntil, now, zone)}.`;
    quiet.push({ until: pausedUntil, sparesCritical: false, sentence });
  }
  const nightEnd = quietHoursEnd(settings.quietHours, zone, now);
  if (nightEnd !== null) {
    const sentence = `Quiet hours until ${timeOfDay(nightEnd, now, zone)}.`;
    quiet.push({ until: nightEnd, sparesCritical: settings.quietHours.criticalBreaksThrough, sentence });
  }
  // The end of an alert takes its pop-up away.
  const severityRules = { minSeverity: mildest(told), severities: told };
  return { ...severityRules, deduplicationMs, repeatMs, remindMs, quiet, endsAtOnce: true };
}

/** A pause longer than any that can be asked for was noted before the clock was set back: it must not silence anything. */
export function isPause(until: number, now: number): boolean {
  return until > now && until <= now + longestPauseMs;
}

/** Of none at all, the one that there is least of. */
const mildest = (told: readonly Severity[]): Severity => told.at(-1) ?? 'critical';
