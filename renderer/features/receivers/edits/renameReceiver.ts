import type { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import { changeRoutes } from './changeRoutes.ts';

/** Gives a receiver another name wherever it stands. Its secrets are kept under the old name by the host, and forgotten with it. */
export function renameReceiver(delivery: DeliverySettings, from: string, to: string): DeliverySettings {
  const renamed = (name: string) => (name === from ? to : name);
  const { daily, weekly } = delivery.summaries;
  return {
    ...delivery,
    receivers: delivery.receivers.map((receiver) => ({ ...receiver, name: renamed(receiver.name) })),
    options: Object.fromEntries(Object.entries(delivery.options).map(([name, options]) => [renamed(name), options])),
    routes: changeRoutes(delivery.routes, ({ receivers }) => ({ receivers: receivers.map(renamed) })),
    escalations: delivery.escalations.map((policy) => ({
      ...policy,
      steps: policy.steps.map((step) => ({ ...step, receivers: step.receivers.map(renamed) })),
    })),
    summaries: {
      daily: { ...daily, receiver: renamed(daily.receiver) },
      weekly: { ...weekly, receiver: renamed(weekly.receiver) },
    },
  };
}
