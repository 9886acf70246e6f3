import { Plug } from 'lucide-react';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useLive } from '../../services.tsx';
import styles from './NothingWatched.module.css';

/** On the board once the welcome was skipped, or when the ClickHouse that is set up has nothing to watch, and why. */
export function NothingWatched({ connected }: { connected: boolean }) {
  const reason = useLive(({ health }) => health?.statusReason ?? null);
  return (
    <>
      <h1 className="visuallyHidden">Board</h1>
      <EmptyState
        icon={<Plug />}
        title="Nothing is watched yet"
        actions={
          <Link to={pathOf.setup} className={styles.start}>
            {connected ? 'To Setup' : 'Connect ClickHouse'}
          </Link>
        }
      >
        <p>
          {connected && reason !== null
            ? reason
            : 'Watchkeeper needs a ClickHouse with your shop’s events, or with the rows that another detector writes. Until it has one, no alert can come.'}
        </p>
      </EmptyState>
    </>
  );
}
