import { Clock } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { snoozeChoices } from '../alertDetail/snoozeChoices.ts';
import styles from './SnoozeDialog.module.css';

interface SnoozeDialogProps {
  /** How many alerts; 0: closed. */
  count: number;
  onClose: () => void;
  onSnooze: (until: Date) => void;
}

/** For how long an alert shall not be heard of. */
export function SnoozeDialog({ count, onClose, onSnooze }: SnoozeDialogProps) {
  const open = count > 0;
  // The choices count from when one is asked.
  const choices = useMemo(() => (open ? snoozeChoices(new Date()) : []), [open]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={count > 1 ? `Snooze ${count.toLocaleString()} alerts` : 'Snooze'}
      description={`Nothing is sent about ${count > 1 ? 'them' : 'it'} until then, unless it gets worse.`}
    >
      <div className={styles.choices}>
        {choices.map(({ id, label, until }) => (
          <Button
            key={id}
            icon={<Clock />}
            title={formatInstant(until.getTime(), 'exact')}
            onClick={() => onSnooze(until)}
          >
            {label}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
