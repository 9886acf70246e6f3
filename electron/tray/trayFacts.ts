import type { Alert } from '../../shared/alert.ts';
import type { Health } from '../../shared/health.ts';
import type { SeverityCounts } from '../../shared/overview.ts';

/** What tray and badges are drawn from. */
export interface TrayFacts {
  health: Pick<Health, 'status' | 'statusReason' | 'statusSince' | 'lastCycle' | 'popUpsPausedUntil' | 'receivers'>;
  /** Open alerts that nobody has acknowledged. */
  unacknowledged: SeverityCounts;
  /** The newest of them, newest first; the menu shows five. */
  newest: readonly Alert[];
  /** ISO 4217. */
  currency: string;
}
