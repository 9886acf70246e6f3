import { Unplug } from 'lucide-react';
import { formatCountdown } from '../../../shared/formatDuration.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useNow } from '../../components/useNow.tsx';
import { useLive, useServices } from '../../services.tsx';
import styles from './NoConnectionPage.module.css';

/** Opened without the host, from what the browser kept of the app: there is nothing to show, and it says so. */
export function NoConnectionPage() {
  const { live } = useServices();
  const retryAt = useLive((state) => state.connection.retryAt);
  const now = useNow(1000);
  const wait = retryAt === null ? 0 : retryAt - now;
  return (
    <main className={styles.page}>
      <EmptyState
        icon={<Unplug />}
        tone="trouble"
        title="No connection to Watchkeeper"
        actions={<Button onClick={() => live.probe()}>Try now</Button>}
      >
        <p role="alert">
          It may have stopped, or the network is down. Whether anything is wrong cannot be seen: what happens now is not
          shown here, and nothing pops up from this page.
        </p>
        <p>
          Start Watchkeeper if it has stopped. This page goes on trying by itself
          {wait > 0 ? `, next in ${formatCountdown(wait)}.` : ', now.'}
        </p>
      </EmptyState>
    </main>
  );
}
