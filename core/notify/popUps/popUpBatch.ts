import type { HeldBackReason } from '../../../shared/alert.ts';
import { severityRank } from '../../../shared/severity.ts';
import { type AlertRecord, toAlert } from '../../alerts/alertRecord.ts';
import { hindranceNow, type NotificationPolicy } from '../decideNotification.ts';
import type { AlertOutboxEntry } from '../outbox.ts';
import type { Saying } from './popUpText.ts';

/** Everything that waits to be shown of one alert, oldest first, and the alert as it is now. */
export interface Waiting {
  entries: AlertOutboxEntry[];
  newest: AlertOutboxEntry;
  record: AlertRecord | null;
}

export type Verdict =
  | { kind: 'show'; saying: Saying }
  /** Stays in the outbox until somebody is there. */
  | { kind: 'wait' }
  /** `until`, ms: when it is to be decided on again though nothing new is said of it. */
  | { kind: 'holdBack'; heldBack: HeldBackReason; detail: string | null; until: number | null }
  /** Nothing is left to show; `end`: what a pop-up about the end would say, when one was shown before. */
  | { kind: 'over'; end: Saying | null };

/** Groups what waits by alert, in the order of the outbox. */
export function byAlert(entries: readonly AlertOutboxEntry[], recordOf: (id: string) => AlertRecord | null): Waiting[] {
  const groups = new Map<string, Waiting>();
  for (const entry of [...entries].sort((one, other) => one.seq - other.seq)) {
    const group = groups.get(entry.alertId);
    if (group) {
      group.entries.push(entry);
      group.newest = entry;
    } else {
      groups.set(entry.alertId, { entries: [entry], newest: entry, record: recordOf(entry.alertId) });
    }
  }
  return [...groups.values()];
}

/** What becomes of it, judged by the alert as it is now and not as it was when the message was made. */
export function verdictOn(waiting: Waiting, policy: NotificationPolicy, away: boolean, now: number): Verdict {
  const { record, newest, entries } = waiting;
  if (record === null || record.resolvedAt !== null || newest.message.reason === 'resolved') {
    const hadShown = record !== null && record.resolvedAt !== null && entries.every(isEnd);
    const calm = hadShown && !away && hindranceNow({ ...record, acknowledgement: null }, policy, now) === null;
    return { kind: 'over', end: calm ? sayingOf(newest, record) : null };
  }
  // That somebody has it is what a reminder is about.
  const judged = newest.message.reason === 'reminder' ? { ...record, acknowledgement: null } : record;
  const hindrance = hindranceNow(judged, policy, now);
  if (hindrance !== null) return { kind: 'holdBack', ...hindrance };
  if (away && record.severity !== 'critical') return { kind: 'wait' };
  return { kind: 'show', saying: sayingOf(newest, record) };
}

function sayingOf({ message }: AlertOutboxEntry, record: AlertRecord): Saying {
  const milder = severityRank(record.severity) < severityRank(message.alert.severity);
  // It rose, and fell again before anybody saw it.
  const reason = message.reason === 'severityRaised' && milder ? 'firing' : message.reason;
  return { alert: toAlert(record), reason, currency: message.currency };
}

const isEnd = (entry: AlertOutboxEntry) => entry.message.reason === 'resolved';
