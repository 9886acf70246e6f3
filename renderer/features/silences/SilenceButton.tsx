import { BellOff } from 'lucide-react';
import { useState } from 'react';
import type { Alert } from '../../../shared/alert.ts';
import { Button } from '../../components/Button.tsx';
import { draftFor } from './draftFor.ts';
import { SilenceDialog } from './SilenceDialog.tsx';
import type { SilenceDraft } from './silenceDraft.ts';

/** Opens a silence for what is like this alert. */
export function SilenceButton({ alert }: { alert: Pick<Alert, 'type' | 'labels'> }) {
  const [draft, setDraft] = useState<SilenceDraft | null>(null);
  return (
    <>
      <Button icon={<BellOff aria-hidden="true" />} onClick={() => setDraft(draftFor([alert]))} shortcut="m">
        Silence …
      </Button>
      <SilenceDialog start={draft} onClose={() => setDraft(null)} />
    </>
  );
}
