import type { ReactNode } from 'react';
import type { Report } from '../../../shared/delivery/report.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertsPath } from '../alerts/alertFilter.ts';
import styles from './ReportPage.module.css';
import { judgedWords, lossWords } from './reportWords.ts';

/** The figures of a report; those that count alerts lead to them. */
export function ReportNumbers({ report }: { report: Report }) {
  const format = useValueFormat();
  const { from, to } = report;
  const share = report.falseAlarmShare === null ? null : format.value(report.falseAlarmShare * 100, 'percent');
  const mean = (ms: number | null) => (ms === null ? '–' : formatDuration(ms));
  return (
    <dl className={styles.numbers}>
      <Figure label="Alerts">
        <Link to={alertsPath({ from, to })}>{format.count(report.alerts)}</Link>
      </Figure>
      <Figure label="Still open">
        <Link to={alertsPath({ from, to, status: ['active', 'acknowledged'] })}>{format.count(report.open)}</Link>
      </Figure>
      <Figure label="Resolved">
        <Link to={alertsPath({ from, to, status: ['resolved'] })}>{format.count(report.resolved)}</Link>
      </Figure>
      <Figure label="Acknowledged">{format.count(report.acknowledged)}</Figure>
      <Figure label="Escalated">{format.count(report.escalated)}</Figure>
      <Figure label="Mean time to acknowledge">{mean(report.meanTimeToAcknowledgeMs)}</Figure>
      <Figure label="Mean time to resolve">{mean(report.meanTimeToResolveMs)}</Figure>
      <Figure label="Messages sent" note={report.failed > 0 ? `${format.count(report.failed)} failed` : null}>
        {format.count(report.messages)}
      </Figure>
      <Figure label="False alarms" hint={judgedWords(report, format)} wide>
        {share === null ? '–' : <Link to={alertsPath({ from, to, feedback: ['falseAlarm'] })}>{share}</Link>}
      </Figure>
      <Figure
        label="Revenue lost"
        hint={report.lostRevenue === null ? 'not known' : 'estimated: expected minus actual'}
        wide
      >
        {lossWords(report.lostRevenue, format)}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  label: string;
  /** What is wrong. */
  note?: string | null;
  /** What it is of. */
  hint?: string | null;
  /** Of two places. */
  wide?: boolean;
  children: ReactNode;
}

function Figure({ label, note = null, hint = null, wide = false, children }: FigureProps) {
  return (
    <div className={styles.figure} data-wide={wide || undefined}>
      <dt>{label}</dt>
      <dd>
        {children}
        {note !== null && <span className={styles.note}> {note}</span>}
        {hint !== null && ' '}
        {hint !== null && <span className={styles.hint}>{hint}</span>}
      </dd>
    </div>
  );
}
