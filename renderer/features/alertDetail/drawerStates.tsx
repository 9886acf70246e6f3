import { SearchX, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import styles from './drawerStates.module.css';

interface StateProps {
  onClose: () => void;
}

/** The drawer's own shape, until the alert is there. */
export function DrawerLoading({ onClose }: StateProps) {
  return (
    <Frame onClose={onClose}>
      <div className={styles.loading} role="status" aria-label="Loading the alert">
        <Skeleton width="40%" height="14px" />
        <Skeleton width="65%" height="24px" />
        <Skeleton height="14px" />
        <Skeleton width="80%" height="14px" />
        <Skeleton height="176px" />
        <Skeleton height="14px" />
        <Skeleton height="14px" />
        <Skeleton width="60%" height="14px" />
      </div>
    </Frame>
  );
}

export function DrawerNotFound({ onClose }: StateProps) {
  return (
    <Frame onClose={onClose}>
      <EmptyState
        icon={<SearchX />}
        title="There is no such alert"
        actions={<Button onClick={onClose}>To the alerts</Button>}
      >
        The link may be from another Watchkeeper, or the alert was removed because of its age.
      </EmptyState>
    </Frame>
  );
}

export function DrawerFailed({ error, onRetry, onClose }: StateProps & { error: unknown; onRetry: () => void }) {
  return (
    <Frame onClose={onClose}>
      <EmptyState
        icon={<TriangleAlert />}
        tone="trouble"
        title="The alert could not be read"
        actions={<Button onClick={onRetry}>Try again</Button>}
      >
        {explainError(error)}
      </EmptyState>
    </Frame>
  );
}

function Frame({ onClose, children }: StateProps & { children: ReactNode }) {
  return (
    <>
      <div className={styles.top}>
        <IconButton label="Close" shortcut="Esc" icon={<X />} onClick={onClose} />
      </div>
      {children}
    </>
  );
}
