import type { Result } from '../../../shared/problem.ts';
import type { AlertRecords } from '../../alerts/alertRecords.ts';
import type { Outbox } from '../outbox.ts';

/** The part of a transaction that pop-ups need; see `MonitorStore.transaction`. */
export interface PopUpTransaction {
  outbox: Outbox;
  alerts: Pick<AlertRecords, 'byId' | 'setWakeAt'>;
}

export interface PopUpStore {
  transaction<T>(work: (tx: PopUpTransaction) => T): Result<T>;
}
