import type { Severity } from '../../../shared/severity.ts';
import { useServices } from '../../services.tsx';
import type { AlertFilter } from '../alerts/alertFilter.ts';
import { useAlertFilter } from '../alerts/useAlertFilter.ts';
import { boardPath, spanFilter, toggled } from './overviewFilter.ts';
import type { TimeRange } from './timelineBars.ts';

export interface OverviewFilter {
  filter: AlertFilter;
  /** Address of the Board with one part of the filter added, or taken away where it is set already. */
  severityPath(severity: Severity): string;
  typesPath(types: readonly string[]): string;
  follow(path: string): void;
  /** Shows a fixed span in timeline and rows; null: the usual span again. */
  setSpan(span: TimeRange | null): void;
}

/** What the panels read from and write to the address: their segments are filters of the rows below. */
export function useOverviewFilter(): OverviewFilter {
  const { router } = useServices();
  const { filter, change } = useAlertFilter();
  return {
    filter,
    severityPath: (severity) => boardPath(filter, { severity: toggled(filter.severity, [severity]) }),
    typesPath: (types) => boardPath(filter, { type: toggled(filter.type, types) }),
    follow: (path) => router.navigate(path),
    setSpan: (span) => change(spanFilter(span)),
  };
}
