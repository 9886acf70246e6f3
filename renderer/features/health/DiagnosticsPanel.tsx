import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useServices } from '../../services.tsx';
import styles from './entries.module.css';
import { Facts } from './Facts.tsx';

/** Versions, folder and database: what somebody asks for who is to help. */
export function DiagnosticsPanel() {
  const { api, noticeStore, copyText } = useServices();
  const query = useQuery({
    queryKey: queryKeys.diagnostics,
    queryFn: ({ signal }) => api.diagnostics(undefined, { signal }),
    // Sizes and counts grow without the stream telling.
    staleTime: 0,
  });
  const copy = async () => {
    const done = await copyText(JSON.stringify(query.data, null, 2));
    noticeStore.show(
      done
        ? { tone: 'info', text: 'Diagnostics copied. They hold no password, token or webhook.' }
        : { tone: 'trouble', text: 'The browser did not allow copying.' },
    );
  };
  return (
    <Panel
      title="Diagnostics"
      actions={
        <Button size="small" icon={<Copy aria-hidden="true" />} disabled={!query.data} onClick={copy}>
          Copy
        </Button>
      }
    >
      {query.isPending && <Skeleton height="72px" />}
      {query.isError && (
        <p className={styles.error} role="alert">
          {explainError(query.error)}{' '}
          <Button size="small" kind="quiet" onClick={() => query.refetch()}>
            Try again
          </Button>
        </p>
      )}
      {query.data && (
        <Facts
          facts={[
            ...Object.entries(query.data.versions).map(([label, value]) => ({ label, value, code: true })),
            { label: 'Data folder', value: query.data.dataFolder, code: true },
            { label: 'Alerts kept', value: query.data.database.alerts },
            { label: 'Database size', value: formatBytes(query.data.database.sizeBytes) },
            { label: 'Database version', value: query.data.database.schemaVersion },
          ]}
        />
      )}
    </Panel>
  );
}

function formatBytes(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 1 ? `${Math.ceil(bytes / 1024)} kB` : `${megabytes.toFixed(1)} MB`;
}
