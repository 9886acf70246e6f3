import { useRef } from 'react';
import { PanelBoundary } from '../components/PanelBoundary.tsx';
import { AlertDrawer } from '../features/alertDetail/AlertDrawer.tsx';
import { AlertTable } from '../features/alerts/AlertTable.tsx';
import { HelpDialog } from '../features/shell/HelpDialog.tsx';
import { scrollerId } from '../features/shell/scrollerId.ts';
import { pathOf } from '../routing/route.ts';
import { useRoute } from '../routing/useLocation.ts';
import { useServices } from '../services.tsx';
import styles from './Board.module.css';

/** The alerts, and beside them the open one. */
export function BoardRows() {
  const { router, root } = useServices();
  const { alertId } = useRoute();
  const drawer = useRef<HTMLDivElement>(null);
  const close = () => {
    const hadFocus = drawer.current?.contains(root.activeElement) ?? false;
    router.navigate(pathOf.alerts + router.current().search);
    // Keys are heard only while the focus is in here: it must not get lost with what closes.
    if (hadFocus) root.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
  };
  return (
    <div className={styles.rows} data-drawer={alertId !== null || undefined}>
      <div id={scrollerId} className={styles.scroller} tabIndex={-1}>
        <AlertTable />
      </div>
      {alertId !== null && (
        <div ref={drawer} className={styles.drawer}>
          <PanelBoundary what="The alert">
            <AlertDrawer id={alertId} onClose={close} />
          </PanelBoundary>
        </div>
      )}
      <HelpDialog />
    </div>
  );
}
