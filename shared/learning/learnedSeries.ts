import { z } from 'zod';
import { Unit } from '../alert.ts';
import { Instant } from '../instant.ts';
import { SeriesSensitivity } from './sensitivity.ts';

/** One series that is learned, and how far that is. */
export const LearnedSeries = z.object({
  /** `shop/revenue`, `metric/system/disk_usage`, `job/nightly_load`, `query/NAME`; labels beyond that follow the name. */
  key: z.string(),
  title: z.string(),
  group: z.enum(['shop', 'metric', 'job', 'query']),
  unit: Unit,
  labels: z.record(z.string(), z.string()),
  sensitivity: SeriesSensitivity,
  /** `stopped`: nothing came for much longer than usual; `capped`: beyond the number of series that are learned. */
  state: z.enum(['learning', 'ready', 'stopped', 'off', 'capped']),
  /** What it has seen of what it needs. */
  knownMs: z.number(),
  neededMs: z.number(),
  lastAt: Instant.nullable(),
  lastValue: z.number().nullable(),
  expected: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  stateBytes: z.int(),
  /** A level that was accepted as normal lately. */
  newNormal: z.object({ since: Instant, before: z.number(), now: z.number() }).nullable(),
});
export type LearnedSeries = z.infer<typeof LearnedSeries>;

export const LearnedSeriesList = z.object({
  items: z.array(LearnedSeries),
  cost: z.object({
    series: z.int(),
    /** Series that there are and that are not learned, because there are too many. */
    left: z.int(),
    stateBytes: z.int(),
    /** Time that the newest samples took, ms of the last check that had any. */
    lastCheckMs: z.number().nullable(),
  }),
  /** What could not be learned, and the next step; null: nothing. */
  note: z.string().nullable(),
});
export type LearnedSeriesList = z.infer<typeof LearnedSeriesList>;

export const ForecastQuery = z.object({
  series: z.string().min(1).max(300),
  hours: z.coerce.number().min(1).max(48).default(6),
});

const band = { expected: z.number().nullable(), lower: z.number().nullable(), upper: z.number().nullable() };

/** The last hours of a series beside what was learned, and the hours to come. */
export const Forecast = z.object({
  series: z.string(),
  title: z.string(),
  unit: Unit,
  stepMs: z.int(),
  past: z.array(z.object({ at: Instant, value: z.number().nullable(), ...band })),
  ahead: z.array(z.object({ at: Instant, ...band })),
  /** What it must not reach; null: nothing. */
  limit: z.number().nullable(),
  reachesLimitAt: Instant.nullable(),
  /** Why there is no forecast, or how far it is to be trusted. */
  note: z.string().nullable(),
});
export type Forecast = z.infer<typeof Forecast>;
