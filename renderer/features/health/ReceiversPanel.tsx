import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import type { ReceiverHealth } from '../../../shared/health.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { receiverTitle } from '../alertDetail/receiverTitle.ts';
import styles from './entries.module.css';
import { Facts } from './Facts.tsx';
import { receiverStep } from './nextStep.ts';
import { StatusMark } from './StatusMark.tsx';
import { StepLink } from './StepLink.tsx';
import { receiverState } from './sourceWords.ts';
import { TestOutcome } from './TestOutcome.tsx';
import { Until } from './Until.tsx';
import { worstFirst } from './worstFirst.ts';

/** Where alerts are sent and whether that works. */
export function ReceiversPanel({ receivers }: { receivers: readonly ReceiverHealth[] }) {
  return (
    <Panel title="Receivers" hint="where alerts are sent">
      {receivers.length === 0 ? (
        <p className={styles.none}>
          No receiver is set up: alerts are shown on this board only.{' '}
          <Link to={pathOf.setup}>Set up a Slack webhook</Link>
        </p>
      ) : (
        <ul className={styles.entries}>
          {worstFirst(receivers, (receiver) => receiverState(receiver).tone).map((receiver) => (
            <ReceiverEntry key={receiver.name} receiver={receiver} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function ReceiverEntry({ receiver }: { receiver: ReceiverHealth }) {
  const { api } = useServices();
  const test = useMutation({ mutationFn: () => api.receivers.test({ name: receiver.name }) });
  return (
    <li className={styles.entry}>
      <header className={styles.head}>
        <h3 className={styles.name}>{receiverTitle(receiver.name)}</h3>
        <StatusMark status={receiverState(receiver)} />
        <Button
          className={styles.action}
          size="small"
          icon={<Send aria-hidden="true" />}
          busy={test.isPending}
          onClick={() => test.mutate()}
          aria-label={`Send a test message to ${receiverTitle(receiver.name)}`}
        >
          Test
        </Button>
      </header>
      {receiver.lastError && receiver.status !== 'ok' && (
        <p className={styles.error}>
          {receiver.lastError}
          <StepLink step={receiverStep(receiver.name)} />
        </p>
      )}
      {receiver.note && <p className={styles.note}>{receiver.note}</p>}
      <Facts
        facts={[
          {
            label: 'Last sent',
            value: receiver.lastSentAt === null ? 'never' : <RelativeTime at={receiver.lastSentAt} suffix=" ago" />,
          },
          { label: 'Waiting', value: receiver.pending },
          ...(receiver.brokenSince ? [{ label: 'Broken for', value: <RelativeTime at={receiver.brokenSince} /> }] : []),
          ...(receiver.retryAt ? [{ label: 'Tried again', value: <Until at={receiver.retryAt} /> }] : []),
        ]}
      />
      {test.data && <TestOutcome result={test.data} />}
      {test.isError && (
        <p className={styles.error} role="alert">
          {explainError(test.error)}
        </p>
      )}
    </li>
  );
}
