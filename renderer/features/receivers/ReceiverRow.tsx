import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { ReceiverView } from '../../../shared/delivery/receiverView.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { OpenToggle } from '../../components/OpenToggle.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { useServices } from '../../services.tsx';
import { StatusMark } from '../health/StatusMark.tsx';
import { receiverState, type StatusWords } from '../health/sourceWords.ts';
import { TestOutcome } from '../health/TestOutcome.tsx';
import styles from './ReceiversPanel.module.css';
import type { ReceiverEntry } from './receiverEntries.ts';
import { receiverKindWords } from './receiverKindWords.ts';

interface ReceiverRowProps {
  entry: ReceiverEntry;
  open: boolean;
  onToggle: () => void;
  /** Something is wrong with what was typed for it. */
  wrong: boolean;
  /** A sentence beside its kind, e.g. that nothing leads to it. */
  note: string | null;
  /** Its editor, drawn when it is open. */
  children: ReactNode;
}

/** One receiver: whether it works, what is missing, a test, and below it what can be set of it. */
export function ReceiverRow({ entry, open, onToggle, wrong, note, children }: ReceiverRowProps) {
  const { name, view } = entry;
  const id = useId();
  const { api } = useServices();
  const queryClient = useQueryClient();
  const test = useMutation({
    mutationFn: (receiver: string) => api.receivers.test({ name: receiver }),
    // A test opens what was closed, and closes what is refused.
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.receivers }),
  });
  // Of the receiver that stood here before, if there was one.
  const isOurs = test.variables === name;
  const row = useRef<HTMLLIElement>(null);
  const openAtFirst = useRef(open);
  useEffect(() => {
    if (openAtFirst.current) row.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const health = view?.health ?? null;
  const refused = isOurs && test.data?.ok === false ? test.data.message : null;
  return (
    <li ref={row} className={styles.receiver} data-open={open || undefined}>
      <div className={styles.what}>
        <h3>
          <OpenToggle title={name} open={open} controls={id} onToggle={onToggle} />
        </h3>
        <p className={styles.muted}>
          <About entry={entry} />
          {note && ` ${note}`}
        </p>
      </div>
      <StatusMark status={statusOf(entry, wrong)} />
      {view?.setUp ? (
        <Button
          size="small"
          icon={<Send aria-hidden="true" />}
          busy={test.isPending}
          onClick={() => test.mutate(name)}
          aria-label={`Send a test message to ${name}`}
        >
          Test
        </Button>
      ) : (
        <span />
      )}
      {health?.lastError && health.status !== 'ok' && (
        <p className={`${styles.trouble} ${styles.wide}`}>
          {health.lastError !== refused && `${health.lastError} `}
          {health.retryAt &&
            `The next message after ${formatInstant(health.retryAt, 'clock')} tries it again by itself.`}
        </p>
      )}
      {health?.note && <p className={`${styles.muted} ${styles.wide}`}>{health.note}</p>}
      {isOurs && test.data && (
        <div className={styles.wide}>
          <TestOutcome result={test.data} />
        </div>
      )}
      {isOurs && test.isError && (
        <p className={`${styles.trouble} ${styles.wide}`} role="alert">
          {explainError(test.error)}
        </p>
      )}
      {open && (
        <section id={id} className={styles.wide} aria-label={name}>
          {children}
        </section>
      )}
    </li>
  );
}

function About({ entry: { kind, view, isSaved } }: { entry: ReceiverEntry }) {
  const what = receiverKindWords[kind];
  if (!isSaved) return `${what}, new under this name.`;
  if (view === null) return `${what}.`;
  const { destination, health, missing } = view;
  const where = `${what}${destination ? ` to ${destination}` : ''}`;
  if (missing !== null) return `${where}. ${missing}`;
  return (
    <>
      {where}
      <Sent health={health} />
      {health && health.pending > 0 && `, ${health.pending.toLocaleString()} waiting`}.
    </>
  );
}

function Sent({ health }: Pick<ReceiverView, 'health'>) {
  if (!health?.lastSentAt) return ', nothing sent yet';
  return (
    <>
      , last sent <RelativeTime at={health.lastSentAt} suffix=" ago" />
    </>
  );
}

function statusOf({ view, isSaved, own }: ReceiverEntry, wrong: boolean): StatusWords {
  if (wrong) return { word: 'Not right yet', tone: 'warning' };
  if (!isSaved) return { word: 'Not saved', tone: 'waiting' };
  if (view?.health && view.setUp) return receiverState(view.health);
  if (own && !own.receiver.enabled) return { word: 'Off', tone: 'off' };
  return view?.setUp ? { word: 'Set up', tone: 'good' } : { word: 'Not set up', tone: 'off' };
}
