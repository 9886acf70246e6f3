import { useMutation } from '@tanstack/react-query';
import { Database } from 'lucide-react';
import { useState } from 'react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useServices } from '../../services.tsx';
import styles from './SchemaDialog.module.css';

/** Creates missing tables, after showing exactly what would be run and asking. `unsaved`: the connection was changed in the form. */
export function SchemaDialog({ unsaved }: { unsaved: boolean }) {
  const { api, noticeStore } = useServices();
  const [open, setOpen] = useState(false);
  const look = useMutation({ mutationFn: () => api.connection.schema() });
  const create = useMutation({
    mutationFn: () => api.connection.applySchema(),
    onSuccess: ({ applied }) => {
      setOpen(false);
      noticeStore.show({
        tone: 'info',
        text: applied.length === 0 ? 'Nothing was missing.' : `Created: ${applied.join(', ')}.`,
      });
    },
  });
  const show = () => {
    create.reset();
    look.reset();
    if (!unsaved) look.mutate();
    setOpen(true);
  };
  const statements = look.data?.statements ?? [];
  return (
    <>
      <Button size="small" icon={<Database aria-hidden="true" />} onClick={show}>
        Create tables
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Create tables"
        description={unsaved ? saveFirst : words(look.isPending, look.data?.missing ?? null)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{statements.length > 0 ? 'Not now' : 'Close'}</Button>
            {statements.length > 0 && (
              <Button kind="primary" busy={create.isPending} onClick={() => create.mutate()}>
                Create
              </Button>
            )}
          </>
        }
      >
        {look.isError && <p className={styles.error}>{explainError(look.error)}</p>}
        {create.isError && (
          <p className={styles.error} role="alert">
            {explainError(create.error)}
          </p>
        )}
        {statements.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
          <section className={styles.sql} tabIndex={0} aria-label="The SQL that would be run">
            <pre>{statements.map((statement) => `${statement.trim()};`).join('\n\n')}</pre>
          </section>
        )}
      </Dialog>
    </>
  );
}

const saveFirst = 'Save the connection first: tables are created with the connection that is saved.';

function words(pending: boolean, missing: readonly string[] | null): string {
  if (pending) return 'Looking at what is there …';
  if (missing === null) return 'What is there could not be found out.';
  if (missing.length === 0) return 'Every table is there already; nothing needs to be created.';
  return `Missing: ${missing.join(', ')}. This SQL would be run with the connection that is saved; nothing that exists is changed.`;
}
