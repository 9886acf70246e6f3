import type { DeliveryLimits } from '../../shared/delivery/deliveryLimits.ts';
import type { Notifier } from './notifier.ts';

/** A named destination. */
export interface Receiver {
  name: string;
  notifier: Notifier;
  /** Its own; null, or left out: the general ones. */
  limits?: DeliveryLimits | null;
}
