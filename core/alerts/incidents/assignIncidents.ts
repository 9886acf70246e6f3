import type { AlertRecord } from '../alertRecord.ts';
import type { Sha256 } from '../fingerprint.ts';
import { incidentRole } from './incidentRole.ts';

/** Alerts that begin further apart than this have nothing to do with each other, ms. */
export const sameMinutesMs = 10 * 60_000;
/** Of thousands that begin at once with the same component, a few show whether there is an incident. */
const mostLookedAt = 200;

/**
 * Which alerts are now part of an incident and were not before, with its id. `begun`: those that are new; `around`: all that
 * began near them, themselves included. An alert that stands alone has none until a second one joins it; what has one keeps it.
 */
export function assignIncidents(
  begun: readonly AlertRecord[],
  around: readonly AlertRecord[],
  sha256: Sha256,
): Map<string, string> {
  const assigned = new Map<string, string>();
  const incidentOf = ({ id, incidentId }: AlertRecord) => incidentId ?? assigned.get(id) ?? null;
  const places = byPlace(around);
  for (const record of begun.toSorted(byBeginning)) {
    const role = incidentRole(record);
    if (role === null || incidentOf(record) !== null) continue;
    const others = role.looksIn
      .flatMap((place) => near(places.get(place) ?? [], record))
      .filter((other) => other.id !== record.id && overlap(record, other))
      .sort(byBeginning);
    const first = others.find((other) => incidentOf(other) !== null) ?? others[0];
    if (first === undefined) continue;
    const [earliest] = [record, first].sort(byBeginning);
    const incident = incidentOf(first) ?? sha256(`incident|${earliest?.id}`).slice(0, 16);
    for (const member of [record, ...others]) {
      if (incidentOf(member) === null) assigned.set(member.id, incident);
    }
  }
  return assigned;
}

/** Alerts by where others look for them, in the order of their beginning. */
function byPlace(records: readonly AlertRecord[]): Map<string, AlertRecord[]> {
  const places = new Map<string, AlertRecord[]>();
  for (const record of records.toSorted(byBeginning)) {
    for (const place of incidentRole(record)?.places ?? []) {
      const there = places.get(place);
      if (there) there.push(record);
      else places.set(place, [record]);
    }
  }
  return places;
}

/** Those of one place that began in the same minutes, the earliest first. */
function near(records: readonly AlertRecord[], { startsAt }: AlertRecord): AlertRecord[] {
  let from = 0;
  let until = records.length;
  while (from < until) {
    const middle = (from + until) >>> 1;
    if ((records[middle]?.startsAt ?? 0) < startsAt - sameMinutesMs) from = middle + 1;
    else until = middle;
  }
  return records.slice(from, from + mostLookedAt).filter((other) => other.startsAt <= startsAt + sameMinutesMs);
}

/** The one that began first was not over when the other began. */
function overlap(one: AlertRecord, other: AlertRecord): boolean {
  const [first, second] = one.startsAt <= other.startsAt ? [one, other] : [other, one];
  return first.resolvedAt === null || first.resolvedAt >= second.startsAt;
}

const byBeginning = (a: AlertRecord, b: AlertRecord): number =>
  a.startsAt - b.startsAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
