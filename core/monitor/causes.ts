import type { AlertRecord } from '../alerts/alertRecord.ts';
import { isConsequence, likeliestCause } from '../alerts/incidents/describeIncident.ts';
import type { Cause } from '../notify/notifier.ts';
import type { StoreTransaction } from './monitorStore.ts';

/** What an alert is probably a consequence of, as far as that is known by now; null: nothing is. */
export type CauseOf = (tx: StoreTransaction, record: AlertRecord) => Cause | null;

/** For one cycle, in which incidents stay as they are: thousands of alerts of one are not read once for each of them. */
export function createCauses(): CauseOf {
  const first = new Map<string, AlertRecord | null>();
  return (tx, record) => {
    const { incidentId } = record;
    if (incidentId === null) return null;
    let cause = first.get(incidentId);
    if (cause === undefined) {
      cause = likeliestCause(tx.alerts.incident(incidentId));
      first.set(incidentId, cause);
    }
    if (cause === null || !isConsequence(record, cause)) return null;
    return { title: cause.title, startsAt: new Date(cause.startsAt).toISOString() };
  };
}
