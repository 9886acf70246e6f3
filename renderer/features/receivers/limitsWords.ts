import type { DeliveryLimits } from '../../../shared/delivery/deliveryLimits.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';

/** `1 a second and 3 at once, 10 a minute of one group, 10 in 5 min`. */
export function limitsWords(limits: DeliveryLimits): string {
  const { perSecond, burst, perGroupPerMinute, windowSeconds, maxPerWindow } = limits;
  const window =
    windowSeconds % 60 === 0 ? formatDuration(windowSeconds * 1000) : `${windowSeconds.toLocaleString()} s`;
  const ofWindow = windowSeconds === 0 ? 'any number over longer' : `${maxPerWindow} in ${window}`;
  return `${perSecond} a second and ${burst} at once, ${perGroupPerMinute} a minute of one group, ${ofWindow}`;
}
