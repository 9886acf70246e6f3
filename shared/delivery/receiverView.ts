import { z } from 'zod';
import { ReceiverHealth } from '../health.ts';
import { ReceiverKind } from './receiverSettings.ts';

/** A receiver as people choose from it. */
export const ReceiverView = z.object({
  name: z.string(),
  kind: ReceiverKind,
  /** Made by a secret, a setting or the environment, not by hand. */
  builtIn: z.boolean(),
  setUp: z.boolean(),
  /** Null when it is set up; else what is missing, in one sentence. */
  missing: z.string().nullable(),
  /** Where it leads, without secrets: a channel, addresses, a host. */
  destination: z.string().nullable(),
  health: ReceiverHealth.nullable(),
});
export type ReceiverView = z.infer<typeof ReceiverView>;
