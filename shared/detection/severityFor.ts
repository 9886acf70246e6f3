import { type Severity, severities } from '../severity.ts';
import type { Limits } from './limits.ts';

/** The worst severity whose limit `value` is above; a value equal to a limit is not beyond it. */
export function severityAbove(value: number, limits: Limits): Severity | null {
  return severities.find((severity) => beyond(value, limits[severity])) ?? null;
}

/** The worst severity whose limit `value` is below. */
export function severityBelow(value: number, limits: Limits): Severity | null {
  return severities.find((severity) => beyond(limits[severity], value)) ?? null;
}

/** The limit that has to be crossed before anything is said: the mildest severity's. */
export function mildestLimit(limits: Limits): number | null {
  return severities.map((severity) => limits[severity]).findLast((limit) => limit !== null) ?? null;
}

function beyond(value: number | null, limit: number | null): boolean {
  return value !== null && limit !== null && value > limit;
}
