import type { MatchSubject } from '../../../shared/delivery/matcher.ts';
import { type Severity, severityRank } from '../../../shared/severity.ts';
import type { DecidedAlert, NotificationCase } from '../decideNotification.ts';

/** One alert of the book and what became of it. Times: ms UTC. */
export interface ReplayedAlert extends MatchSubject {
  id: string;
  fingerprint: string;
  severity: Severity;
  /** In order; the first is its beginning, with the severity it had then. */
  events: readonly ReplayEvent[];
}

export type ReplayEvent =
  | { at: number; kind: 'severity'; severity: Severity }
  | { at: number; kind: 'acknowledged'; has: boolean }
  /** Null: it was put off no more. */
  | { at: number; kind: 'snoozed'; until: number | null }
  | { at: number; kind: 'resolved' }
  | { at: number; kind: 'reopened' };

/** What changed at one moment, as a decision asks for it. */
export type Change = Pick<NotificationCase, 'begun' | 'raised' | 'rearmed' | 'merged' | 'seeding'>;

export const beginningOf = (id: string, severity: Severity): DecidedAlert => ({
  ...{ id, severity, resolvedAt: null, acknowledgement: null },
  ...{ snoozedUntil: null, silencedBy: [], inhibitedBy: [] },
});

/** The alert after something happened to it; what of that counts is noted in `change`. */
export function afterEvent(record: DecidedAlert, event: ReplayEvent, change: Change): DecidedAlert {
  switch (event.kind) {
    case 'resolved':
      return { ...record, resolvedAt: event.at };
    case 'reopened':
      return { ...record, resolvedAt: null };
    case 'snoozed':
      return { ...record, snoozedUntil: event.until };
    case 'acknowledged':
      return {
        ...record,
        acknowledgement: event.has ? { at: event.at, by: '', note: null, severity: record.severity } : null,
      };
    case 'severity': {
      const { acknowledgement } = record;
      const rearmed = acknowledgement !== null && isWorse(event.severity, acknowledgement.severity);
      change.rearmed ||= rearmed;
      change.raised ||= isWorse(event.severity, record.severity);
      return { ...record, severity: event.severity, acknowledgement: rearmed ? null : acknowledgement };
    }
  }
}

export const isWorse = (one: Severity, other: Severity) => severityRank(one) > severityRank(other);
