import type { PlatformChange } from '../platform/platformChange.ts';

/** What an incident does to the shop. What is not named stays as it is. */
export interface ShopChange {
  /** Share of sessions that still get through, 0 to 1. */
  trafficShare?: number;
  /** Requests of bots for each session that begins. */
  botRequestsPerSession?: number;
  /** Share of purchases that still succeed, 0 to 1. */
  purchaseShare?: number;
  /** Factor on every price. */
  priceFactor?: number;
  /** Share of events recorded without their price, 0 to 1. */
  missingPriceShare?: number;
  /** A share of everything that is looked at and bought comes from one category. */
  flood?: { category: string; share: number };
}

/** A change with its time, half open, ms UTC. */
export interface TimedChange extends ShopChange, PlatformChange {
  from: number;
  to: number;
}

/** Cuts [from, to) where a change begins or ends; within a piece the shop is the same. Quiet pieces are left out. */
export function changedPieces(changes: readonly TimedChange[], from: number, to: number): TimedChange[] {
  const touching = changes.filter((change) => change.from < to && change.to > from);
  const cuts = [from, to, ...touching.flatMap((change) => [change.from, change.to])]
    .filter((at) => from <= at && at <= to)
    .sort((a, b) => a - b);
  return cuts.flatMap((start, index) => {
    const end = cuts[index + 1] ?? start;
    const active = touching.filter((change) => change.from <= start && start < change.to);
    if (end === start || active.length === 0) return [];
    return [{ ...active.reduce<ShopChange>(both, {}), from: start, to: end }];
  });
}

/** Two changes at once: factors multiply, losses add up as independent ones do, the greatest flood and the most bots win. */
function both(a: ShopChange, b: ShopChange): ShopChange {
  const flood = (a.flood?.share ?? 0) >= (b.flood?.share ?? 0) ? a.flood : b.flood;
  return {
    trafficShare: (a.trafficShare ?? 1) * (b.trafficShare ?? 1),
    botRequestsPerSession: Math.max(a.botRequestsPerSession ?? 0, b.botRequestsPerSession ?? 0),
    purchaseShare: (a.purchaseShare ?? 1) * (b.purchaseShare ?? 1),
    priceFactor: (a.priceFactor ?? 1) * (b.priceFactor ?? 1),
    missingPriceShare: 1 - (1 - (a.missingPriceShare ?? 0)) * (1 - (b.missingPriceShare ?? 0)),
    ...(flood ? { flood } : {}),
  };
}
