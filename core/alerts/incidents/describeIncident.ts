import type { Incident } from '../../../shared/learning/incident.ts';
import { type AlertRecord, statusOf } from '../alertRecord.ts';
import { incidentRole } from './incidentRole.ts';

/** So many are listed; the sentence names fewer. */
const mostListed = 100;
const mostNamed = 4;

/** The incident as people see it; `members`: all of its alerts, in any order, at least one. */
export function describeIncident(id: string, members: readonly AlertRecord[]): Incident {
  const ordered = inOrderOfCause(members);
  return {
    id,
    startsAt: new Date(Math.min(...members.map(({ startsAt }) => startsAt))).toISOString(),
    alerts: ordered.slice(0, mostListed).map((member) => ({
      id: member.id,
      title: member.title,
      type: member.type,
      severity: member.severity,
      status: statusOf(member),
      startsAt: new Date(member.startsAt).toISOString(),
    })),
    sentence: sentenceOf(ordered),
  };
}

/** The alert that an incident probably began with; null where it has none. */
export function likeliestCause(members: readonly AlertRecord[]): AlertRecord | null {
  return inOrderOfCause(members)[0] ?? null;
}

/** Equals in the order of causes say nothing about each other. */
export function isConsequence(record: AlertRecord, cause: AlertRecord): boolean {
  return rankOf(cause) < rankOf(record);
}

/** By the order of causes, then by beginning. */
function inOrderOfCause(members: readonly AlertRecord[]): AlertRecord[] {
  const ranks = new Map(members.map((member) => [member, rankOf(member)]));
  const rank = (member: AlertRecord) => ranks.get(member) ?? 0;
  return members.toSorted((a, b) => rank(a) - rank(b) || a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
}

const rankOf = (record: AlertRecord): number => incidentRole(record)?.rank ?? Number.MAX_SAFE_INTEGER;

function sentenceOf(ordered: readonly AlertRecord[]): string {
  const [first] = ordered;
  if (first === undefined) return 'Its alerts are no longer kept.';
  if (ordered.length === 1) return 'The other alerts of it are no longer kept.';
  const causes = ordered.filter((member) => rankOf(member) === rankOf(first));
  const followers = ordered.slice(causes.length);
  if (followers.length === 0) return `${named(ordered)} began within the same minutes.`;
  return `Probably begun by ${named(causes)}; ${named(followers)} followed.`;
}

function named(members: readonly AlertRecord[]): string {
  const titles = [...new Set(members.map(({ title }) => `“${title}”`))];
  const shown = titles.slice(0, mostNamed);
  const more = titles.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
