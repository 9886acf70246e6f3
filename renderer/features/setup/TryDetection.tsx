import { History } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { BacktestView } from '../learning/backtest/BacktestView.tsx';
import styles from './TryDetection.module.css';
import type { SettingsForm } from './useSettingsForm.ts';

/** What the detection as it is being edited would have found in the past; asked for by hand, then it follows the draft. */
export function TryDetection({ form }: { form: SettingsForm }) {
  const [open, setOpen] = useState(false);
  const { view, engine, changed } = form;
  return (
    <div className={styles.trial}>
      <div className={styles.line}>
        <Button icon={<History aria-hidden="true" />} aria-expanded={open} onClick={() => setOpen((before) => !before)}>
          {open ? 'Close the trial' : 'Try on the past'}
        </Button>
        <span className={styles.muted}>
          What these limits would have told in the last days; nothing is saved or sent.
        </span>
      </div>
      {open && (
        <BacktestView
          draft={engine === null ? null : { ...view.settings, engine }}
          inForce={view.settings}
          about={['shop']}
          isChanged={changed.some((path) => path.startsWith('engine.'))}
        />
      )}
    </div>
  );
}
