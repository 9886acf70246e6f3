import { type Severity, severities } from '../../../shared/severity.ts';
import type { ErrorSettings } from '../../../shared/signals/signalSettings.ts';

/** The worst severity whose limit the count reaches; null: there is no alert. */
export function severityOfErrors(count: number, limits: ErrorSettings['perWindow']): Severity | null {
  return severities.find((severity) => count >= (limits[severity] ?? Number.POSITIVE_INFINITY)) ?? null;
}
