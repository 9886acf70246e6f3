import { z } from 'zod';
import { Severity } from '../severity.ts';
import { DeliveryLimits } from './deliveryLimits.ts';
import { TimePeriod } from './timePeriod.ts';

/** As it stands in routes, in the log and in the names of its secrets. */
export const ReceiverName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'use small letters, digits and hyphens, beginning with a letter or digit');

export const ReceiverKind = z.enum(['slackWebhook', 'slackBot', 'pagerDuty', 'email', 'webhook', 'desktop', 'browser']);
export type ReceiverKind = z.infer<typeof ReceiverKind>;

const own = { name: ReceiverName, enabled: z.boolean().default(true) };

/** E-mail addresses are judged loosely: the server that takes the message knows better. */
export const EmailAddress = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, 'use an address such as oncall@example.com');

/**
 * A receiver of the person's own, beside the built-in ones. Its address or key is a secret: `receiver.NAME` holds the Slack
 * webhook, the PagerDuty routing key or the webhook's address, `receiver.NAME.key` the key that signs a webhook's messages.
 */
export const ReceiverSettings = z.discriminatedUnion('kind', [
  z.object({ ...own, kind: z.literal('slackWebhook') }),
  z.object({
    ...own,
    kind: z.literal('slackBot'),
    /** Id (C0123456789) or name with or without `#`. */
    channel: z.string().trim().min(1).max(80),
  }),
  z.object({ ...own, kind: z.literal('pagerDuty') }),
  z.object({ ...own, kind: z.literal('email'), to: z.array(EmailAddress).min(1).max(50) }),
  z.object({
    ...own,
    kind: z.literal('webhook'),
    /** JSON with `{{path}}` in it, e.g. `{"text": "{{alert.title}}"}`; empty: the whole message as it is. */
    template: z.string().max(20_000).default(''),
  }),
]);
export type ReceiverSettings = z.infer<typeof ReceiverSettings>;

/** What any receiver goes by, built in or not; what is null follows the general settings. */
export const ReceiverOptions = z.object({
  minSeverity: Severity.nullable().default(null),
  /** Told also when an alert is over. */
  resolved: z.boolean().nullable().default(null),
  quietHours: z
    .array(
      z.object({
        ...TimePeriod.shape,
        /** A critical alert is told in spite of it. */
        criticalBreaksThrough: z.boolean().default(true),
      }),
    )
    .max(20)
    .default([]),
  limits: DeliveryLimits.nullable().default(null),
});
export type ReceiverOptions = z.infer<typeof ReceiverOptions>;
