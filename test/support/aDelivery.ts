import { DeliverySettings } from '../../shared/delivery/deliverySettings.ts';

type Given = Parameters<typeof DeliverySettings.parse>[0] & object;

/** Delivery without escalation and with room for any number of messages, unless told otherwise. */
export function aDelivery(given: Given = {}): DeliverySettings {
  const limits = { perSecond: 100, burst: 100, perGroupPerMinute: 1000, windowSeconds: 0 };
  return DeliverySettings.parse({ escalations: [], limits, ...given });
}
