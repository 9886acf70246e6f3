import { BellOff, Link2 } from 'lucide-react';
import { Fragment } from 'react';
import type { AlertDetail } from '../../../shared/alert.ts';
import type { Silence } from '../../../shared/delivery/silence.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { severityWords } from '../../components/severityWords.ts';
import { Link } from '../../routing/Link.tsx';
import { alertPath } from '../../routing/route.ts';
import styles from '../alertDetail/AlertBody.module.css';
import { useEndSilence, useSilencesOf } from './useSilences.ts';

/** What keeps messages about an alert back: silences of people, and other alerts that explain it. */
export function AlertMuting({ alert }: { alert: Pick<AlertDetail, 'silencedBy' | 'inhibitedBy' | 'inhibitors'> }) {
  return (
    <>
      {alert.silencedBy.length > 0 && <SilencedBy ids={alert.silencedBy} />}
      {alert.inhibitedBy.length > 0 && <InhibitedBy inhibitors={alert.inhibitors} />}
    </>
  );
}

function SilencedBy({ ids }: { ids: readonly string[] }) {
  const { data: silences = [] } = useSilencesOf(ids);
  if (silences.length === 0) {
    return (
      <p className={styles.remark}>
        <BellOff aria-hidden="true" />
        <span>Silenced: nobody is told.</span>
      </p>
    );
  }
  return silences.map((silence) => <SilencedByOne key={silence.id} silence={silence} />);
}

function SilencedByOne({ silence: { id, createdBy, comment, endsAt } }: { silence: Silence }) {
  const end = useEndSilence();
  return (
    <p className={styles.remark}>
      <BellOff aria-hidden="true" />
      <span title={formatInstant(endsAt, 'exact')}>
        Silenced by {createdBy} until {formatInstant(endsAt, 'short')}
        {comment ? `: ${comment}` : '.'}{' '}
        <Button size="small" kind="quiet" busy={end.isPending} onClick={() => end.mutate(id)}>
          End it
        </Button>
      </span>
    </p>
  );
}

function InhibitedBy({ inhibitors }: { inhibitors: AlertDetail['inhibitors'] }) {
  return (
    <p className={styles.remark}>
      <Link2 aria-hidden="true" />
      <span>
        Nobody is told while {inhibitors.length === 0 && 'another alert'}
        {inhibitors.map(({ id, title, severity }, index) => (
          <Fragment key={id}>
            {index > 0 && (index === inhibitors.length - 1 ? ' or ' : ', ')}
            <Link to={alertPath(id)}>{title}</Link> ({severityWords[severity].toLowerCase()})
          </Fragment>
        ))}{' '}
        fires, which explains it.
      </span>
    </p>
  );
}
