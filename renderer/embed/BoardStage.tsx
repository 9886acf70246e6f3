import { PanelBoundary } from '../components/PanelBoundary.tsx';
import { alertsPath } from '../features/alerts/alertFilter.ts';
import { useAlertFilter } from '../features/alerts/useAlertFilter.ts';
import { OverviewPanels } from '../features/overview/OverviewPanels.tsx';
import { TimelinePanel } from '../features/overview/TimelinePanel.tsx';
import { Link } from '../routing/Link.tsx';
import { useRoute } from '../routing/useLocation.ts';
import { useLive } from '../services.tsx';
import styles from './Board.module.css';
import { BoardRows } from './BoardRows.tsx';
import type { BoardView } from './boardOptions.ts';

/** The view that was asked for; in each of them numbers lead to rows. */
export function BoardStage({ view }: { view: BoardView }) {
  const { page } = useRoute();
  const timeline = useLive((state) => state.overview?.timeline24h ?? null);
  const { from, to } = useAlertFilter().filter;
  if (page === 'alerts') return <BoardRows />;
  return (
    <div className={styles.panels}>
      {view === 'timeline' ? (
        <PanelBoundary what="The timeline">
          <TimelinePanel timeline={timeline} />
        </PanelBoundary>
      ) : (
        <OverviewPanels />
      )}
      {(from !== null || to !== null) && (
        <Link to={alertsPath({ from, to })} className={styles.more}>
          Show the alerts of this time
        </Link>
      )}
    </div>
  );
}
