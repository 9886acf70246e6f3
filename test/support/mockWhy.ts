import { ORPCError } from '@orpc/server';
import type { Alert } from '../../shared/alert.ts';
import type { Explanation } from '../../shared/learning/explanation.ts';
import type { WorldName } from './mockWorld.ts';

const nothing = { metric: null, unit: 'none', actual: null, expected: null } as const;
const silent = { ...nothing, segments: [], sentence: null, note: null };

/** Where an alert's change comes from, as ClickHouse would have answered. */
export function mockWhy(alert: Alert, world: WorldName): Explanation {
  if (world === 'blind' || world === 'errors') {
    throw new ORPCError('SERVICE_UNAVAILABLE', {
      message: 'ClickHouse did not answer within 10 s, so it is not known where the change comes from. Try again.',
      defined: true,
    });
  }
  const { metricValue: actual, expectedValue: expected, type } = alert;
  if (actual === null || expected === null || alert.source !== 'engine') {
    return { ...silent, note: 'Only changes of the shop come from somewhere; this is about something else.' };
  }
  if (type === 'data_quality_issue') {
    return { ...silent, note: 'These windows hold too little to tell a cause from chance.' };
  }
  if (alert.unit === 'percent') return ofShare(alert, actual, expected);
  const metric = type === 'revenue_drop' ? 'revenue' : type.startsWith('traffic') ? 'events' : 'sessions';
  const whole = { metric, unit: alert.unit, actual, expected, note: null };
  // Everything rose alike.
  if (type === 'traffic_spike') return { ...whole, segments: [], sentence: 'It is spread evenly over all segments.' };
  const change = actual - expected;
  const part = (by: Record<string, string>, usual: number, share: number) => ({
    ...{ by, share, expected: Math.round(expected * usual) },
    actual: Math.max(0, Math.round(expected * usual + change * share)),
  });
  return {
    ...whole,
    segments: [
      part({ device: 'ios' }, 0.8, 0.91),
      part({ country: 'DE', device: 'ios' }, 0.42, 0.44),
      part({ category: 'electronics' }, 0.36, 0.31),
      part({ product: 'p-4811' }, 0.09, 0.07),
      part({ device: 'android' }, 0.12, -0.04),
    ],
    sentence: `91 % of the ${change < 0 ? 'drop' : 'rise'} is device = ios`,
  };
}

/** A part has the share of its own, and one that nobody buys from any more has none. */
function ofShare({ type }: Alert, actual: number, expected: number): Explanation {
  const metric = type === 'conversion_drop' ? 'conversion' : 'abandonment';
  const further = Math.min(99.4, Math.max(0.3, actual + (actual - expected) * 0.2));
  return {
    ...{ metric, unit: 'percent', actual, expected, note: null },
    segments: [
      { by: { device: 'ios' }, actual: further, expected, share: 0.88 },
      { by: { country: 'AT', device: 'ios' }, actual: null, expected, share: 0.06 },
    ],
    sentence: `88 % of the ${actual < expected ? 'drop' : 'rise'} is device = ios`,
  };
}
