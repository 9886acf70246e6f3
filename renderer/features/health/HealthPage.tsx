import { PanelBoundary } from '../../components/PanelBoundary.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useLive } from '../../services.tsx';
import { DiagnosticsPanel } from './DiagnosticsPanel.tsx';
import { FreshnessPanel } from './FreshnessPanel.tsx';
import styles from './HealthPage.module.css';
import { NoticesPanel } from './NoticesPanel.tsx';
import { ReceiversPanel } from './ReceiversPanel.tsx';
import { SourcesPanel } from './SourcesPanel.tsx';

/** How far the picture can be trusted, and what is behind that. */
export function HealthPage() {
  const health = useLive((state) => state.health);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Health</h1>
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
            <ReceiversPanel receivers={health.receivers} outbox={health.outbox} />
          </PanelBoundary>
        </>
      ) : (
        <div className={styles.loading} role="status" aria-label="Loading the health of the watch">
          <Skeleton height="96px" />
          <Skeleton height="180px" />
          <Skeleton height="140px" />
        </div>
      )}
      <PanelBoundary what="Diagnostics">
        <DiagnosticsPanel />
      </PanelBoundary>
    </div>
  );
}
