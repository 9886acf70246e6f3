import { zoneInUse } from '../../../shared/localTime.ts';
import type { PopUp } from '../../../shared/popUp.ts';
import type { PopUpSettings } from '../../../shared/settings.ts';
import type { PopUpRules } from './popUpPolicy.ts';
import { countOf, headlineOf, type Mention, namesOf, type Saying, sentenceOf, worstFirst } from './popUpText.ts';

/** The pop-up of one alert: the same id for as long as it is about this alert, so that a repeat takes its place. */
export const popUpIdOf = (alertId: string): string => `alert-${alertId}`.slice(0, 64);

/** Summaries of one cycle take each other's place. */
export const summaryId = 'summary';
export const digestId = 'digest';
export const endsId = 'resolved';

export function popUpOf(saying: Saying, { settings, timeZone }: PopUpRules, now: number): PopUp {
  const { alert } = saying;
  const over = saying.reason === 'resolved';
  return {
    id: popUpIdOf(alert.id),
    kind: 'alert',
    alertIds: [alert.id],
    severity: alert.severity,
    title: headlineOf(saying),
    body: sentenceOf(saying, now, zoneInUse(settings.quietHours.timeZone, timeZone)),
    sound: over ? 'none' : settings.sounds[alert.severity],
    stays: !over && staysFor(alert.severity, settings),
    actionable: !over && saying.reason !== 'reminder',
  };
}

/** Several in one. `lead` comes before the count, e.g. `While you were away`. */
export function popUpOfMany(
  which: { id: string; kind: 'summary' | 'digest'; lead: string | null },
  mentions: readonly Mention[],
  { settings }: PopUpRules,
): PopUp {
  const sorted = worstFirst(mentions);
  const severity = sorted[0]?.alert.severity ?? null;
  const over = sorted.every(({ reason }) => reason === 'resolved');
  const count = countOf(sorted);
  return {
    id: which.id,
    kind: which.kind,
    alertIds: sorted.map(({ alert }) => alert.id),
    severity,
    title: which.lead === null ? count : `${which.lead}: ${count}`,
    body: namesOf(sorted),
    sound: over || severity === null ? 'none' : settings.sounds[severity],
    stays: !over && severity !== null && staysFor(severity, settings),
    actionable: !over,
  };
}

/** Sounds like a high one, so that the person hears what they have set. */
export function testPopUp({ settings }: PopUpRules): PopUp {
  return {
    id: 'test',
    kind: 'test',
    alertIds: [],
    severity: null,
    title: 'Test pop-up',
    body: 'Alerts will show up like this. Nothing is wrong.',
    sound: settings.sounds.high,
    stays: false,
    actionable: false,
  };
}

const staysFor = (severity: PopUp['severity'], { criticalStays }: PopUpSettings) =>
  severity === 'critical' && criticalStays;
