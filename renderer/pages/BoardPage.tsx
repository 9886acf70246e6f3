import { AlertTable } from '../features/alerts/AlertTable.tsx';
import { OverviewPanels } from '../features/overview/OverviewPanels.tsx';
import { FirstRun } from '../features/welcome/FirstRun.tsx';
import { useLive } from '../services.tsx';
import styles from './BoardPage.module.css';

/** Whether, what, and what next, on one screen. */
export function BoardPage() {
  const nothingSetUp = useLive(
    ({ health }) =>
      health !== null &&
      !health.demo &&
      health.status !== 'starting' &&
      // Without an address there is no source at all, without tables none that is set up.
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
