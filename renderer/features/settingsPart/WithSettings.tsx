import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SettingsView } from '../../../shared/settings.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageLoading } from '../../components/PageFrame.tsx';
import { useSettingsView } from '../setup/useSettingsView.ts';

interface WithSettingsProps {
  /** What is being waited for, e.g. `Loading the rules`. */
  loading: string;
  /** Of what will stand there, px. */
  heights: readonly number[];
  children: (view: SettingsView) => ReactNode;
}

/** What edits settings, once they are read; or why they could not be. */
export function WithSettings({ loading, heights, children }: WithSettingsProps) {
  const query = useSettingsView();
  if (query.data) return children(query.data);
  if (query.isPending) return <PageLoading label={loading} heights={heights} />;
  return (
    <EmptyState
      icon={<TriangleAlert />}
      tone="trouble"
      title="The settings could not be read"
      actions={<Button onClick={() => query.refetch()}>Try again</Button>}
    >
      {explainError(query.error)}
    </EmptyState>
  );
}
