import type { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import { ReceiverOptions } from '../../../../shared/delivery/receiverSettings.ts';

/** What the receiver goes by; all general where nothing is said of it. */
export function optionsOf({ options }: DeliverySettings, name: string): ReceiverOptions {
  return (Object.hasOwn(options, name) ? options[name] : undefined) ?? ReceiverOptions.parse({});
}

/** Changes a part of it; options that say nothing any more leave no trace. */
export function withOptions(
  delivery: DeliverySettings,
  name: string,
  part: Partial<ReceiverOptions>,
): DeliverySettings {
  const own = { ...optionsOf(delivery, name), ...part };
  const { [name]: _, ...others } = delivery.options;
  return { ...delivery, options: isGeneral(own) ? others : { ...delivery.options, [name]: own } };
}

/** Nothing of its own is said. */
function isGeneral({ minSeverity, resolved, quietHours, limits }: ReceiverOptions): boolean {
  return minSeverity === null && resolved === null && quietHours.length === 0 && limits === null;
}
