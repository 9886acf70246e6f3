import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { PageFrame, PageLoading } from '../../components/PageFrame.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PanelBoundary } from '../../components/PanelBoundary.tsx';
import { useLive } from '../../services.tsx';
import { CooldownsPanel } from './CooldownsPanel.tsx';
import { DiagnosticsPanel } from './DiagnosticsPanel.tsx';
import entries from './entries.module.css';
import { FreshnessPanel } from './FreshnessPanel.tsx';
import { NoticesPanel } from './NoticesPanel.tsx';
import { OutboxPanel } from './OutboxPanel.tsx';
import { ReceiversPanel } from './ReceiversPanel.tsx';
import { SourcesPanel } from './SourcesPanel.tsx';
import { ThresholdsPanel } from './ThresholdsPanel.tsx';
import { useDiagnostics } from './useDiagnostics.ts';

/** How far the picture can be trusted, and what is behind that; trouble comes first. */
export function HealthPage() {
  const health = useLive((state) => state.health);
  const query = useDiagnostics();
  const diagnostics = query.data;
  return (
    <PageFrame title="Health" width="text">
      {health ? (
        <>
          <PanelBoundary what="Freshness">
            <FreshnessPanel health={health} />
          </PanelBoundary>
          {health.notices.length > 0 && <NoticesPanel notices={health.notices} />}
          <PanelBoundary what="Sources">
            <SourcesPanel sources={health.sources} />
          </PanelBoundary>
          <PanelBoundary what="Receivers">
            <ReceiversPanel receivers={health.receivers} />
          </PanelBoundary>
          <PanelBoundary what="The outbox">
            <OutboxPanel outbox={health.outbox} lines={diagnostics?.outbox ?? []} />
          </PanelBoundary>
        </>
      ) : (
        <PageLoading label="Loading the health of the watch" heights={[96, 180, 140]} />
      )}
      {query.isPending && <PageLoading label="Loading the diagnostics" heights={[140, 320, 180]} />}
      {query.isError && (
        <Panel title={diagnostics ? 'Diagnostics could not be renewed' : 'Diagnostics could not be read'}>
          <p className={entries.error} role="alert">
            {explainError(query.error)}{' '}
            <Button size="small" kind="quiet" onClick={() => query.refetch()}>
              Try again
            </Button>
          </p>
        </Panel>
      )}
      {diagnostics && (
        <>
          <PanelBoundary what="Cooldowns">
            <CooldownsPanel cooldowns={diagnostics.cooldowns} />
          </PanelBoundary>
          <PanelBoundary what="Thresholds">
            <ThresholdsPanel diagnostics={diagnostics} />
          </PanelBoundary>
          <PanelBoundary what="Diagnostics">
            <DiagnosticsPanel diagnostics={diagnostics} />
          </PanelBoundary>
        </>
      )}
    </PageFrame>
  );
}
