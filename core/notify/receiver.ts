import type { Notifier } from './notifier.ts';

/** A named destination. */
export interface Receiver {
  name: string;
  notifier: Notifier;
}
