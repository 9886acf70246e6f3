import type { Alert } from '../../../shared/alert.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { mutingOf } from '../../../shared/muting.ts';
import type { ValueFormat } from '../../components/createValueFormat.ts';

/** How bad, in figures: `$245`, `$1,850`, `−87 %`. */
export interface Magnitude {
  value: string;
  expected: string | null;
  change: string | null;
}

export function magnitudeOf(alert: Alert, format: ValueFormat): Magnitude | null {
  if (alert.metricValue === null) return null;
  return {
    value: format.value(alert.metricValue, alert.unit),
    expected: alert.expectedValue === null ? null : format.value(alert.expectedValue, alert.unit),
    change: changeOf(alert, format),
  };
}

/** What the value is held against: a series that heads for a limit is told before anything is unexpected. */
export function heldAgainst({ type }: Pick<Alert, 'type'>): 'expected' | 'limit' {
  return type === 'trend' ? 'limit' : 'expected';
}

/** How far off it is; nothing where it is held against a limit it has not reached. */
export function changeOf(alert: Alert, format: ValueFormat): string | null {
  return heldAgainst(alert) === 'limit' ? null : format.change(alert.metricValue, alert.expectedValue, alert.unit);
}

const learnedTypes = new Set(['learned_low', 'learned_high', 'trend']);

/** Which of the many series of its kind an alert is about, where its title leaves that open: `system`. */
export function labelsBeside({ type, title, labels }: Pick<Alert, 'type' | 'title' | 'labels'>): string | null {
  if (!learnedTypes.has(type)) return null;
  const said = title.toLowerCase();
  const words = Object.values(labels)
    .map((value) => value.replaceAll('_', ' '))
    .filter((word) => word !== '' && !said.includes(word.toLowerCase()));
  return words.length === 0 ? null : words.join(', ');
}

/** What it costs, in the shop's currency; null where that is not known, or nothing. */
export function lossOf(
  { lostRevenue, status }: Pick<Alert, 'lostRevenue' | 'status'>,
  format: ValueFormat,
): { short: string; sentence: string } | null {
  if (lostRevenue === null || lostRevenue <= 0) return null;
  // An estimate: more figures would claim more than is known.
  const money = format.value(Number(lostRevenue.toPrecision(2)), 'currency');
  return { short: `lost ${money}`, sentence: `${status === 'resolved' ? 'Lost' : 'Lost so far'} about ${money}` };
}

/** Who has it, or what became of it; beside who has it what else holds it back. */
export function holderOf(
  alert: Alert,
  now: number,
): { text: string; kind: 'nobody' | 'person' | 'snoozed' | 'muted' | 'resolved' } {
  if (alert.status === 'resolved' && alert.resolvedAt !== null) {
    const lasted = Date.parse(alert.resolvedAt) - Date.parse(alert.startsAt);
    return { kind: 'resolved', text: `after ${formatDuration(lasted)}` };
  }
  const muting = mutingOf(alert, now);
  if (muting === 'snoozed' && alert.snoozedUntil !== null) {
    return { kind: 'snoozed', text: `snoozed, ${formatDuration(Date.parse(alert.snoozedUntil) - now)} left` };
  }
  const muted = muting === 'silenced' ? 'silenced' : muting === 'inhibited' ? 'explained by another' : null;
  if (alert.status === 'acknowledged') {
    const person = alert.acknowledgedBy ?? 'somebody';
    return { kind: 'person', text: muted === null ? person : `${person}, ${muted}` };
  }
  return muted === null ? { kind: 'nobody', text: 'nobody' } : { kind: 'muted', text: muted };
}
