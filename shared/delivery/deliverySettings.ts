import { z } from 'zod';
import { DeliveryLimits } from './deliveryLimits.ts';
import { Matchers } from './matcher.ts';
import { EmailAddress, ReceiverName, ReceiverOptions, ReceiverSettings } from './receiverSettings.ts';
import { Route } from './route.ts';
import { NamedTimes, TimeOfDay, Weekday } from './timePeriod.ts';

/** While an alert that matches `source` fires, those that match `target` and agree with it in `equal` are not told. */
export const InhibitionRule = z.object({
  name: z.string().trim().min(1).max(60),
  source: Matchers.min(1, 'give at least one matcher'),
  target: Matchers.min(1, 'give at least one matcher'),
  /** `type`, `source`, `severity` or names of labels. */
  equal: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
});
export type InhibitionRule = z.infer<typeof InhibitionRule>;

/** What happens to an alert that nobody has. */
export const EscalationPolicy = z.object({
  name: z.string().trim().min(1).max(60),
  steps: z
    .array(
      z.object({
        /** Since it fires and nobody has it; the steps of a policy grow. */
        afterMinutes: z.number().min(1).max(1440),
        /** All of them that are set up are told. */
        receivers: z.array(ReceiverName).min(1).max(20),
      }),
    )
    .min(1)
    .max(10),
  /** How often the last step is repeated, at the distance of the last two steps (or its own `afterMinutes`). */
  repeat: z.number().int().min(0).max(20).default(0),
});
export type EscalationPolicy = z.infer<typeof EscalationPolicy>;

const everybody = ['pagerduty', 'slack-bot', 'slack-critical', 'slack', 'email'];

const summary = {
  enabled: z.boolean().default(false),
  /** Empty: nobody. */
  receiver: z.union([ReceiverName, z.literal('')]).default(''),
  at: TimeOfDay.default('09:00'),
  timeZone: z.string().max(100).default(''),
};

/** How alerts reach people. */
export const DeliverySettings = z.object({
  slack: z
    .object({
      /** Where the bot writes: id or name of a channel. */
      channel: z.string().trim().max(80).default(''),
      usersChannel: z.string().trim().max(80).default(''),
    })
    .prefault({}),
  email: z
    .object({
      host: z.string().trim().max(255).default(''),
      port: z.number().int().min(1).max(65_535).default(587),
      user: z.string().trim().max(320).default(''),
      from: z.union([EmailAddress, z.literal('')]).default(''),
      to: z.array(EmailAddress).max(50).default([]),
    })
    .prefault({}),
  receivers: z.array(ReceiverSettings).max(200).default([]),
  /** By name of the receiver. */
  options: z.record(ReceiverName, ReceiverOptions).default({}),
  /** Null: the built-in routes. */
  routes: Route.nullable().default(null),
  times: z.array(NamedTimes).max(200).default([]),
  inhibitions: z
    .array(InhibitionRule)
    .max(200)
    .default([
      {
        name: 'What an unreachable source blinds',
        source: [{ name: 'type', op: '=', value: 'source_unreachable' }],
        target: [{ name: 'type', op: '=~', value: 'data_stale|.*_missing' }],
        equal: [],
      },
    ]),
  escalations: z
    .array(EscalationPolicy)
    .max(50)
    .default([
      { name: 'default', steps: [{ afterMinutes: 30, receivers: everybody }], repeat: 0 },
      {
        name: 'important',
        steps: [
          { afterMinutes: 10, receivers: everybody },
          { afterMinutes: 30, receivers: everybody },
        ],
        repeat: 0,
      },
    ]),
  limits: DeliveryLimits.prefault({}),
  /** Someone has it and it still fires: they are reminded this often; null: never. */
  remindMinutes: z.number().min(5).max(1440).nullable().default(60),
  summaries: z
    .object({
      daily: z.object(summary).prefault({}),
      weekly: z.object({ ...summary, on: Weekday.default('mon') }).prefault({}),
    })
    .prefault({}),
});
export type DeliverySettings = z.infer<typeof DeliverySettings>;
