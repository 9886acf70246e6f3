import { CircleAlert, Clock, MessageSquareText } from 'lucide-react';
import type { AlertDetail } from '../../../shared/alert.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { useNow } from '../../components/useNow.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { AlertFeedback } from '../feedback/AlertFeedback.tsx';
import { JobLink } from '../jobs/JobLink.tsx';
import { RuleLink } from '../rules/RuleLink.tsx';
import { AlertMuting } from '../silences/AlertMuting.tsx';
import styles from './AlertBody.module.css';
import { AlertHistory } from './AlertHistory.tsx';
import { AlertIncident } from './AlertIncident.tsx';
import { AlertWhy } from './AlertWhy.tsx';
import { alertFacts } from './alertFacts.ts';
import { EscalationNote } from './EscalationNote.tsx';
import { FactList } from './FactList.tsx';
import { MetricView } from './MetricView.tsx';
import { ModelLink } from './ModelLink.tsx';
import { NotificationLog } from './NotificationLog.tsx';
import { ObservationTable } from './ObservationTable.tsx';

interface AlertBodyProps {
  alert: AlertDetail;
  /** The last attempt to read it anew failed: what is shown may be old. */
  outdated: boolean;
  /** Why the last thing somebody did to it could not be kept. */
  failure: string | null;
}

/** Everything known of an alert, the most needed first. */
export function AlertBody({ alert, outdated, failure }: AlertBodyProps) {
  const format = useValueFormat();
  const now = useNow(60_000);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.body} tabIndex={0} aria-label="Details">
      {failure && (
        <p className={styles.trouble} role="alert">
          <CircleAlert aria-hidden="true" />
          Your change was not kept. {failure}
        </p>
      )}
      {outdated && (
        <p className={styles.trouble}>
          <CircleAlert aria-hidden="true" />
          This alert could not be read again just now; it may have changed.
        </p>
      )}
      <p className={styles.sentence}>{alert.description}</p>
      {alert.note && (
        <p className={styles.remark}>
          <MessageSquareText aria-hidden="true" />
          <span>
            <b>{alert.acknowledgedBy ?? 'somebody'}:</b> {alert.note}
          </span>
        </p>
      )}
      {alert.snoozedUntil && <Snoozed until={alert.snoozedUntil} />}
      {alert.status !== 'resolved' && <AlertMuting alert={alert} />}
      <EscalationNote alert={alert} />
      <MetricView alert={alert} />
      <AlertWhy alert={alert} />
      <AlertIncident alert={alert} />
      <AlertFeedback alert={alert} />
      <FactList facts={alertFacts(alert, format, now)} />
      <RuleLink alert={alert} />
      <JobLink alert={alert} />
      <ModelLink alert={alert} />
      <section className={styles.section}>
        <h3 className={styles.heading}>Who was told</h3>
        <NotificationLog entries={alert.notificationLog} />
        {alert.notificationLog.length > 0 && <WholeLog id={alert.id} />}
      </section>
      <section className={styles.section}>
        <h3 className={styles.heading}>History</h3>
        <AlertHistory entries={alert.history} />
      </section>
      {alert.observations.length > 0 && (
        <section className={styles.section}>
          <h3 className={styles.heading}>Observations</h3>
          <ObservationTable alert={alert} />
        </section>
      )}
    </section>
  );
}

function Snoozed({ until }: { until: string }) {
  const now = useNow(10_000);
  if (Date.parse(until) <= now) return null;
  return (
    <p className={styles.remark}>
      <Clock aria-hidden="true" />
      <span title={formatInstant(until, 'exact')}>
        Snoozed until {formatInstant(until, 'short')}: nobody is told before then.
      </span>
    </p>
  );
}

/** Where the log of this alert can be searched; not from inside another page. */
function WholeLog({ id }: { id: string }) {
  const { router } = useServices();
  if (router.home !== null) return null;
  return (
    <Link className={styles.more} to={`${pathOf.delivery}?tab=log&alertId=${encodeURIComponent(id)}`}>
      Whole log of this alert
    </Link>
  );
}
