import type { LedgerEntry } from '../../../shared/delivery/ledger.ts';
import { type Cell, toCsv } from '../csv/toCsv.ts';

/** Lines of the log as a table for a spreadsheet: names and times as the host has them, so that they can be filtered there. */
export function ledgerCsv(lines: readonly LedgerEntry[]): string {
  const rows = lines.map(
    ({ at, alert, alertId, subject, receiver, via, reason, outcome, heldBack, attempts, detail }): Cell[] => [
      ...[
        at,
        alert?.severity ?? null,
        alert?.title ?? subject ?? 'Summary',
        alert?.type ?? null,
        alertId,
        receiver,
        via,
        reason,
      ],
      ...[outcome, heldBack, attempts, detail],
    ],
  );
  return toCsv([columns, ...rows]);
}

const columns = [
  ...['at', 'severity', 'title', 'type', 'alert', 'receiver', 'via', 'reason'],
  ...['outcome', 'heldBack', 'attempts', 'detail'],
];
