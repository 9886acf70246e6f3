import type { HeldBackReason, NotificationLogEntry, NotificationReason } from '../../../shared/alert.ts';
import { receiverTitle } from './receiverTitle.ts';

export interface NotificationWords {
  /** What happened, e.g. `Sent to Slack, critical`. */
  what: string;
  /** Why it was (not) sent. */
  why: string;
  /** Who stood in for the receiver; null: nobody did. */
  standIn: string | null;
}

export const reasonWords: Record<NotificationReason, string> = {
  firing: 'the alert is new',
  severityRaised: 'its severity rose',
  resolved: 'it resolved',
  repeat: 'a reminder: nobody has it yet',
  escalated: 'nobody took it in time',
  acknowledged: 'somebody has it',
  unacknowledged: 'nobody has it any more',
  feedback: 'somebody said what it was',
  reminder: 'a reminder: somebody has it, and it still fires',
  summary: 'a report',
  notice: 'news, and no alert',
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
  return { ...outcomeOf(entry), standIn: standInOf(entry) };
}

function outcomeOf({ receiver, reason, outcome, heldBack, attempts }: NotificationLogEntry) {
  const title = receiverTitle(receiver);
  const because = reasonWords[reason];
  const why = attempts > 1 ? `${because} · ${attempts} attempts` : because;
  switch (outcome) {
    case 'sent':
      return { what: `Sent to ${title}`, why };
    case 'pending':
      return { what: attempts === 0 ? `Waiting to be sent to ${title}` : `Not yet with ${title}`, why };
    case 'failed':
      return { what: `Could not be sent to ${title}`, why };
    case 'heldBack':
      return { what: `Not sent to ${title}`, why: heldBack ? heldBackWords[heldBack] : because };
  }
}

function standInOf({ receiver, via, outcome }: NotificationLogEntry): string | null {
  if (via === receiver || outcome === 'heldBack') return null;
  return `${receiverTitle(via)} ${outcome === 'pending' ? 'stands' : 'stood'} in.`;
}
