import type { SilenceRecord } from '../../core/notify/silences/silences.ts';
import type { Alert } from '../../shared/alert.ts';
import type { LedgerEntry, LedgerPage, LedgerQuery } from '../../shared/delivery/ledger.ts';
import { tellDetail } from './mockStory.ts';

const shownAlerts = 300;

/** The log of a world: what was told of its alerts, and what silences hold back now. */
export function mockLedger(
  alerts: readonly Alert[],
  silences: ReadonlyMap<string, SilenceRecord>,
  query: LedgerQuery,
): LedgerPage {
  const all = alerts.slice(0, shownAlerts).flatMap((alert): LedgerEntry[] => {
    const about = { title: alert.title, type: alert.type, severity: alert.severity };
    const told = tellDetail(alert).notificationLog.map((entry) => ({
      ...entry,
      // One stands in, so that this is seen too.
      via: alert.type === 'traffic_spike' ? 'slack' : entry.via,
      alert: about,
      subject: null,
    }));
    return [...told, ...alert.silencedBy.flatMap((id) => heldBack(alert, silences.get(id)))];
  });
  const needle = query.q?.trim().toLowerCase() ?? '';
  const items = all.filter(
    ({ receiver, outcome, reason, heldBack, alert, alertId, at, detail }) =>
      wanted(query.receiver, receiver) &&
      wanted(query.outcome, outcome) &&
      wanted(query.reason, reason) &&
      wanted(query.heldBack, heldBack) &&
      wanted(query.severity, alert?.severity ?? null) &&
      (query.alertId === undefined || alertId === query.alertId) &&
      (query.from === undefined || at >= query.from) &&
      (query.to === undefined || at < query.to) &&
      `${alert?.title ?? ''}\n${detail ?? ''}`.toLowerCase().includes(needle),
  );
  items.sort((one, other) => other.at.localeCompare(one.at));
  const start = Number(query.cursor ?? 0);
  const end = start + (query.limit ?? 100);
  return { items: items.slice(start, end), nextCursor: end < items.length ? String(end) : null, total: items.length };
}

function wanted<T>(list: readonly T[] | undefined, value: T | null): boolean {
  return !list || (value !== null && list.includes(value));
}

function heldBack(alert: Alert, silence: SilenceRecord | undefined): LedgerEntry[] {
  if (silence === undefined) return [];
  const { id, createdBy, comment, createdAt, endsAt } = silence;
  const until = new Date(endsAt).toISOString().slice(11, 16);
  return [
    {
      ...{ id: `${alert.id}-${id}`, alertId: alert.id, at: new Date(createdAt).toISOString(), attempts: 0 },
      ...{ receiver: 'slack', via: 'slack', reason: 'repeat', outcome: 'heldBack', heldBack: 'silenced' },
      detail: `Silenced by ${createdBy} until ${until}${comment === '' ? '.' : `: ${comment}`}`,
      alert: { title: alert.title, type: alert.type, severity: alert.severity },
      subject: null,
    },
  ];
}
