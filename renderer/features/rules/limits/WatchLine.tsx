import { Switch } from '@base-ui/react/switch';
import { useId } from 'react';
import control from '../../setup/FieldControl.module.css';
import { NumberInput } from '../NumberInput.tsx';
import type { RulesEditor } from '../useRulesEditor.ts';
import styles from './LimitsPanel.module.css';
import { SetBy } from './SetBy.tsx';

/** Whether metrics of components are read at all, and how often. */
export function WatchLine({ editor }: { editor: RulesEditor }) {
  const id = useId();
  const { value, view, problems, change } = editor;
  const { enabled, intervalSeconds } = value;
  const [switchedBy, intervalBy] = [view.overrides['metrics.enabled'], view.overrides['metrics.intervalSeconds']];
  const problem = problems['metrics.intervalSeconds'];
  return (
    <div className={styles.watch}>
      <label className={styles.switchLabel} htmlFor={id}>
        <Switch.Root
          id={id}
          className={control.switch}
          checked={enabled}
          disabled={switchedBy !== undefined}
          onCheckedChange={(checked) => change((before) => ({ ...before, enabled: checked }))}
        >
          <Switch.Thumb className={control.thumb} />
        </Switch.Root>
        Watch metrics
      </label>
      <span className={styles.every}>
        every
        <NumberInput
          label="Read metrics every, in seconds"
          value={intervalSeconds}
          unit="s"
          invalid={problem !== undefined}
          describedBy={`${id}-note`}
          disabled={intervalBy !== undefined}
          onChange={(next) => change((before) => ({ ...before, intervalSeconds: next }))}
        />
      </span>
      {intervalBy && <SetBy variable={intervalBy} />}
      {problem ? (
        <p id={`${id}-note`} className={styles.problem} role="alert">
          The time {problem}.
        </p>
      ) : (
        <p id={`${id}-note`} className={styles.muted}>
          {enabled
            ? 'At most; never more often than checks run.'
            : 'Off: neither these limits nor your rules over metrics are judged.'}
        </p>
      )}
    </div>
  );
}
