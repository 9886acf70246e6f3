import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReceiverSettings } from '../../../shared/delivery/receiverSettings.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { AddReceiver } from './AddReceiver.tsx';
import { ReceiverEditor } from './editor/ReceiverEditor.tsx';
import { newReceiver } from './edits/newReceiver.ts';
import { freeName } from './edits/receiverName.ts';
import { receiverUses } from './edits/receiverUses.ts';
import { ReceiverRow } from './ReceiverRow.tsx';
import styles from './ReceiversPanel.module.css';
import { builtInEntries, ownEntries, type ReceiverEntry } from './receiverEntries.ts';
import { useOpenReceiver } from './useOpenReceiver.ts';

const renewMs = 5000;

/** Everything alerts can be sent to: whether it works, what is missing, and what can be set of it. */
export function ReceiversPanel({ editor }: { editor: DeliveryEditor }) {
  const { api } = useServices();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: queryKeys.receivers,
    queryFn: async ({ signal }) => (await api.receivers.list(undefined, { signal })).items,
    refetchInterval: renewMs,
  });
  const [opened, setOpened] = useOpenReceiver();
  const [added, setAdded] = useState<string | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const views = data ?? [];
  const own = ownEntries(editor.delivery, editor.view.settings.delivery, views);
  const builtIn = builtInEntries(views);
  const nobody = data !== undefined && !data.some(({ setUp }) => setUp);

  const add = (kind: ReceiverSettings['kind']) => {
    const name = freeName(editor.delivery, kind);
    editor.change((delivery) => ({ ...delivery, receivers: [...delivery.receivers, newReceiver(kind, name)] }));
    setAdded(name);
    setOpened(name);
  };
  const row = (entry: ReceiverEntry) => (
    <ReceiverRow
      // A place, not a name: a receiver that is renamed is still the same one.
      key={entry.own ? entry.own.place : entry.name}
      entry={entry}
      open={entry.name === opened}
      onToggle={() => setOpened(entry.name === opened ? null : entry.name)}
      wrong={isWrong(entry, editor)}
      note={noteOn(entry, editor)}
    >
      <ReceiverEditor
        editor={editor}
        entry={entry}
        isNew={entry.name === added}
        onRenamed={setOpened}
        onRemoved={() => {
          setOpened(null);
          addButton.current?.focus();
        }}
      />
    </ReceiverRow>
  );
  return (
    <>
      {error && (
        <p className={styles.trouble} role="alert">
          {explainError(error)}{' '}
          <Button size="small" kind="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {nobody && (
        <p className={styles.muted} role="status">
          Nobody is told: alerts stand on this board only.
        </p>
      )}
      <Panel title="Your receivers" actions={<AddReceiver ref={addButton} onAdd={add} />}>
        {own.length === 0 ? (
          <p className={styles.muted}>
            None yet: further Slack channels, PagerDuty services, addresses and webhooks, beside the built-in ones.
          </p>
        ) : (
          <ul className={styles.list}>{own.map(row)}</ul>
        )}
      </Panel>
      {isPending && <Skeleton height="200px" />}
      {data && (
        <Panel title="Built-in receivers" hint={<Link to={pathOf.setup}>set up in Setup</Link>}>
          <ul className={styles.list}>{builtIn.map(row)}</ul>
        </Panel>
      )}
    </>
  );
}

function isWrong({ name, own }: ReceiverEntry, { problems }: DeliveryEditor): boolean {
  const begins = [`delivery.options.${name}.`, ...(own ? [`delivery.receivers.${own.place}.`] : [])];
  return Object.keys(problems).some((path) => begins.some((begin) => path.startsWith(begin)));
}

function noteOn({ name, own }: ReceiverEntry, { delivery }: DeliveryEditor): string | null {
  return own && receiverUses(delivery, name).length === 0 ? 'Nothing leads to it yet.' : null;
}
