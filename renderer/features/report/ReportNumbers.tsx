import type { ReactNode } from 'react';
import type { Report } from '../../../shared/delivery/report.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertsPath } from '../alerts/alertFilter.ts';
import styles from './ReportPage.module.css';

/** The figures of a report; those that count alerts lead to them. */
export function ReportNumbers({ report }: { report: Report }) {
  const format = useValueFormat();
  const { from, to } = report;
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
    </dl>
  );
}

function Figure({ label, note = null, children }: { label: string; note?: string | null; children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd>
        {children}
        {note !== null && <span className={styles.note}> {note}</span>}
      </dd>
    </div>
  );
}
