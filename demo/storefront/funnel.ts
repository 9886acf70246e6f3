import type { JourneyKind, Shop } from './shop.ts';

export interface Journey {
  /** Of all sessions. */
  rate: number;
  /** Who makes this journey, in the order of `shop.devices`; sums to 1. */
  devices: number[];
  /** Share that reaches the checkout, in the order of `shop.devices`. */
  checkout: number[];
}

/** The shop's funnel by device, turned into the three journeys and who makes them. */
export function funnel(shop: Shop): Record<JourneyKind, Journey> {
  const weights = shop.devices.map((device) => {
    const bought = device.addToCart * device.checkout * device.purchase;
    return {
      browser: device.share * (1 - device.addToCart),
      leaver: device.share * (device.addToCart - bought),
      buyer: device.share * bought,
      leaverCheckout: (device.checkout * (1 - device.purchase)) / (1 - device.checkout * device.purchase),
    };
  });
  const journey = (kind: JourneyKind, checkout: number[]): Journey => {
    const rate = weights.reduce((sum, weight) => sum + weight[kind], 0);
    return { rate, devices: weights.map((weight) => weight[kind] / rate), checkout };
  };
  return {
    browser: journey(
      'browser',
      weights.map(() => 0),
    ),
    leaver: journey(
      'leaver',
      weights.map((weight) => weight.leaverCheckout),
    ),
    buyer: journey(
      'buyer',
      weights.map(() => 1),
    ),
  };
}
