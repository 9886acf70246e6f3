import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { receiverSecrets } from '../../../../shared/delivery/receiverSecrets.ts';
import type { ReceiverSettings } from '../../../../shared/delivery/receiverSettings.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { type ReceiverUse, removalWords } from '../edits/receiverUses.ts';
import styles from './ReceiverEditor.module.css';

interface RemoveReceiverProps {
  receiver: ReceiverSettings;
  isSaved: boolean;
  uses: readonly ReceiverUse[];
  onRemove: () => void;
}

/** Asks before a receiver goes, with all that becomes of the places that name it. */
export function RemoveReceiver({ receiver, isSaved, uses, onRemove }: RemoveReceiverProps) {
  const [asking, setAsking] = useState(false);
  const { name } = receiver;
  const hasSecrets = isSaved && receiverSecrets(receiver).length > 0;
  return (
    <>
      <Button kind="danger" icon={<Trash2 aria-hidden="true" />} onClick={() => setAsking(true)}>
        Remove …
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Remove ${name}?`}
        description={
          uses.length === 0
            ? 'No route, escalation or summary names it.'
            : 'It is taken out of every place that names it:'
        }
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button
              kind="danger"
              icon={<Trash2 aria-hidden="true" />}
              onClick={() => {
                setAsking(false);
                onRemove();
              }}
            >
              Remove
            </Button>
          </>
        }
      >
        {uses.length > 0 && (
          <ul className={styles.uses}>
            {uses.map((use) => (
              <li key={removalWords(use)}>{removalWords(use)}</li>
            ))}
          </ul>
        )}
        <p className={styles.note}>
          {hasSecrets
            ? 'It goes once you save; its secrets are forgotten then.'
            : isSaved
              ? 'It goes once you save.'
              : 'It was not saved yet.'}
        </p>
      </Dialog>
    </>
  );
}
