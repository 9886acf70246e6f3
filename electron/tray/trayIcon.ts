import { type Severity, severities } from '../../shared/severity.ts';
import type { TrayFacts } from './trayFacts.ts';

type Count = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '9+';

/** A picture of the tray; `build/icons` draws one for each. */
export type TrayIcon =
  | { name: 'live' | 'starting' | 'late' | 'blind' | 'paused'; count: null }
  | { name: Severity | `${Severity}-late` | `${Severity}-paused`; count: Count };

/**
 * Colour and shape are the worst unacknowledged severity, the number is how many. Blind goes before everything and has
 * no number: the last one known may be wrong by now. Late goes before paused, because it concerns the watch itself.
 */
export function trayIcon({ health, unacknowledged }: TrayFacts, now: number): TrayIcon {
  if (health.status === 'blind' || health.status === 'starting') return { name: health.status, count: null };
  const late = health.status === 'late';
  const paused = isPaused(health.popUpsPausedUntil, now);
  const worst = worstOf(unacknowledged);
  if (worst === null) return { name: late ? 'late' : paused ? 'paused' : 'live', count: null };
  return { name: late ? `${worst}-late` : paused ? `${worst}-paused` : worst, count: shortCount(unacknowledged) };
}

export function isPaused(until: string | null, now: number): until is string {
  return until !== null && Date.parse(until) > now;
}

export function worstOf(counts: TrayFacts['unacknowledged']): Severity | null {
  return severities.find((severity) => counts[severity] > 0) ?? null;
}

export function totalOf(counts: TrayFacts['unacknowledged']): number {
  return severities.reduce((sum, severity) => sum + counts[severity], 0);
}

export function shortCount(counts: TrayFacts['unacknowledged']): Count {
  const total = totalOf(counts);
  return total > 9 ? '9+' : (String(total) as Count);
}
