import type { EscalationPolicy } from '../../shared/delivery/deliverySettings.ts';

/** The part of a policy that can be carried out: steps that reach somebody who is set up. */
export type Escalation = Pick<EscalationPolicy, 'name' | 'steps' | 'repeat'>;

/**
 * How long after the step before it (or after the alert was there for people) the next step comes, ms; null: there is none
 * left. `taken`: steps so far. Measured from when a step was really taken, so that a machine that slept through two of them
 * takes one on waking.
 */
export function nextStepAfterMs({ steps, repeat }: Escalation, taken: number): number | null {
  if (steps.length === 0 || taken >= steps.length + repeat) return null;
  const at = (step: number) => (steps[Math.min(step, steps.length - 1)]?.afterMinutes ?? 0) * 60_000;
  if (taken === 0) return at(0);
  const step = Math.min(taken, steps.length - 1);
  return step === 0 ? at(0) : at(step) - at(step - 1);
}

/** Those who are told by the next step; the last one again where it is repeated. */
export function receiversOfStep({ steps }: Escalation, taken: number): readonly string[] {
  return steps[Math.min(taken, steps.length - 1)]?.receivers ?? [];
}
