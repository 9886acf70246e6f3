import { FlaskConical } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useHostView } from '../setup/useHostView.ts';
import { useRestart } from '../setup/useRestart.ts';
import styles from './WelcomePage.module.css';

/** A simulated shop to break, where this host can have one; else why not. */
export function DemoOffer() {
  const host = useHostView();
  const restart = useRestart(true);
  if (host === null) return <Skeleton height="48px" />;
  return (
    <div className={styles.demo}>
      <p>
        The demo is a simulated shop with a day of history and a ClickHouse of its own. Break its checkout with one
        click, and watch the alert come.
      </p>
      {host.demo.possible ? (
        <Button icon={<FlaskConical aria-hidden="true" />} busy={restart.busy} onClick={restart.run}>
          {restart.busy ? 'Starting the demo' : 'Try the demo'}
        </Button>
      ) : (
        <p className={styles.more}>{host.demo.explanation ?? 'The demo cannot run here.'}</p>
      )}
      {restart.failure && (
        <p className={styles.failure} role="alert">
          {restart.failure}
        </p>
      )}
    </div>
  );
}
