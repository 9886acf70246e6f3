import type { AlertRecord } from '../alerts/alertRecord.ts';
import { assignIncidents, sameMinutesMs } from '../alerts/incidents/assignIncidents.ts';
import { incidentRole } from '../alerts/incidents/incidentRole.ts';
import type { AlertChanges } from './alertChanges.ts';
import type { StoreTransaction } from './monitorStore.ts';
import { sha256 } from './sha256.ts';

/**
 * Puts alerts that began in this cycle together with those of the same minutes that they belong to. Returns the alerts of
 * before that are now part of an incident: nothing else is new about them.
 */
export function joinIncidents(tx: StoreTransaction, changes: AlertChanges): AlertRecord[] {
  const begun = changes
    .all()
    .filter(({ begun: began, record }) => began && record.incidentId === null && incidentRole(record) !== null)
    .map(({ record }) => record);
  const joined: AlertRecord[] = [];
  for (const some of ofTheSameTime(begun)) {
    const starts = some.map(({ startsAt }) => startsAt);
    const around = tx.alerts
      .startedBetween(Math.min(...starts) - sameMinutesMs, Math.max(...starts) + sameMinutesMs)
      .map((record) => changes.recordOf(record.id) ?? record);
    const byId = new Map(around.map((record) => [record.id, record]));
    for (const [id, incidentId] of assignIncidents(some, around, sha256)) {
      tx.alerts.setIncident(id, incidentId);
      const record = byId.get(id);
      if (record === undefined) continue;
      record.incidentId = incidentId;
      if (!changes.has(id)) joined.push(record);
    }
  }
  return joined;
}

/** After a night's sleep alerts of many hours begin in one cycle: what lies between them need not be read. */
function ofTheSameTime(records: readonly AlertRecord[]): AlertRecord[][] {
  const groups: AlertRecord[][] = [];
  for (const record of records.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before && record.startsAt - before.startsAt <= 2 * sameMinutesMs) last.push(record);
    else groups.push([record]);
  }
  return groups;
}
