import { Switch } from '@base-ui/react/switch';
import { useId } from 'react';
import { Panel } from '../../../components/Panel.tsx';
import control from '../../setup/FieldControl.module.css';
import { BacktestView } from '../backtest/BacktestView.tsx';
import { triedLearning } from '../backtest/triedLearning.ts';
import type { LearningEditor } from '../useLearningEditor.ts';
import styles from './SensitivityPanel.module.css';
import { SensitivitySlider } from './SensitivitySlider.tsx';
import { sensitivityEffects } from './sensitivityWords.ts';

/** How readily what was learned alerts, and what that would have meant. */
export function SensitivityPanel({ editor }: { editor: LearningEditor }) {
  const id = useId();
  const { view, value, changed, problems, change } = editor;
  const exceptions = Object.keys(value.series).length;
  return (
    <Panel title="Sensitivity" hint="of every series that has none of its own">
      <div className={styles.choice}>
        <div className={styles.slider}>
          <SensitivitySlider
            value={value.sensitivity}
            disabled={!value.enabled}
            onChange={(sensitivity) => change((before) => ({ ...before, sensitivity }))}
          />
          <p className={styles.effect}>
            {value.enabled ? sensitivityEffects[value.sensitivity] : 'Learning is off: only rules and limits alert.'}
            {value.enabled &&
              exceptions > 0 &&
              ` ${exceptions} series ${exceptions === 1 ? 'has its' : 'have their'} own.`}
          </p>
        </div>
        <span className={styles.switch}>
          <label htmlFor={id}>Learn what is usual</label>
          <Switch.Root
            id={id}
            className={control.switch}
            checked={value.enabled}
            onCheckedChange={(enabled) => change((before) => ({ ...before, enabled }))}
          >
            <Switch.Thumb className={control.thumb} />
          </Switch.Root>
        </span>
      </div>
      <BacktestView
        draft={{ ...view.settings, learning: triedLearning(value, view.settings.learning, problems) }}
        inForce={view.settings}
        isChanged={changed.length > 0}
      />
    </Panel>
  );
}
