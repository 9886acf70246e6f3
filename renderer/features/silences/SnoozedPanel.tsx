import { useQuery } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { isSnoozed } from '../../../shared/muting.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { Panel } from '../../components/Panel.tsx';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { useNow } from '../../components/useNow.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertPath } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { alertsPath } from '../alerts/alertFilter.ts';
import { useAlertActions } from '../alerts/useAlertActions.ts';
import styles from './QuietPage.module.css';

const shown = 100;

/** Open alerts that somebody put off. */
export function SnoozedPanel() {
  const { api } = useServices();
  const actions = useAlertActions();
  const now = useNow(10_000);
  const { data } = useQuery({
    queryKey: [...queryKeys.alertPages, 'snoozed'],
    queryFn: ({ signal }) => api.alerts.list({ snoozed: true, limit: shown }, { signal }),
    refetchInterval: 30_000,
  });
  // Some end, and some are woken, before they are asked for again.
  const snoozed = data?.items.filter((alert) => isSnoozed(alert, now)) ?? [];
  const total = (data?.total ?? 0) - (data?.items.length ?? 0) + snoozed.length;
  const all = alertsPath({ snoozed: true });
  return (
    <Panel title="Snoozed alerts" hint={total === 0 ? 'none' : <Link to={all}>{total.toLocaleString()}</Link>}>
      {snoozed.length > 0 && (
        <ul className={styles.snoozed}>
          {snoozed.map(({ id, title, severity, snoozedUntil }) => (
            <li key={id}>
              <SeverityMark severity={severity} />
              <Link to={alertPath(id)}>{title}</Link>
              <span className={styles.left}>until {snoozedUntil && formatInstant(snoozedUntil, 'short')}</span>
              <Button
                size="small"
                icon={<BellRing aria-hidden="true" />}
                onClick={() => void actions.snooze([id], null)}
              >
                Wake
              </Button>
            </li>
          ))}
        </ul>
      )}
      {total > snoozed.length && (
        <Link to={all} className={styles.more}>
          Show all {total.toLocaleString()} among the alerts
        </Link>
      )}
    </Panel>
  );
}
