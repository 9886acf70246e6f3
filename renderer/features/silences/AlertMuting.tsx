import { BellOff, Link2 } from 'lucide-react';
import type { AlertDetail } from '../../../shared/alert.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { Link } from '../../routing/Link.tsx';
import { alertPath } from '../../routing/route.ts';
import styles from '../alertDetail/AlertBody.module.css';
import { useEndSilence, useSilences } from './useSilences.ts';

/** What keeps messages about an alert back: silences of people, and other alerts that explain it. */
export function AlertMuting({ alert }: { alert: Pick<AlertDetail, 'silencedBy' | 'inhibitedBy'> }) {
  return (
    <>
      {alert.silencedBy.length > 0 && <SilencedBy ids={alert.silencedBy} />}
      {alert.inhibitedBy.length > 0 && (
        <p className={styles.remark}>
          <Link2 aria-hidden="true" />
          <span>
            Nobody is told while <Link to={alertPath(alert.inhibitedBy[0] ?? '')}>another alert</Link> fires, which
            explains it.
          </span>
        </p>
      )}
    </>
  );
}

function SilencedBy({ ids }: { ids: readonly string[] }) {
  const { data } = useSilences();
  const end = useEndSilence();
  const silences = data?.filter(({ id }) => ids.includes(id)) ?? [];
  if (silences.length === 0) {
    return (
      <p className={styles.remark}>
        <BellOff aria-hidden="true" />
        <span>Silenced: nobody is told.</span>
      </p>
    );
  }
  return silences.map(({ id, createdBy, comment, endsAt }) => (
    <p key={id} className={styles.remark}>
      <BellOff aria-hidden="true" />
      <span title={formatInstant(endsAt, 'exact')}>
        Silenced by {createdBy} until {formatInstant(endsAt, 'short')}
        {comment ? `: ${comment}` : '.'}{' '}
        <Button size="small" kind="quiet" busy={end.isPending} onClick={() => end.mutate(id)}>
          End it
        </Button>
      </span>
    </p>
  ));
}
