import { Plug } from 'lucide-react';
import { EmptyState } from '../components/EmptyState.tsx';
import { AlertTable } from '../features/alerts/AlertTable.tsx';
import { OverviewPanels } from '../features/overview/OverviewPanels.tsx';
import { Link } from '../routing/Link.tsx';
import { useLive } from '../services.tsx';
import styles from './BoardPage.module.css';

/** Whether, what, and what next, on one screen. */
export function BoardPage() {
  const nothingSetUp = useLive(
    ({ health }) =>
      health !== null &&
      !health.demo &&
      health.sources.length > 0 &&
      health.sources.every(({ status }) => status === 'notSetUp'),
  );
  if (nothingSetUp) return <FirstRun />;
  return (
    <>
      <h1 className="visuallyHidden">Board</h1>
      <div className={styles.panels} data-above-rows>
        <OverviewPanels />
      </div>
      <AlertTable />
    </>
  );
}

function FirstRun() {
  return (
    <>
      <h1 className="visuallyHidden">Board</h1>
      <EmptyState
        icon={<Plug />}
        title="Nothing is watched yet"
        actions={
          <Link to="/setup" className={styles.start}>
            Connect ClickHouse
          </Link>
        }
      >
        <p>
          Watchkeeper needs a ClickHouse with your shop’s events, or with the rows that another detector writes. Until
          it has one, no alert can come. To look around first, start it with <code>npm start -- --demo</code>.
        </p>
      </EmptyState>
    </>
  );
}
