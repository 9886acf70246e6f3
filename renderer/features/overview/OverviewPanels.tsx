import { PanelBoundary } from '../../components/PanelBoundary.tsx';
import { useLive } from '../../services.tsx';
import { ActivePanel } from './ActivePanel.tsx';
import { CriticalPanel } from './CriticalPanel.tsx';
import styles from './OverviewPanels.module.css';
import { SeverityPanel } from './SeverityPanel.tsx';
import { TimelinePanel } from './TimelinePanel.tsx';
import { TypePanel } from './TypePanel.tsx';

/** Numbers, shares and the last 24 hours, above the rows they lead to. A fault in one leaves the others. */
export function OverviewPanels() {
  const overview = useLive((state) => state.overview);
  return (
    <div className={styles.panels}>
      <PanelBoundary what="Active alerts">
        <ActivePanel counts={overview?.activeLastHour ?? null} />
      </PanelBoundary>
      <PanelBoundary what="Critical alerts">
        <CriticalPanel counts={overview?.critical24h ?? null} />
      </PanelBoundary>
      <div className={styles.charts}>
        <PanelBoundary what="Alerts by severity">
          <SeverityPanel counts={overview?.bySeverity24h ?? null} />
        </PanelBoundary>
        <PanelBoundary what="Alerts by type">
          <TypePanel byType={overview?.byType24h ?? null} />
        </PanelBoundary>
        <PanelBoundary what="The timeline">
          <TimelinePanel timeline={overview?.timeline24h ?? null} />
        </PanelBoundary>
      </div>
    </div>
  );
}
