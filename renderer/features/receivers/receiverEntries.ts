import type { DeliverySettings } from '../../../shared/delivery/deliverySettings.ts';
import type { ReceiverKind, ReceiverSettings } from '../../../shared/delivery/receiverSettings.ts';
import type { ReceiverView } from '../../../shared/delivery/receiverView.ts';

/** A line of the list: what is being edited, beside what the host says of it. */
export interface ReceiverEntry {
  name: string;
  kind: ReceiverKind;
  /** Null: the host does not know it, under this name at least. */
  view: ReceiverView | null;
  /** Under this name and of this kind. */
  isSaved: boolean;
  /** Null: built in. */
  own: { place: number; receiver: ReceiverSettings } | null;
}

/** The person's own, in the order in which they were made. */
export function ownEntries(
  delivery: DeliverySettings,
  saved: DeliverySettings,
  views: readonly ReceiverView[],
): ReceiverEntry[] {
  return delivery.receivers.map((receiver, place) => {
    const { name, kind } = receiver;
    const isThis = (other: { name: string; kind: ReceiverKind }) => other.name === name && other.kind === kind;
    const isSaved = saved.receivers.some(isThis);
    const view = isSaved ? views.find((each) => !each.builtIn && isThis(each)) : undefined;
    return { name, kind, view: view ?? null, isSaved, own: { place, receiver } };
  });
}

/** Those that secrets, settings or the host make; what is set up comes first. */
export function builtInEntries(views: readonly ReceiverView[]): ReceiverEntry[] {
  const all = views.filter(({ builtIn }) => builtIn);
  return [...all.filter(({ setUp }) => setUp), ...all.filter(({ setUp }) => !setUp)].map((view) => ({
    ...{ name: view.name, kind: view.kind, view, isSaved: true, own: null },
  }));
}
