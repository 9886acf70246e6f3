import type { Report } from '../../../shared/delivery/report.ts';
import { severities } from '../../../shared/severity.ts';
import { labelWords } from './labelWords.ts';

type Cell = string | number | null;

/** A report as one table for a spreadsheet: section, name, figure and what belongs to it. */
export function reportCsv(report: Report): string {
  const totals: [string, Cell][] = [
    ['Alerts', report.alerts],
    ['Open', report.open],
    ['Acknowledged', report.acknowledged],
    ['Resolved', report.resolved],
    ['Escalated', report.escalated],
    ['Messages sent', report.messages],
    ['Messages failed', report.failed],
    ['Mean time to acknowledge (s)', seconds(report.meanTimeToAcknowledgeMs)],
    ['Mean time to resolve (s)', seconds(report.meanTimeToResolveMs)],
  ];
  const rows: Cell[][] = [
    ['section', 'name', 'labels', 'value', 'messages', ...severities],
    ['period', 'From', '', report.from],
    ['period', 'To (not included)', '', report.to],
    ...totals.map(([name, value]) => ['total', name, '', value]),
    ...report.bySeverity.map(({ severity, alerts }) => ['severity', severity, '', alerts]),
    ...report.byType.map(({ title, alerts }) => ['type', title, '', alerts]),
    ...report.noisiest.map(({ title, labels, alerts, messages }) => [
      'noisiest',
      title,
      labelWords(labels),
      alerts,
      messages,
    ]),
    ...report.days.map((day) => {
      const counts = severities.map((severity) => day[severity]);
      return ['day', day.day, '', counts.reduce((sum, count) => sum + count, 0), '', ...counts];
    }),
  ];
  return toCsv(rows);
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  // A spreadsheet would take such a text for a formula and work it out; labels come from outside.
  const safe = /^\s*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000));
