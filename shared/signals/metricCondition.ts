import { z } from 'zod';

const limit = z.number();

/**
 * When a series of numbers is wrong. `above` and `below` judge the newest value, exclusively; `aboveBaseline` and
 * `belowBaseline` its change against the mean of the hour before, percent; `zScore` its distance from that mean in standard
 * deviations, both ways; `absent`: nothing came for so many minutes.
 */
export const MetricCondition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('above'), limit }),
  z.object({ kind: z.literal('below'), limit }),
  z.object({ kind: z.literal('aboveBaseline'), percent: z.number().positive() }),
  z.object({ kind: z.literal('belowBaseline'), percent: z.number().positive().max(100) }),
  z.object({ kind: z.literal('zScore'), limit: z.number().positive() }),
  z.object({ kind: z.literal('absent'), minutes: z.number().int().min(1).max(1440) }),
]);
export type MetricCondition = z.infer<typeof MetricCondition>;

/** What an alert's type ends in, by how it is wrong. */
export const conditionSuffix: Record<MetricCondition['kind'], string> = {
  above: 'high',
  below: 'low',
  aboveBaseline: 'spike',
  belowBaseline: 'drop',
  zScore: 'anomaly',
  absent: 'missing',
};
