import type { NotificationReason } from '../../../shared/alert.ts';
import type { Result } from '../../../shared/problem.ts';
import type { AlertRecords } from '../../alerts/alertRecords.ts';
import type { Outbox } from '../outbox.ts';

/** One pop-up that was put before the person and not taken away; whether they dismissed it is not known. */
export interface StandingPopUp {
  id: string;
  /** ms UTC. */
  at: number;
  /** Put up while nobody was there, as one of a heap that a digest clears away. */
  inHeap: boolean;
  /** Those of its alerts that still need somebody, and what it said of them. */
  alerts: { id: string; reason: NotificationReason }[];
}

/** What stands, face by face; on disk, so that it is known after a restart too. */
export interface StandingPopUps {
  /** Takes the place of the one with its id, and of those that tell of nothing else; the ids of the latter. */
  put(face: string, popUp: StandingPopUp): string[];
  find(face: string, id: string): StandingPopUp | null;
  heap(face: string): StandingPopUp[];
  /** All that any of them tells of. */
  alertIds(face: string): string[];
  /** Somebody saw the heap: it stays as it is, and is none any more. */
  keepHeap(face: string): void;
  /** Nobody needs to be told of these alerts any more; the ids of those pop-ups that tell of nothing now. */
  takeOut(face: string, alertIds: readonly string[]): string[];
}

/** The part of a transaction that pop-ups need; see `MonitorStore.transaction`. */
export interface PopUpTransaction {
  outbox: Outbox;
  alerts: Pick<AlertRecords, 'byId' | 'setWakeAt'>;
  popUps: StandingPopUps;
}

export interface PopUpStore {
  transaction<T>(work: (tx: PopUpTransaction) => T): Result<T>;
}
