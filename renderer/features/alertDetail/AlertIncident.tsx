import type { AlertDetail } from '../../../shared/alert.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { SeverityShape } from '../../components/SeverityShape.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { Link } from '../../routing/Link.tsx';
import { alertPath } from '../../routing/route.ts';
import { alertsPath } from '../alerts/alertFilter.ts';
import { statusWords } from '../alerts/filterWords.ts';
import body from './AlertBody.module.css';
import styles from './AlertIncident.module.css';

/** The alerts of the same minutes that belong together, the probable cause first. */
export function AlertIncident({ alert }: { alert: Pick<AlertDetail, 'id' | 'incident'> }) {
  const { incident } = alert;
  if (incident === null || incident.alerts.length < 2) return null;
  return (
    <section className={body.section} aria-labelledby="incident-heading">
      <h3 id="incident-heading" className={body.heading}>
        Belongs together
      </h3>
      <p className={styles.sentence}>{incident.sentence}</p>
      <ol className={styles.alerts} aria-label="Alerts of this incident, the probable cause first">
        {incident.alerts.map(({ id, title, severity, status, startsAt }, index) => (
          <li key={id} className={styles.alert}>
            <SeverityShape severity={severity} hollow={status === 'resolved'} />
            <span className="visuallyHidden">{severityWords[severity]}: </span>
            {id === alert.id ? <b aria-current="true">{title}</b> : <Link to={alertPath(id)}>{title}</Link>}
            {index === 0 && <span className={styles.cause}>probable cause</span>}
            <span className={styles.status} title={formatInstant(startsAt, 'exact')}>
              {statusWords[status].toLowerCase()}
              <span className={styles.since}>, since {formatInstant(startsAt, 'clock')}</span>
            </span>
          </li>
        ))}
      </ol>
      <Link className={styles.all} to={alertsPath({ incident: incident.id })}>
        All {incident.alerts.length} in the table
      </Link>
    </section>
  );
}
