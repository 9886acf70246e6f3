import { ArrowLeft, RadioTower } from 'lucide-react';
import { RelativeTime } from '../components/RelativeTime.tsx';
import type { FreshnessView } from '../features/shell/freshnessView.ts';
import { OpenCounts } from '../features/shell/OpenCounts.tsx';
import { SearchBox } from '../features/shell/SearchBox.tsx';
import { Link } from '../routing/Link.tsx';
import { useRoute } from '../routing/useLocation.ts';
import { useLive, useServices } from '../services.tsx';
import styles from './Board.module.css';
import type { BoardView } from './boardOptions.ts';
import { Trust } from './Trust.tsx';

interface BoardLineProps {
  view: BoardView;
  freshness: FreshnessView;
  /** Whether anything is known that could be searched or counted. */
  known: boolean;
}

/** Above every view: how fresh, when last checked, what is open. */
export function BoardLine({ view, freshness, known }: BoardLineProps) {
  const { router } = useServices();
  const lastCycle = useLive((state) => state.health?.lastCycle ?? null);
  const demo = useLive((state) => state.health?.demo === true);
  const onRows = useRoute().page === 'alerts';
  return (
    <header className={styles.line}>
      <a
        className={styles.mark}
        href={router.home ?? '/'}
        target="_blank"
        rel="noreferrer noopener"
        aria-label="Open Watchkeeper"
        title="Open Watchkeeper"
      >
        <RadioTower aria-hidden="true" />
      </a>
      <Trust freshness={freshness} />
      {freshness.watch === 'live' && lastCycle && (
        <span className={styles.checked}>
          checked <RelativeTime at={lastCycle.startedAt} suffix=" ago" />
        </span>
      )}
      {demo && (
        <span className={styles.demo} title="A simulated shop, not yours">
          demo
        </span>
      )}
      {known && (
        <div className={styles.counts}>
          <OpenCounts freshness={freshness} />
        </div>
      )}
      {known && onRows && (
        <div className={styles.search}>
          {view !== 'table' && (
            <Link to="/" className={styles.back}>
              <ArrowLeft aria-hidden="true" />
              {view === 'overview' ? 'Overview' : 'Timeline'}
            </Link>
          )}
          <SearchBox />
        </div>
      )}
    </header>
  );
}
