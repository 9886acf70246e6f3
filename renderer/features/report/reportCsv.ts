import type { Report } from '../../../shared/delivery/report.ts';
import { feedbackLabels } from '../../../shared/learning/feedback.ts';
import { severities } from '../../../shared/severity.ts';
import { type Cell, toCsv } from '../csv/toCsv.ts';
import { feedbackWords } from '../feedback/feedbackWords.ts';
import { labelWords } from './labelWords.ts';

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
    ['False alarms, share of those judged (%)', percent(report.falseAlarmShare)],
    ['Revenue lost', report.lostRevenue === null ? null : Math.round(report.lostRevenue)],
    ['Mean time to acknowledge (s)', seconds(report.meanTimeToAcknowledgeMs)],
    ['Mean time to resolve (s)', seconds(report.meanTimeToResolveMs)],
  ];
  const rows: Cell[][] = [
    ['section', 'name', 'labels', 'value', 'messages', ...severities],
    ['period', 'From', '', report.from],
    ['period', 'To (not included)', '', report.to],
    ...totals.map(([name, value]) => ['total', name, '', value]),
    ...report.bySeverity.map(({ severity, alerts }) => ['severity', severity, '', alerts]),
    ...feedbackLabels.map((label) => ['label', feedbackWords[label], '', report.feedback[label]]),
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

const percent = (share: number | null): number | null => (share === null ? null : Math.round(share * 1000) / 10);
const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000));
