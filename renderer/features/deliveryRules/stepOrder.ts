import type { EscalationPolicy } from '../../../shared/delivery/deliverySettings.ts';

type Step = EscalationPolicy['steps'][number];

const latestMinutes = 1440;

/** A step is not earlier than the one before it; those at the same time are for a person to mend. */
export const isInOrder = (steps: readonly Step[]): boolean =>
  steps.every(({ afterMinutes }, index) => !(afterMinutes < (steps[index - 1]?.afterMinutes ?? 0)));

export const inOrder = (steps: readonly Step[]): Step[] =>
  [...steps].sort((one, other) => one.afterMinutes - other.afterMinutes);

/** One more, as far from the last as that is from the one before it, for the same receivers. */
export function withNextStep(steps: readonly Step[]): Step[] {
  const [last, before] = [...steps].reverse();
  const at = last?.afterMinutes ?? 0;
  const distance = at - (before?.afterMinutes ?? 0);
  const afterMinutes = Math.min(latestMinutes, at + (distance > 0 ? distance : 30));
  return [
    ...steps,
    { afterMinutes: Number.isFinite(afterMinutes) ? afterMinutes : 30, receivers: last?.receivers ?? [] },
  ];
}
