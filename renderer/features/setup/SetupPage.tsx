import { TriangleAlert } from 'lucide-react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { SetupForm } from './SetupForm.tsx';
import styles from './SetupPage.module.css';
import { useSettingsView } from './useSettingsView.ts';

/** What is watched, how strictly, and who is told. */
export function SetupPage() {
  const query = useSettingsView();
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Setup</h1>
      {query.data && <SetupForm view={query.data} />}
      {query.isPending && (
        <div className={styles.loading} role="status" aria-label="Loading the settings">
          <Skeleton height="320px" />
          <Skeleton height="240px" />
        </div>
      )}
      {query.isError && !query.data && (
        <EmptyState
          icon={<TriangleAlert />}
          tone="trouble"
          title="The settings could not be read"
          actions={<Button onClick={() => query.refetch()}>Try again</Button>}
        >
          {explainError(query.error)}
        </EmptyState>
      )}
    </div>
  );
}
