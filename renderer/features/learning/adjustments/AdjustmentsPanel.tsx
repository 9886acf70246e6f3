import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Adjustment } from '../../../../shared/learning/feedback.ts';
import { explainError } from '../../../api/explainError.ts';
import { Button } from '../../../components/Button.tsx';
import { formatInstant } from '../../../components/formatInstant.ts';
import { Panel } from '../../../components/Panel.tsx';
import { RelativeTime } from '../../../components/RelativeTime.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useNow } from '../../../components/useNow.tsx';
import { Link } from '../../../routing/Link.tsx';
import { alertPath } from '../../../routing/route.ts';
import { SaidMark } from '../SaidMark.tsx';
import styles from './AdjustmentsPanel.module.css';
import { holdsWords, isInForce } from './adjustmentWords.ts';
import { useAdjustments, useUndo } from './useAdjustments.ts';

const firstShown = 8;

/** What people’s feedback changed, each to be undone in one click. */
export function AdjustmentsPanel() {
  const now = useNow(60_000);
  const [all, setAll] = useState(false);
  const { data, error, isPending, refetch } = useAdjustments();
  const items = data?.items ?? [];
  const inForce = items.filter((each) => isInForce(each, now)).length;
  const shown = all ? items : items.slice(0, firstShown);
  return (
    <Panel title="Learned from feedback" hint={items.length > 0 ? `${inForce} in force` : undefined}>
      {isPending && (
        <div role="status" aria-label="Loading what was learned from feedback">
          <Skeleton height="72px" />
        </div>
      )}
      {error && (
        <p className={styles.trouble} role="alert">
          {explainError(error)}{' '}
          <Button size="small" kind="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data && items.length === 0 && (
        <p className={styles.muted}>
          Nothing yet. Say of an alert that it was expected, a false alarm or the new normal, and what follows from that
          stands here.
        </p>
      )}
      {items.length > 0 && (
        <ul className={styles.list}>
          {shown.map((adjustment) => (
            <Entry key={adjustment.id} adjustment={adjustment} now={now} />
          ))}
        </ul>
      )}
      {items.length > shown.length && (
        <Button size="small" className={styles.more} onClick={() => setAll(true)}>
          Show {items.length - shown.length} more
        </Button>
      )}
    </Panel>
  );
}

function Entry({ adjustment, now }: { adjustment: Adjustment; now: number }) {
  const undo = useUndo();
  const { alertId, label, by, at, until, sentence } = adjustment;
  const holds = isInForce(adjustment, now);
  return (
    <li className={styles.entry} data-over={!holds || undefined}>
      <div className={styles.text}>
        <p className={styles.sentence}>{sentence}</p>
        <p className={styles.muted}>
          <SaidMark label={label} /> by {by} <RelativeTime at={at} suffix=" ago" /> ·{' '}
          <span title={until === null ? undefined : formatInstant(until, 'exact')}>{holdsWords(adjustment, now)}</span>{' '}
          · <Link to={alertPath(alertId)}>the alert</Link>
        </p>
      </div>
      {holds && (
        <Button
          size="small"
          icon={<Undo2 aria-hidden="true" />}
          busy={undo.isPending}
          aria-label={`Undo: ${sentence}`}
          onClick={() => undo.mutate(adjustment)}
        >
          Undo
        </Button>
      )}
    </li>
  );
}
