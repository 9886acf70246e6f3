import { useQuery } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { Panel } from '../../components/Panel.tsx';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { useNow } from '../../components/useNow.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertPath } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { useAlertActions } from '../alerts/useAlertActions.ts';
import styles from './QuietPage.module.css';

const looked = 1000;

/** Open alerts that somebody put off. */
export function SnoozedPanel() {
  const { api } = useServices();
  const actions = useAlertActions();
  const now = useNow(10_000);
  const { data } = useQuery({
    queryKey: [...queryKeys.alertPages, 'snoozed'],
    queryFn: ({ signal }) => api.alerts.list({ status: ['active', 'acknowledged'], limit: looked }, { signal }),
    refetchInterval: 30_000,
  });
  const snoozed =
    data?.items.filter(({ snoozedUntil }) => snoozedUntil !== null && Date.parse(snoozedUntil) > now) ?? [];
  return (
    <Panel title="Snoozed alerts" hint={snoozed.length === 0 ? 'none' : snoozed.length.toLocaleString()}>
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
    </Panel>
  );
}
