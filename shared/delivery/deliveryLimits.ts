import { z } from 'zod';

/** Limits of one receiver; what is over them waits and becomes one message. */
export const DeliveryLimits = z.object({
  perSecond: z.number().min(0.1).max(100).default(1),
  burst: z.number().int().min(1).max(100).default(3),
  /** Messages about one kind of thing (one group) a minute. */
  perGroupPerMinute: z.number().int().min(1).max(1000).default(10),
  /** 0: no window. */
  windowSeconds: z.number().int().min(0).max(86_400).default(300),
  maxPerWindow: z.number().int().min(1).max(10_000).default(10),
});
export type DeliveryLimits = z.infer<typeof DeliveryLimits>;
