import { BookOpen, Check, ExternalLink, Undo2 } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { AlertDetail } from '../../../shared/alert.ts';
import button from '../../components/Button.module.css';
import { Button } from '../../components/Button.tsx';
import { alertPath } from '../../routing/route.ts';
import { useLocation } from '../../routing/useLocation.ts';
import { useServices } from '../../services.tsx';
import { useAlertActions } from '../alerts/useAlertActions.ts';
import { SilenceButton } from '../silences/SilenceButton.tsx';
import styles from './AlertActionBar.module.css';
import { CopyMenu } from './CopyMenu.tsx';
import { runbookLink } from './runbookLink.ts';
import { SnoozeMenu } from './SnoozeMenu.tsx';

const longestNote = 2000;

/** What one can do, always in the same place. What is over can only be read and passed on. */
export function AlertActionBar({ alert }: { alert: AlertDetail }) {
  const { router } = useServices();
  const runbook = runbookLink(alert.runbookUrl);
  const { id } = alert;
  const [typed, setTyped] = useState({ of: id, note: '' });
  const note = typed.of === id ? typed.note : '';
  const forget = () => setTyped((now) => (now.of === id ? { of: id, note: '' } : now));
  return (
    <footer className={styles.bar}>
      {alert.status === 'active' && (
        <Acknowledge key={id} {...{ id, note }} onType={(text) => setTyped({ of: id, note: text })} onKept={forget} />
      )}
      <div className={styles.others}>
        {alert.status === 'acknowledged' && <Unacknowledge id={alert.id} />}
        {alert.status !== 'resolved' && <SnoozeMenu alert={alert} />}
        {alert.status !== 'resolved' && <SilenceButton alert={alert} />}
        {runbook && (
          <a
            className={button.button}
            data-kind="plain"
            href={runbook}
            target="_blank"
            rel="noreferrer noopener"
            title={runbook}
          >
            <BookOpen aria-hidden="true" />
            Runbook
          </a>
        )}
        <CopyMenu alert={alert} />
        {router.home !== null && (
          <a
            className={button.button}
            data-kind="plain"
            href={router.link(alertPath(alert.id)).href}
            target="_blank"
            rel="noreferrer noopener"
          >
            <ExternalLink aria-hidden="true" />
            Open in Watchkeeper
          </a>
        )}
      </div>
      {alert.runbookUrl && !runbook && (
        <p className={styles.refused}>The alert names a runbook that is not opened: only links with https:// are.</p>
      )}
    </footer>
  );
}

interface AcknowledgeProps {
  id: string;
  note: string;
  onType: (note: string) => void;
  onKept: () => void;
}

function Acknowledge({ id, note, onType, onKept }: AcknowledgeProps) {
  const actions = useAlertActions();
  // A message's "Acknowledge" link leads here. It never acknowledges by itself: previews and scanners follow links too.
  const cameToAcknowledge = new URLSearchParams(useLocation().search).has('acknowledge');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (cameToAcknowledge) field.current?.focus();
  }, [cameToAcknowledge]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Not kept: the note comes back with the form, since the alert is active again.
    void actions.acknowledge([id], note).then((kept) => kept && onKept());
  };
  return (
    <form className={styles.acknowledge} onSubmit={submit}>
      <input
        ref={field}
        className={styles.note}
        value={note}
        onChange={(event) => onType(event.target.value)}
        maxLength={longestNote}
        placeholder="Note for the others (optional)"
        aria-label="Note, optional"
      />
      <Button type="submit" kind="primary" icon={<Check aria-hidden="true" />} shortcut="a">
        Acknowledge
      </Button>
    </form>
  );
}

function Unacknowledge({ id }: { id: string }) {
  const actions = useAlertActions();
  const { pendingStore } = useServices();
  const pending = useStore(pendingStore, (state) => state.pending.has(id));
  return (
    <Button
      icon={<Undo2 aria-hidden="true" />}
      busy={pending}
      onClick={() => void actions.unacknowledge(id)}
      title="Nobody has it any more: reminders go on"
    >
      Unacknowledge
    </Button>
  );
}
