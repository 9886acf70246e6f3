import { RotateCw } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { useLive } from '../../services.tsx';
import styles from './LeaveDemo.module.css';
import { useHostView } from './useHostView.ts';
import { useRestart } from './useRestart.ts';

/** A ClickHouse of one's own is set up and the demo is what is watched: otherwise its green would be taken for one's own. */
export function LeaveDemo() {
  const words = useLive(({ health }) => health?.notices.find(({ code }) => code === 'leaveDemo')?.message ?? null);
  const host = useHostView();
  const restart = useRestart(false);
  if (words === null) return null;
  return (
    <div className={styles.notice} role="status">
      <p>{words}</p>
      {host?.restart.possible && (
        <Button size="small" icon={<RotateCw aria-hidden="true" />} busy={restart.busy} onClick={restart.run}>
          Restart now
        </Button>
      )}
      {restart.failure && <p className={styles.failure}>{restart.failure}</p>}
    </div>
  );
}
