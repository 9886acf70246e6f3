import { useMutation, useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import type { ReceiverView } from '../../../shared/delivery/receiverView.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { StatusMark } from '../health/StatusMark.tsx';
import { receiverStatusWords } from '../health/sourceWords.ts';
import { TestOutcome } from '../health/TestOutcome.tsx';
import styles from './DeliveryPage.module.css';
import { receiverKindWords } from './receiverKindWords.ts';

const renewMs = 5000;

/** Everything alerts can be sent to: whether it works, and what is missing where it is not set up. */
export function ReceiversPanel() {
  const { api } = useServices();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: queryKeys.receivers,
    queryFn: async ({ signal }) => (await api.receivers.list(undefined, { signal })).items,
    refetchInterval: renewMs,
  });
  const ready = data?.filter(({ setUp }) => setUp) ?? [];
  const missing = data?.filter(({ setUp }) => !setUp) ?? [];
  return (
    <>
      {error && (
        <p className={styles.trouble} role="alert">
          {explainError(error)}{' '}
          <Button size="small" kind="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {isPending && <Skeleton height="200px" />}
      {data && (
        <Panel title="Set up" hint={ready.length.toLocaleString()}>
          {ready.length === 0 ? (
            <p className={styles.muted}>
              Nobody is told: alerts stand on this board only. <Link to={pathOf.setup}>Set up a receiver</Link>
            </p>
          ) : (
            <ul className={styles.list}>
              {ready.map((receiver) => (
                <Receiver key={receiver.name} receiver={receiver} />
              ))}
            </ul>
          )}
        </Panel>
      )}
      {missing.length > 0 && (
        <Panel title="Not set up" hint={<Link to={pathOf.setup}>in Setup</Link>}>
          <ul className={styles.list}>
            {missing.map(({ name, kind, missing: what }) => (
              <li key={name} className={styles.receiver}>
                <span className={styles.what}>
                  <b>{name}</b>
                  <span className={styles.muted}>{receiverKindWords[kind]}</span>
                </span>
                <span className={styles.muted}>{what}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function Receiver({ receiver }: { receiver: ReceiverView }) {
  const { api } = useServices();
  const { name, kind, destination, health } = receiver;
  const test = useMutation({ mutationFn: () => api.receivers.test({ name }) });
  return (
    <li className={styles.receiver}>
      <span className={styles.what}>
        <b>{name}</b>
        <span className={styles.muted}>
          {receiverKindWords[kind]}
          {destination && ` to ${destination}`}
          {health?.lastSentAt ? (
            <>
              , last sent <RelativeTime at={health.lastSentAt} suffix=" ago" />
            </>
          ) : (
            ', nothing sent yet'
          )}
          {health && health.pending > 0 && `, ${health.pending.toLocaleString()} waiting`}
        </span>
      </span>
      {health && <StatusMark status={receiverStatusWords[health.status]} />}
      <Button
        size="small"
        icon={<Send aria-hidden="true" />}
        busy={test.isPending}
        onClick={() => test.mutate()}
        aria-label={`Send a test message to ${name}`}
      >
        Test
      </Button>
      {health?.lastError && health.status !== 'ok' && (
        <p className={`${styles.trouble} ${styles.wide}`}>{health.lastError}</p>
      )}
      {test.data && (
        <div className={styles.wide}>
          <TestOutcome result={test.data} />
        </div>
      )}
      {test.isError && (
        <p className={`${styles.trouble} ${styles.wide}`} role="alert">
          {explainError(test.error)}
        </p>
      )}
    </li>
  );
}
