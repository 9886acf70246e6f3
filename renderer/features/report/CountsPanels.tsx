import type { Report } from '../../../shared/delivery/report.ts';
import { Panel } from '../../components/Panel.tsx';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertsPath } from '../alerts/alertFilter.ts';
import { FeedbackPanel } from './FeedbackPanel.tsx';
import styles from './ReportPage.module.css';

/** The alerts by severity, by label and by type, each count with the way to its rows. */
export function CountsPanels({ report }: { report: Report }) {
  const format = useValueFormat();
  const { from, to } = report;
  return (
    <div className={styles.counted}>
      <Panel title="By severity">
        <ul className={styles.counts}>
          {report.bySeverity.map(({ severity, alerts }) => (
            <li key={severity}>
              <Link to={alertsPath({ from, to, severity: [severity] })}>
                <SeverityMark severity={severity} hollow={alerts === 0} />
                <span className={styles.count}>{format.count(alerts)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
      <FeedbackPanel report={report} />
      <Panel title="By type">
        <ul className={styles.counts}>
          {report.byType.map(({ type, title, alerts }) => (
            <li key={type}>
              <Link to={alertsPath({ from, to, type: [type] })}>
                <span className={styles.name}>{title}</span>
                <span className={styles.count}>{format.count(alerts)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
