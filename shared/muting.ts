import type { Alert } from './alert.ts';

type Muted = Pick<Alert, 'status' | 'silencedBy' | 'inhibitedBy' | 'snoozedUntil'>;

/** What keeps messages about an alert back, the first that people ask after; what is over is kept back by nothing. */
export function mutingOf(alert: Muted, now: number): 'snoozed' | 'silenced' | 'inhibited' | null {
  if (isSnoozed(alert, now)) return 'snoozed';
  if (isSilenced(alert)) return 'silenced';
  return alert.status !== 'resolved' && alert.inhibitedBy.length > 0 ? 'inhibited' : null;
}

/** It is over, or somebody has it, put it off or silenced it, or another alert explains it. */
export function needsNobody(alert: Muted, now: number): boolean {
  return alert.status !== 'active' || mutingOf(alert, now) !== null;
}

export function isSilenced({ status, silencedBy }: Pick<Muted, 'status' | 'silencedBy'>): boolean {
  return status !== 'resolved' && silencedBy.length > 0;
}

export function isSnoozed({ status, snoozedUntil }: Pick<Muted, 'status' | 'snoozedUntil'>, now: number): boolean {
  return status !== 'resolved' && snoozedUntil !== null && Date.parse(snoozedUntil) > now;
}
