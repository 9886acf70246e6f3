import { z } from 'zod';
import { NotificationReason } from '../alert.ts';
import { Instant } from '../instant.ts';
import { Severity } from '../severity.ts';
import { DeliverySettings } from './deliverySettings.ts';

/** An alert as somebody describes it. */
export const DescribedAlert = z.object({
  severity: Severity,
  type: z.string().trim().min(1).max(200),
  source: z.string().trim().max(200).default('engine'),
  labels: z.record(z.string().max(200), z.string().max(2000)).default({}),
});
export type DescribedAlert = z.infer<typeof DescribedAlert>;

export const SimulationRequest = z.object({
  /** As they would be saved; left out: those that hold. */
  delivery: DeliverySettings.optional(),
  /** One of the book, or one that is described. */
  alertId: z.string().max(64).optional(),
  alert: DescribedAlert.optional(),
  /** Left out: now. */
  at: Instant.optional(),
});
export type SimulationRequest = z.infer<typeof SimulationRequest>;

export const Simulation = z.object({
  /** Every route that was asked, in order, with what came of it. */
  routes: z.array(
    z.object({
      /** Names from the root down. */
      path: z.array(z.string()),
      matched: z.boolean(),
      /** The alert ends here: its receivers are told. */
      chosen: z.boolean(),
      /** Why not, or what holds; one sentence. */
      why: z.string(),
    }),
  ),
  /** Every receiver there is. */
  receivers: z.array(
    z.object({
      name: z.string(),
      outcome: z.enum(['told', 'heldBack', 'standsIn', 'notTold']),
      why: z.string(),
      /** When it is told after all, where that is known. */
      until: Instant.nullable(),
    }),
  ),
  silencedBy: z.array(z.string()),
  escalation: z.object({ policy: z.string(), afterMinutes: z.number(), receivers: z.array(z.string()) }).nullable(),
});
export type Simulation = z.infer<typeof Simulation>;

export const ReplayRequest = z.object({ delivery: DeliverySettings, days: z.number().int().min(1).max(30) });
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/** What a set of routes would have sent. */
export const ReplayCount = z.object({
  /** As they go out: what limits put together is one. */
  messages: z.int(),
  /** How many tellings of alerts were part of a message for several. */
  inDigests: z.int().optional(),
  alerts: z.int(),
  /** Alerts that nobody would have been told of. */
  untold: z.int(),
  byReceiver: z.array(z.object({ name: z.string(), messages: z.int() })),
  /** Before limits put anything together: why alerts were told of, and how often. */
  byReason: z.array(z.object({ reason: NotificationReason, messages: z.int() })),
});
export type ReplayCount = z.infer<typeof ReplayCount>;

export const Replay = z.object({
  from: Instant,
  to: Instant,
  current: ReplayCount,
  edited: ReplayCount,
  /** Alerts that are told otherwise than before, at most 100, the most urgent first. */
  differences: z.array(
    z.object({
      alertId: z.string(),
      title: z.string(),
      severity: Severity,
      startsAt: Instant,
      before: z.array(z.string()),
      after: z.array(z.string()),
    }),
  ),
});
export type Replay = z.infer<typeof Replay>;
