import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';

interface RemoveRuleProps {
  /** Null: nothing is asked. */
  title: string | null;
  isSaved: boolean;
  onKeep: () => void;
  onRemove: () => void;
}

export function RemoveRule({ title, isSaved, onKeep, onRemove }: RemoveRuleProps) {
  return (
    <Dialog
      open={title !== null}
      onClose={onKeep}
      title={`Remove ${title ?? ''}?`}
      description={isSaved ? 'It goes once you save, and finds nothing from then on.' : 'It was not saved yet.'}
      actions={
        <>
          <Button onClick={onKeep}>Keep it</Button>
          <Button kind="danger" onClick={onRemove}>
            Remove
          </Button>
        </>
      }
    />
  );
}
