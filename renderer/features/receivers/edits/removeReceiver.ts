import type { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import { changeRoutes } from './changeRoutes.ts';

/**
 * Takes a receiver out wherever it stands. A step of an escalation that is left without anybody goes, and with its last
 * step the escalation; routes that named that one escalate to nobody, rather than to whom their parent says.
 */
export function removeReceiver(delivery: DeliverySettings, name: string): DeliverySettings {
  const without = (names: readonly string[]) => names.filter((each) => each !== name);
  const { [name]: _, ...options } = delivery.options;
  const escalations = delivery.escalations.flatMap((policy) => {
    const steps = policy.steps
      .map((step) => ({ ...step, receivers: without(step.receivers) }))
      .filter(({ receivers }) => receivers.length > 0);
    return steps.length === 0 ? [] : [{ ...policy, steps }];
  });
  const policies = new Set(escalations.map((policy) => policy.name));
  const gone = new Set(delivery.escalations.map((policy) => policy.name).filter((policy) => !policies.has(policy)));
  const { daily, weekly } = delivery.summaries;
  const cleared = <Summary extends typeof daily>(summary: Summary): Summary =>
    summary.receiver === name ? { ...summary, receiver: '', enabled: false } : summary;
  return {
    ...delivery,
    receivers: delivery.receivers.filter((receiver) => receiver.name !== name),
    options,
    routes: changeRoutes(delivery.routes, ({ receivers, escalation }) => ({
      receivers: without(receivers),
      escalation: escalation !== null && gone.has(escalation) ? '' : escalation,
    })),
    escalations,
    summaries: { daily: cleared(daily), weekly: cleared(weekly) },
  };
}
