import { useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import field from '../../components/Field.module.css';

interface NoteDialogProps {
  /** How many alerts the note is for; 0: closed. */
  count: number;
  onClose: () => void;
  onAcknowledge: (note: string) => void;
}

/** Acknowledge and say why, for whoever looks next. */
export function NoteDialog({ count, onClose, onAcknowledge }: NoteDialogProps) {
  const [note, setNote] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  const close = () => {
    setNote('');
    onClose();
  };
  const submit = () => {
    onAcknowledge(note);
    setNote('');
  };
  return (
    <Dialog
      open={count > 0}
      onClose={close}
      initialFocus={input}
      title={count === 1 ? 'Acknowledge with a note' : `Acknowledge ${count} alerts with a note`}
      description="The note stands beside the alert, for everybody who opens this board."
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" onClick={submit}>
            Acknowledge
          </Button>
        </>
      }
    >
      <textarea
        ref={input}
        className={field.area}
        rows={3}
        maxLength={2000}
        value={note}
        aria-label="Note"
        placeholder="Payment provider is on it, ticket 4812"
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        }}
      />
    </Dialog>
  );
}
