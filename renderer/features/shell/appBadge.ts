import type { Severity } from '../../../shared/severity.ts';
import type { Watch } from './freshnessView.ts';

/**
 * What the icon of the installed app wears: how many critical and high alerts nobody has; a flag without number where
 * that cannot be known; nothing only when all of it was looked at. Null: not known yet, so it stays as it is.
 */
export function appBadge(watch: Watch, unacknowledged: Record<Severity, number> | null): number | 'flag' | null {
  if (watch === 'blind' || watch === 'disconnected' || watch === 'signedOut') return 'flag';
  if (watch === 'starting' || unacknowledged === null) return null;
  const urgent = unacknowledged.critical + unacknowledged.high;
  return watch === 'late' && urgent === 0 ? 'flag' : urgent;
}
