import { useMutation, useQuery } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import type { HostView } from '../../../shared/hostView.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { Facts } from '../health/Facts.tsx';
import styles from './AboutPanel.module.css';

interface AboutPanelProps {
  dataFolder: string;
  host: HostView | null;
}

/** Which Watchkeeper this is, and where it keeps what it knows. */
export function AboutPanel({ dataFolder, host }: AboutPanelProps) {
  const { api } = useServices();
  const diagnostics = useQuery({
    queryKey: queryKeys.diagnostics,
    queryFn: ({ signal }) => api.diagnostics(undefined, { signal }),
  });
  return (
    <Panel
      title="About"
      actions={
        <Link to={pathOf.health} className={styles.link}>
          Health and diagnostics
        </Link>
      }
    >
      <Facts
        facts={[
          ...Object.entries(diagnostics.data?.versions ?? {}).map(([label, value]) => ({ label, value, code: true })),
          ...(host ? [{ label: 'Runs as', value: `${hostWords[host.kind]}, ${systemWords(host.platform)}` }] : []),
        ]}
      />
      <DataFolder path={dataFolder} host={host} />
    </Panel>
  );
}

/** Settings, alerts and logs. */
function DataFolder({ path, host }: { path: string; host: HostView | null }) {
  const { api } = useServices();
  const open = useMutation({ mutationFn: () => api.host.openDataFolder() });
  return (
    <p className={styles.folder}>
      <span className={styles.label}>Data folder</span>
      <code>{path}</code>
      {host?.openDataFolder.possible && (
        <Button
          size="small"
          icon={<FolderOpen aria-hidden="true" />}
          busy={open.isPending}
          onClick={() => open.mutate()}
          aria-label="Open the data folder"
        >
          Open
        </Button>
      )}
      {open.isError && (
        <span className={styles.error} role="alert">
          {explainError(open.error)}
        </span>
      )}
    </p>
  );
}

const hostWords: Record<HostView['kind'], string> = { browser: 'host for browsers', desktop: 'desktop app' };

function systemWords(platform: string): string {
  const names: Record<string, string> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
  return names[platform] ?? platform;
}
