import type { EscalationPolicy } from '../../../shared/delivery/deliverySettings.ts';

/** The policies with those of the same name as a default put back, and those that are gone added. */
export function withDefaultPolicies(
  policies: readonly EscalationPolicy[],
  defaults: readonly EscalationPolicy[],
): EscalationPolicy[] {
  const names = new Set(policies.map(({ name }) => name));
  return [
    ...policies.map((policy) => defaults.find(({ name }) => name === policy.name) ?? policy),
    ...defaults.filter(({ name }) => !names.has(name)),
  ];
}
