import { Undo2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { type FeedbackLabel, feedbackLabels } from '../../../shared/learning/feedback.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import field from '../../components/Field.module.css';
import { FeedbackPicker } from './FeedbackPicker.tsx';
import styles from './LabelDialog.module.css';

interface LabelDialogProps {
  /** How many alerts; 0: closed. */
  count: number;
  onClose: () => void;
  onLabel: (label: FeedbackLabel | null, comment: string | undefined) => void;
}

/** What one or many alerts were: one press, or a digit. */
export function LabelDialog({ count, onClose, onLabel }: LabelDialogProps) {
  const [comment, setComment] = useState('');
  const first = useRef<HTMLButtonElement>(null);
  const close = () => {
    setComment('');
    onClose();
  };
  const choose = (label: FeedbackLabel | null) => {
    const text = comment.trim();
    onLabel(label, label === null || text === '' ? undefined : text);
    setComment('');
  };
  const press = (event: KeyboardEvent) => {
    const label = feedbackLabels[Number(event.key) - 1];
    if (!label || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    choose(label);
  };
  return (
    <Dialog
      open={count > 0}
      onClose={close}
      initialFocus={first}
      title={count === 1 ? 'Label' : `Label ${count.toLocaleString()} alerts`}
      description={`What ${count === 1 ? 'was it' : 'were they'}? The detector learns from it; the report counts it.`}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: digits for the buttons inside, which have the focus */}
      <div onKeyDown={press}>
        <input
          className={`${field.input} ${styles.comment}`}
          value={comment}
          maxLength={2000}
          placeholder="Comment (optional)"
          aria-label="Comment, optional"
          onChange={({ target }) => setComment(target.value)}
        />
        <FeedbackPicker name="Label" chosen={null} explained firstRef={first} onChoose={choose} />
        <Button className={styles.back} kind="quiet" size="small" icon={<Undo2 />} onClick={() => choose(null)}>
          Take the label back
        </Button>
      </div>
    </Dialog>
  );
}
