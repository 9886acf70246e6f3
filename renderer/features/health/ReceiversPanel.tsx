import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import type { Health, ReceiverHealth } from '../../../shared/health.ts';
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
import { StatusMark } from './StatusMark.tsx';
import { receiverStatusWords } from './sourceWords.ts';
import { TestOutcome } from './TestOutcome.tsx';

interface ReceiversPanelProps {
  receivers: readonly ReceiverHealth[];
  outbox: Health['outbox'];
}

/** Where alerts are sent, whether that works, and what still waits to be sent. */
export function ReceiversPanel({ receivers, outbox }: ReceiversPanelProps) {
  return (
    <Panel title="Receivers" hint="where alerts are sent">
      {receivers.length === 0 ? (
        <p className={styles.none}>
          No receiver is set up: alerts are shown on this board only.{' '}
          <Link to={pathOf.setup}>Set up a Slack webhook</Link>
        </p>
      ) : (
        <ul className={styles.entries}>
          {receivers.map((receiver) => (
            <ReceiverEntry key={receiver.name} receiver={receiver} />
          ))}
        </ul>
      )}
      <Facts
        facts={[
          { label: 'Outbox: waiting', value: outbox.pending },
          { label: 'Outbox: sent', value: outbox.sent },
          { label: 'Outbox: given up', value: outbox.failed },
        ]}
      />
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
        <StatusMark status={receiverStatusWords[receiver.status]} />
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
      {receiver.lastError && receiver.status !== 'ok' && <p className={styles.error}>{receiver.lastError}</p>}
      <Facts
        facts={[
          {
            label: 'Last sent',
            value: receiver.lastSentAt === null ? 'never' : <RelativeTime at={receiver.lastSentAt} suffix=" ago" />,
          },
          { label: 'Waiting', value: receiver.pending },
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
