import { History } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { BacktestView } from '../../learning/backtest/BacktestView.tsx';
import type { RulesEditor } from '../useRulesEditor.ts';
import styles from './LimitsPanel.module.css';

/** What limits and rules over metrics as they are being edited would have told, with what is learned of the same metrics. */
export function TryLimits({ editor }: { editor: RulesEditor }) {
  const [open, setOpen] = useState(false);
  const { view, value, problems, changed } = editor;
  return (
    <div className={styles.trial}>
      <div className={styles.tryLine}>
        <Button icon={<History aria-hidden="true" />} aria-expanded={open} onClick={() => setOpen((before) => !before)}>
          {open ? 'Close the trial' : 'Try on the past'}
        </Button>
        <span className={styles.muted}>
          What limits and your rules over metrics would have told in the last days; nothing is saved or sent.
        </span>
      </div>
      {open && (
        <BacktestView
          draft={Object.keys(problems).length > 0 ? null : { ...view.settings, metrics: value }}
          inForce={view.settings}
          about={['metric']}
          isChanged={changed.length > 0}
        />
      )}
    </div>
  );
}
