import { KeyRound } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useServices } from '../../services.tsx';
import styles from './SignInPage.module.css';

/** The host does not know this browser: says where the key is, and notices by itself when it was used. */
export function SignInPage() {
  const { live } = useServices();
  return (
    <main className={styles.page}>
      <EmptyState
        icon={<KeyRound />}
        title="Open Watchkeeper with its link"
        actions={<Button onClick={() => live.probe()}>Try again</Button>}
      >
        <p>
          This browser has not been let in yet. When Watchkeeper starts, it prints a link that ends in{' '}
          <code>?token=…</code>; open that once and this page stays signed in. Whoever set{' '}
          <code>WATCHKEEPER_TOKEN</code> can give you the link too.
        </p>
      </EmptyState>
    </main>
  );
}
