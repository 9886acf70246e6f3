import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { AlertDetail } from '../../../shared/alert.ts';
import { isNotFound } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import { withPending } from '../../store/pendingStore.ts';
import { AlertActionBar } from './AlertActionBar.tsx';
import { AlertBody } from './AlertBody.tsx';
import styles from './AlertDrawer.module.css';
import { AlertHead } from './AlertHead.tsx';
import { DrawerFailed, DrawerLoading, DrawerNotFound } from './drawerStates.tsx';

const sendingRefreshMs = 5000;

interface AlertDrawerProps {
  id: string;
  onClose: () => void;
}

/** One alert: what, how bad, who was told, who has it, and what to do. Beside the rows; the whole page on narrow screens. */
export function AlertDrawer({ id, onClose }: AlertDrawerProps) {
  const { api, pendingStore, noticeStore } = useServices();
  const patch = useStore(pendingStore, (state) => state.pending.get(id));
  const failure = useStore(pendingStore, (state) => state.failed.get(id) ?? null);
  const query = useQuery({
    queryKey: queryKeys.alertDetail(id),
    queryFn: ({ signal }) => api.alerts.get({ id }, { signal }),
    // The stream tells of alerts, not of attempts to send them.
    refetchInterval: ({ state }) => (isBeingSent(state.data) ? sendingRefreshMs : false),
  });
  const alert = query.data && withPending(query.data, patch);

  const title = alert?.title;
  // Focus stays in the rows, so that one can go on with j and k; what has opened is told in words.
  useEffect(() => {
    if (title) noticeStore.announce(`${title} opened`);
  }, [title, noticeStore]);

  return (
    <aside className={styles.drawer} aria-label={alert ? `Alert: ${alert.title}` : 'Alert'}>
      {alert && (
        <>
          <AlertHead alert={alert} onClose={onClose} />
          {/* Its own key: another alert starts at its top. */}
          <AlertBody key={id} alert={alert} outdated={query.isError} failure={failure} />
          <AlertActionBar alert={alert} />
        </>
      )}
      {!alert && query.isPending && <DrawerLoading onClose={onClose} />}
      {!alert && query.isError && isNotFound(query.error) && <DrawerNotFound onClose={onClose} />}
      {!alert && query.isError && !isNotFound(query.error) && (
        <DrawerFailed error={query.error} onRetry={() => query.refetch()} onClose={onClose} />
      )}
    </aside>
  );
}

function isBeingSent(alert: AlertDetail | undefined): boolean {
  return alert?.notificationLog.some(({ outcome }) => outcome === 'pending') ?? false;
}
