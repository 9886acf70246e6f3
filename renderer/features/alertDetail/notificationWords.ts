import type { HeldBackReason, NotificationLogEntry, NotificationReason } from '../../../shared/alert.ts';
import { receiverTitle } from './receiverTitle.ts';

export interface NotificationWords {
  /** What happened, e.g. `Sent to Slack, critical`. */
  what: string;
  /** Why it was (not) sent. */
  why: string;
  outcome: NotificationLogEntry['outcome'];
}

export const reasonWords: Record<NotificationReason, string> = {
  firing: 'the alert is new',
  severityRaised: 'its severity rose',
  resolved: 'it resolved',
  repeat: 'a reminder: nobody has it yet',
  escalated: 'nobody took it in time',
  acknowledged: 'somebody has it',
  unacknowledged: 'nobody has it any more',
  reminder: 'a reminder: somebody has it, and it still fires',
  summary: 'a report',
};

export const heldBackWords: Record<HeldBackReason, string> = {
  deduplicated: 'this receiver was told of it a short while ago',
  silenced: 'a silence covers it',
  acknowledged: 'somebody already has it',
  quietHours: 'quiet hours',
  rateLimited: 'too many messages at once; it is counted in the next one',
  belowMinimum: 'its severity is below the one that is sent',
  startup: 'it was already there when Watchkeeper started',
  inhibited: 'another alert that fires explains it',
};

export const outcomeWords: Record<NotificationLogEntry['outcome'], string> = {
  sent: 'sent',
  pending: 'on its way',
  heldBack: 'held back',
  failed: 'failed',
};

/** One line of the notification log as a person would tell it. */
export function notificationWords(entry: NotificationLogEntry): NotificationWords {
  const receiver = receiverTitle(entry.receiver);
  const because = reasonWords[entry.reason];
  switch (entry.outcome) {
    case 'sent':
      return { what: `Sent to ${receiver}`, why: withAttempts(because, entry.attempts), outcome: entry.outcome };
    case 'pending':
      return {
        what: entry.attempts === 0 ? `Waiting to be sent to ${receiver}` : `Not yet with ${receiver}`,
        why: withAttempts(because, entry.attempts),
        outcome: entry.outcome,
      };
    case 'failed':
      return {
        what: `Could not be sent to ${receiver}`,
        why: withAttempts(because, entry.attempts),
        outcome: entry.outcome,
      };
    case 'heldBack':
      return {
        what: `Not sent to ${receiver}`,
        why: entry.heldBack ? heldBackWords[entry.heldBack] : because,
        outcome: entry.outcome,
      };
  }
}

function withAttempts(reason: string, attempts: number): string {
  return attempts > 1 ? `${reason} · ${attempts} attempts` : reason;
}
