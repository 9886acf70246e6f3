import type { PopUp } from '../../../shared/popUp.ts';
import type { DeliveryResult } from '../notifier.ts';

/** What shows pop-ups to the person in front of this host: the system's notifications, or the pages that are open. */
export interface PopUpFace {
  /** The name of its receiver too. */
  readonly kind: 'desktop' | 'browser';
  /** Whether somebody could see one now; while not, nothing is decided for it. */
  isThere(): boolean;
  /** Ends when it is shown or when it is known that it will not be; one with the id of another takes its place. */
  show(popUp: PopUp): Promise<DeliveryResult>;
  /** Takes away what is over; ids that are not shown are ignored. */
  close(ids: readonly string[]): void;
}
