import { HeldBackReason, NotificationLogEntry, NotificationReason } from '../../../shared/alert.ts';
import type { LedgerQuery } from '../../../shared/delivery/ledger.ts';
import { Severity } from '../../../shared/severity.ts';

/** What the log is narrowed to; kept in the address. */
export interface LedgerFilter {
  receiver: string;
  outcome: string;
  reason: string;
  heldBack: string;
  severity: string;
  alertId: string;
  q: string;
}

const names = ['receiver', 'outcome', 'reason', 'heldBack', 'severity', 'alertId', 'q'] as const;

/** From an address; what no filter knows is left out. */
export function readLedgerFilter(search: string): LedgerFilter {
  const given = new URLSearchParams(search);
  const one = (name: (typeof names)[number], known: readonly string[]) => {
    const value = given.get(name) ?? '';
    return known.includes(value) ? value : '';
  };
  return {
    receiver: (given.get('receiver') ?? '').slice(0, 100),
    outcome: one('outcome', NotificationLogEntry.shape.outcome.options),
    reason: one('reason', NotificationReason.options),
    heldBack: one('heldBack', HeldBackReason.options),
    severity: one('severity', Severity.options),
    alertId: (given.get('alertId') ?? '').slice(0, 64),
    q: (given.get('q') ?? '').slice(0, 200),
  };
}

/** The address with the filter changed; what else stands in it is kept. */
export function writeLedgerFilter(search: string, change: Partial<LedgerFilter>): string {
  const given = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === '') given.delete(name);
    else given.set(name, value);
  }
  const text = given.toString();
  return text === '' ? '' : `?${text}`;
}

/** As the host is asked. */
export function ledgerQuery(filter: LedgerFilter): LedgerQuery {
  const { receiver, outcome, reason, heldBack, severity, alertId, q } = filter;
  return {
    ...(receiver === '' ? {} : { receiver: [receiver] }),
    ...(outcome === '' ? {} : { outcome: [outcome as NotificationLogEntry['outcome']] }),
    ...(reason === '' ? {} : { reason: [reason as NotificationReason] }),
    ...(heldBack === '' ? {} : { heldBack: [heldBack as HeldBackReason] }),
    ...(severity === '' ? {} : { severity: [severity as Severity] }),
    ...(alertId === '' ? {} : { alertId }),
    ...(q.trim() === '' ? {} : { q }),
  };
}
