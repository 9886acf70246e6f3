import { HeldBackReason, NotificationLogEntry, NotificationReason } from '../../../shared/alert.ts';
import type { LedgerQuery } from '../../../shared/delivery/ledger.ts';
import { Severity } from '../../../shared/severity.ts';
import { readInstant } from '../../routing/readInstant.ts';

const hourMs = 3_600_000;

/** Spans back from now that the time filter offers, in ms. */
export const ledgerSpans = {
  '1h': hourMs,
  '24h': 24 * hourMs,
  '7d': 7 * 24 * hourMs,
  '30d': 30 * 24 * hourMs,
} as const;
export type LedgerSpan = keyof typeof ledgerSpans;

/** What the log is narrowed to; kept in the address. */
export interface LedgerFilter {
  receiver: string;
  outcome: string;
  reason: string;
  heldBack: string;
  severity: string;
  alertId: string;
  q: string;
  span: LedgerSpan | '';
  /** A fixed span, open at either end, takes the place of `span`. ISO 8601 UTC. */
  from: string;
  to: string;
}

const names = ['receiver', 'outcome', 'reason', 'heldBack', 'severity', 'alertId', 'q', 'span', 'from', 'to'] as const;

/** From an address; what no filter knows is left out. */
export function readLedgerFilter(search: string): LedgerFilter {
  const given = new URLSearchParams(search);
  const one = (name: (typeof names)[number], known: readonly string[]) => {
    const value = given.get(name) ?? '';
    return known.includes(value) ? value : '';
  };
  const [from, to] = [readInstant(given.get('from')) ?? '', readInstant(given.get('to')) ?? ''];
  return {
    receiver: (given.get('receiver') ?? '').slice(0, 100),
    outcome: one('outcome', NotificationLogEntry.shape.outcome.options),
    reason: one('reason', NotificationReason.options),
    heldBack: one('heldBack', HeldBackReason.options),
    severity: one('severity', Severity.options),
    alertId: (given.get('alertId') ?? '').slice(0, 64),
    q: (given.get('q') ?? '').slice(0, 200),
    span: from === '' && to === '' ? (one('span', Object.keys(ledgerSpans)) as LedgerSpan | '') : '',
    from,
    to,
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

/** As the host is asked; a span is measured back from `now` (epoch ms). */
export function ledgerQuery(filter: LedgerFilter, now: number): LedgerQuery {
  const { receiver, outcome, reason, heldBack, severity, alertId, q, span, to } = filter;
  const from = span === '' ? filter.from : new Date(now - ledgerSpans[span]).toISOString();
  return {
    ...(receiver === '' ? {} : { receiver: [receiver] }),
    ...(outcome === '' ? {} : { outcome: [outcome as NotificationLogEntry['outcome']] }),
    ...(reason === '' ? {} : { reason: [reason as NotificationReason] }),
    ...(heldBack === '' ? {} : { heldBack: [heldBack as HeldBackReason] }),
    ...(severity === '' ? {} : { severity: [severity as Severity] }),
    ...(alertId === '' ? {} : { alertId }),
    ...(q.trim() === '' ? {} : { q }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  };
}

export const isNarrowed = (filter: LedgerFilter): boolean => Object.values(filter).some((value) => value !== '');

/** No line can lie between these. */
export const endsBeforeItBegins = ({ from, to }: LedgerFilter): boolean => from !== '' && to !== '' && to <= from;
