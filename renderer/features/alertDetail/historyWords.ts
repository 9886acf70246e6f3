import type { HistoryEntry, HistoryKind } from '../../../shared/alert.ts';

const words: Record<HistoryKind, string> = {
  fired: 'Fired',
  severityRaised: 'Severity rose',
  severityLowered: 'Severity fell',
  reopened: 'Fired again and was reopened',
  acknowledged: 'Acknowledged',
  unacknowledged: 'Acknowledgement taken back',
  snoozed: 'Snoozed',
  unsnoozed: 'Snooze ended',
  escalated: 'Escalated',
  resolved: 'Resolved',
  feedback: 'Labelled',
};

/** What happened and who caused it, e.g. "Acknowledged by mara". */
export function historyWords(entry: Pick<HistoryEntry, 'kind' | 'by'>): string {
  return entry.by ? `${words[entry.kind]} by ${entry.by}` : words[entry.kind];
}
