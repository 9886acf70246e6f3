import { useMutation } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import type { DeliverySettings } from '../../../shared/delivery/deliverySettings.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useServices } from '../../services.tsx';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { saveProblems } from '../setup/saveProblems.ts';
import { ReplayOutcome } from './ReplayOutcome.tsx';
import styles from './ReplayPanel.module.css';

const spans = [1, 7, 30] as const;

/** What the routes as they are edited would have sent of the alerts of the last days, beside what those that hold send. */
export function ReplayPanel({ editor }: { editor: DeliveryEditor }) {
  const { api } = useServices();
  const { delivery, changed } = editor;
  const [days, setDays] = useState<number>(7);
  const replay = useMutation({
    mutationFn: async (tried: { delivery: DeliverySettings; days: number }) => ({
      tried,
      result: await api.delivery.replay(tried),
    }),
  });
  const wrong = Object.keys(editor.problems).length > 0;
  const outcome = replay.data;
  const isOld = outcome !== undefined && (outcome.tried.delivery !== delivery || outcome.tried.days !== days);
  return (
    <Panel title="The last days again" hint="before you save">
      <div className={styles.form}>
        <label>
          Alerts of the last{' '}
          <select className={styles.choice} value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {spans.map((span) => (
              <option key={span} value={span}>
                {span === 1 ? '24 h' : `${span} days`}
              </option>
            ))}
          </select>
        </label>
        <Button
          icon={<History aria-hidden="true" />}
          busy={replay.isPending}
          disabled={wrong}
          onClick={() => replay.mutate({ delivery, days })}
        >
          Replay
        </Button>
      </div>
      {wrong && <p className={styles.muted}>Not while something is not right yet.</p>}
      {replay.isError && (
        <p className={styles.trouble} role="alert">
          Not replayed: {Object.values(saveProblems(replay.error) ?? {})[0] ?? explainError(replay.error)}
        </p>
      )}
      {outcome && (
        <div aria-live="polite" data-old={isOld || undefined} className={styles.outcome}>
          {isOld && <p className={styles.muted}>Of before your last change:</p>}
          <ReplayOutcome replay={outcome.result} isDraft={changed.length > 0 || isOld} />
        </div>
      )}
    </Panel>
  );
}
