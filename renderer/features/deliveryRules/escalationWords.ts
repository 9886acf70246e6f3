import type { EscalationPolicy } from '../../../shared/delivery/deliverySettings.ts';

type Policy = Pick<EscalationPolicy, 'steps' | 'repeat'>;

/** `After 10 min: pagerduty. After 30 min: pagerduty, email; nobody else.`, with those only who are set up. */
export function escalationWords({ steps, repeat }: Policy, isSetUp: (receiver: string) => boolean): string {
  const reached = steps
    .map((step) => ({ ...step, receivers: step.receivers.filter(isSetUp) }))
    .filter(({ receivers }) => receivers.length > 0);
  if (reached.length === 0) return 'Nobody is told: none of its receivers is set up.';
  const said = reached.map(({ afterMinutes, receivers }) => `After ${minutes(afterMinutes)}: ${receivers.join(', ')}`);
  const again = repeat === 0 ? 'nobody else' : `then again ${repeatSpan({ steps: reached, repeat })}`;
  return `${said.join('. ')}; ${again}.`;
}

/** What the number of repetitions means: `The last step again every 30 min, 2 times.` */
export function repeatWords(policy: Policy): string {
  if (policy.repeat === 0) return 'The last step is not repeated.';
  return `The last step again ${repeatSpan(policy)}.`;
}

/** Those of the steps that are not set up, each once. */
export function notSetUp({ steps }: Pick<Policy, 'steps'>, isSetUp: (receiver: string) => boolean): string[] {
  return [...new Set(steps.flatMap(({ receivers }) => receivers))].filter((name) => !isSetUp(name));
}

/** At the distance of the last two steps, or after as long as the only one waits. */
function repeatSpan({ steps, repeat }: Policy): string {
  const [last = 0, before = 0] = steps.map(({ afterMinutes }) => afterMinutes).reverse();
  const distance = last - before;
  if (repeat === 1) return distance > 0 ? `after ${minutes(distance)}, once` : 'once';
  return distance > 0 ? `every ${minutes(distance)}, ${repeat} times` : `${repeat} times`;
}

function minutes(count: number): string {
  if (!Number.isFinite(count)) return '…';
  const hours = Math.floor(count / 60);
  const rest = count - hours * 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
